package dev.connectorkit.testkit.cases;

import static java.util.Objects.requireNonNull;

/**
 * A record that has to have been set aside.
 *
 * @param line of the input, from 1
 * @param rule that it did not keep to
 */
public record DeadLetter(long line, String stream, String rule) {
    public DeadLetter {
        requireNonNull(stream, "stream");
        requireNonNull(rule, "rule");
    }

    @Override
    public String toString() {
        return "line %d, stream \"%s\", rule %s".formatted(line, stream, rule);
    }
}
