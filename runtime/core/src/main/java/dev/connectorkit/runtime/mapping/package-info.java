/** A stream as the tap describes it comes in; the stream as it is loaded goes out. */
@NullMarked
package dev.connectorkit.runtime.mapping;

import org.jspecify.annotations.NullMarked;
