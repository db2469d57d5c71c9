/** In: the text of a connector.yaml. Out: a Descriptor, every value with its line and column, and what is wrong with its shape. */
@NullMarked
package dev.connectorkit.generator.descriptor;

import org.jspecify.annotations.NullMarked;
