package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.mapping.expression.Names;
import org.jspecify.annotations.Nullable;

/** What an alias can name: the stream. */
record AliasNames(String stream) implements Names {
    @Override
    public boolean has(String name) {
        return name.equals("__stream_name__");
    }

    @Override
    public @Nullable Object get(String name) {
        return has(name) ? stream : null;
    }
}
