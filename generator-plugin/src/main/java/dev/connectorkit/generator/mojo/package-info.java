/** In: a goal's parameters. Out: a call of the generator, and what came of it in Maven's words. The only package that imports Maven. */
@NullMarked
package dev.connectorkit.generator.mojo;

import org.jspecify.annotations.NullMarked;
