/** A SCHEMA's JSON comes in; a compiled stream goes out, which reads and checks records into bytes. */
@NullMarked
package dev.connectorkit.runtime.schema;

import org.jspecify.annotations.NullMarked;
