/** Streams, types and settings come in; a database's own spelling of tables, statements and connections goes out, as text. */
@NullMarked
package dev.connectorkit.runtime.sql.dialect;

import org.jspecify.annotations.NullMarked;
