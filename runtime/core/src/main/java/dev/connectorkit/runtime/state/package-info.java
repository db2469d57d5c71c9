/** Positions and states come in; the states that the destination already covers go out. */
@NullMarked
package dev.connectorkit.runtime.state;

import org.jspecify.annotations.NullMarked;
