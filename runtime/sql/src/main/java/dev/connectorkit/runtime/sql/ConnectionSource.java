package dev.connectorkit.runtime.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection to the database that is loaded into. */
@FunctionalInterface
interface ConnectionSource {
    Connection open() throws SQLException;
}
