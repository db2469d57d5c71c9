package dev.connectorkit.runtime.sql.load;

/** Gives SQLite's errors the states that other databases have; its driver gives none, but begins messages with a code. */
final class SqliteErrors {
    private SqliteErrors() {}

    /** Empty for messages that do not begin with a code that matters here (sqlite.org/rescode.html). */
    static String sqlState(String message) {
        if (message.startsWith("[SQLITE_CONSTRAINT_PRIMARYKEY]")
                || message.startsWith("[SQLITE_CONSTRAINT_UNIQUE]")
                || message.startsWith("[SQLITE_CONSTRAINT_ROWID]")) {
            return "23505";
        }
        if (message.startsWith("[SQLITE_CONSTRAINT")) {
            return "23000";
        }
        return message.startsWith("[SQLITE_BUSY") || message.startsWith("[SQLITE_LOCKED") ? "55P03" : "";
    }
}
