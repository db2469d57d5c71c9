/** In: a connector.yaml and where its project is. Out: the project's generated files. What the goals call. */
@NullMarked
package dev.connectorkit.generator;

import org.jspecify.annotations.NullMarked;
