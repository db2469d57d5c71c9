/** The engine: messages come in; drained batches, covered states and counts go out. */
@NullMarked
package dev.connectorkit.runtime.session;

import org.jspecify.annotations.NullMarked;
