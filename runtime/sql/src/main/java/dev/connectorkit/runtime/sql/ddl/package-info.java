/** A table as it is and as it is wanted come in; the changes that lead from one to the other go out, and are applied. */
@NullMarked
package dev.connectorkit.runtime.sql.ddl;

import org.jspecify.annotations.NullMarked;
