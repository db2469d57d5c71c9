package dev.connectorkit.runtime.schema;

import dev.connectorkit.runtime.error.InvalidRule;

/**
 * A condition on values of one JSON type, compiled once a stream.
 *
 * @param rule      the rule that a value breaks if it does not hold
 * @param complaint what is wrong then, after {@code property "x"}; names the keyword, never the value
 */
record ValueCheck(Condition condition, InvalidRule rule, String complaint) {
    @FunctionalInterface
    interface Condition {
        /** Looks at a value's bytes: UTF-8 of a string, the text of a number. */
        boolean holds(byte[] data, int offset, int length);
    }

    boolean holds(byte[] data, int offset, int length) {
        return condition.holds(data, offset, length);
    }
}
