/** In: a ConnectorSpec. Out: the files that are made of it, as text, in a fixed order. */
@NullMarked
package dev.connectorkit.generator.emit;

import org.jspecify.annotations.NullMarked;
