package dev.connectorkit.runtime.mapping.expression;

import org.jspecify.annotations.Nullable;

/** A function or a method that expressions call. */
@FunctionalInterface
interface Operation {
    /**
     * Calls it.
     *
     * @param receiver what a method is called on; of a function it has no meaning
     */
    @Nullable
    Object call(Object receiver, Arguments arguments);
}
