package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.mapping.expression.Expression;
import java.util.Optional;

/**
 * What a stream map says of one property.
 *
 * @param path       the setting it stands in, {@code stream_maps.customers.email}
 * @param name       the property as it is loaded
 * @param expression what its value is; empty where the property is removed
 */
record PropertyRule(String path, String name, Optional<Formula> expression) {
    PropertyRule {
        requireNonNull(path, "path");
        requireNonNull(name, "name");
        requireNonNull(expression, "expression");
    }

    /** An expression as it is written, and compiled. */
    record Formula(String text, Expression compiled) {
        Formula {
            requireNonNull(text, "text");
            requireNonNull(compiled, "compiled");
        }
    }
}
