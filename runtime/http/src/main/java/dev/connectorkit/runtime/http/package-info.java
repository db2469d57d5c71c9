/** Settings and batches come in; requests to a system over HTTP go out, and what it answers becomes of each record. */
@NullMarked
package dev.connectorkit.runtime.http;

import org.jspecify.annotations.NullMarked;
