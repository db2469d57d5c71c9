package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the last line on standard error has to say.
 *
 * @param code that the line starts with
 * @param line of the input, from 1, if it has to be named
 * @param says what else it has to hold
 */
public record ExpectedError(String code, OptionalLong line, List<String> says) {
    public ExpectedError {
        requireNonNull(code, "code");
        requireNonNull(line, "line");
        says = List.copyOf(says);
    }
}
