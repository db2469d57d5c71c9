package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * What the last line on standard error has to say.
 *
 * @param code that the line starts with
 * @param line of the input, from 1, if it has to be named
 */
public record ExpectedError(String code, OptionalLong line) {
    public ExpectedError {
        requireNonNull(code, "code");
        requireNonNull(line, "line");
    }
}
