/** Records come in and are encoded as a database's load path wants them; rows in a table go out, a batch a transaction. */
@NullMarked
package dev.connectorkit.runtime.sql.load;

import org.jspecify.annotations.NullMarked;
