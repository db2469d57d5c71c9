package com.acme.desk;

import dev.connectorkit.runtime.http.HttpAnswer;
import dev.connectorkit.runtime.http.RecordResult;
import dev.connectorkit.runtime.settings.Settings;
import java.util.List;

/** Sends what the streams hold as connector.yaml says, and reads what the system answers. One is made for each run. */
public final class DeskDestination extends AbstractDeskDestination {

    public DeskDestination(Settings settings) {
        super(settings);
    }

    /** Says of each record of a request what became of it. */
    @Override
    protected List<RecordResult> results(HttpAnswer answer) {
        // connectorkit:skeleton - replace this line, which goes by the status alone: answer.json() is what the system
        // said, and each of answer.records() needs a result, in their order: RecordResult.WRITTEN, MERGED, AGAIN, or
        // rejected("why, without values").
        return super.results(answer);
    }
}
