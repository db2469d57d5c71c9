/** In: the files that are made of a connector. Out: the same on disk, touching only what differs and what is the generator's to touch. */
@NullMarked
package dev.connectorkit.generator.output;

import org.jspecify.annotations.NullMarked;
