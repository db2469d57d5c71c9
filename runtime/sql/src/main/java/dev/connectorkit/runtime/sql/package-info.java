/** Settings and streams come in; a target goes out that loads each stream into a table of a SQL database. */
@NullMarked
package dev.connectorkit.runtime.sql;

import org.jspecify.annotations.NullMarked;
