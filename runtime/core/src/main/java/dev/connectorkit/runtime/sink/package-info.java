/** What an author of a target implements: records and batches come in, rows in the destination go out. */
@NullMarked
package dev.connectorkit.runtime.sink;

import org.jspecify.annotations.NullMarked;
