package dev.connectorkit.testkit.cases;

import java.util.List;

/**
 * What has to stand on standard output where the connector is asked for something else than to load.
 *
 * @param texts  parts of it
 * @param fields of the JSON object that it is; if there are none, it may be any text
 */
public record ExpectedOutput(List<String> texts, List<String> fields) {
    public ExpectedOutput {
        texts = List.copyOf(texts);
        fields = List.copyOf(fields);
    }
}
