/** What a run did comes in record by record and batch by batch; counts per stream go out. */
@NullMarked
package dev.connectorkit.runtime.metrics;

import org.jspecify.annotations.NullMarked;
