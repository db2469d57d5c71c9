package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What has to stand on standard output where the connector is asked for something else than to load.
 *
 * @param texts  parts of it
 * @param fields of the JSON object that it is; if there are none, it may be any text
 * @param form   a regular expression that it matches as a whole
 */
public record ExpectedOutput(List<String> texts, List<String> fields, Optional<Pattern> form) {
    public ExpectedOutput {
        requireNonNull(form, "form");
        texts = List.copyOf(texts);
        fields = List.copyOf(fields);
    }
}
