package com.acme.cardbox;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;
import java.nio.file.Files;
import java.nio.file.Path;

/** The box. */
public final class CardboxTarget extends AbstractCardboxTarget {
    @Override
    public void testConnection() {
        Path box = Path.of(settings().box());
        if (Files.exists(box) && !Files.isDirectory(box)) {
            throw new ConnectionException(ErrorCode.CONNECTION_FAILED, box + " is no folder; name another by setting box");
        }
    }

    @Override
    public Sink sink(StreamSchema stream) {
        return new CardboxSink(stream, settings());
    }
}
