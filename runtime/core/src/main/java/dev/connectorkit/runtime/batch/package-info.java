/** Records come in; batches with limits, ids and results go out. */
@NullMarked
package dev.connectorkit.runtime.batch;

import org.jspecify.annotations.NullMarked;
