/** Nothing, or a JDBC URL from the environment, comes in; a PostgreSQL server that tests may use goes out. */
@NullMarked
package dev.connectorkit.testkit.postgres;

import org.jspecify.annotations.NullMarked;
