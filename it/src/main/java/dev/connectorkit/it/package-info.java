/** A packaged connector and messages come in; what its process said, and what the database then holds, go out. */
@NullMarked
package dev.connectorkit.it;

import org.jspecify.annotations.NullMarked;
