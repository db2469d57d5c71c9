/** In: a Descriptor. Out: a ConnectorSpec, complete and checked, or everything in the descriptor that has to change. */
@NullMarked
package dev.connectorkit.generator.spec;

import org.jspecify.annotations.NullMarked;
