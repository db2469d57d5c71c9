package dev.connectorkit.testkit.check;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is not as expected.
 *
 * @param place where, such as {@code stream "orders", row {id: 2}}
 */
public record Finding(String place, String expected, String found) {
    public Finding {
        requireNonNull(place, "place");
        requireNonNull(expected, "expected");
        requireNonNull(found, "found");
    }
}
