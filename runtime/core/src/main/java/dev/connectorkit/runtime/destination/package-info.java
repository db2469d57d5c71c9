/** What an author implements Mage's way: batches come in, exported rows go out, on the same engine. */
@NullMarked
package dev.connectorkit.runtime.destination;

import org.jspecify.annotations.NullMarked;
