package dev.connectorkit.runtime.mapping.expression;

import org.jspecify.annotations.Nullable;

/** What an expression can name, for the record that it is evaluated for. */
public interface Names {
    /** Whether the name stands for something, be it null. */
    boolean has(String name);

    /** The value: Boolean, a number, String, List, Map, a date or time, or null. */
    @Nullable
    Object get(String name);
}
