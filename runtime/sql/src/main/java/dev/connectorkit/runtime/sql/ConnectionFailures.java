package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.sql.load.DatabaseError;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Says of a connection that cannot be opened where it was to go, why it fails, and what to do. */
final class ConnectionFailures {
    private ConnectionFailures() {}

    static ConnectionException of(SQLException e, String place) {
        DatabaseError error = DatabaseError.of(e, Set.of());
        SQLException cause = error.asCause(e);
        String message = String.valueOf(e.getMessage());
        if (message.contains("Could not set lock on file")) {
            return new ConnectionException(
                    ErrorCode.DESTINATION_BUSY,
                    "%s: another process has the file open (%s); end that process, or load into another file"
                            .formatted(place, processIn(message)),
                    cause);
        }
        if (error.isFileBusy()) {
            return busy(place, error, cause);
        }
        return new ConnectionException(
                ErrorCode.CONNECTION_FAILED, "%s: %s".formatted(place, reason(e, error, message)), cause);
    }

    /** The connection stands, and tables cannot be made or written there. */
    static ConnectionException rightsMissing(SQLException e, String place, String schema) {
        DatabaseError error = DatabaseError.of(e, Set.of(schema));
        if (error.isFileBusy()) {
            return busy(place, error, error.asCause(e));
        }
        return new ConnectionException(
                ErrorCode.CONNECTION_FAILED,
                "%s: no table can be made and written in schema \"%s\" (%s); grant the user the rights to, or set default_target_schema"
                        .formatted(place, schema, error),
                error.asCause(e));
    }

    private static ConnectionException busy(String place, DatabaseError error, SQLException cause) {
        return new ConnectionException(
                ErrorCode.DESTINATION_BUSY, "%s: %s%s".formatted(place, error, error.lockAdvice()), cause);
    }

    private static String processIn(String message) {
        int at = message.indexOf("(PID ");
        int end = message.indexOf(')', at);
        return at < 0 || end < 0 ? "its process is not known" : message.substring(at + 1, end);
    }

    private static String reason(SQLException e, DatabaseError error, String message) {
        if (message.startsWith("No suitable driver")) {
            return "there is no driver for it on the class path; add the database's JDBC driver to the connector's dependencies";
        }
        return switch (error.sqlState()) {
            case "28P01", "28000" ->
                "user or password was refused; check the settings user and password, and the server's pg_hba.conf (SQLSTATE "
                        + error.sqlState() + ")";
            case "3D000" -> "there is no such database; create it, or check the setting database";
            case "53300" ->
                "the server takes no more connections; end others, or lower max_parallelism (SQLSTATE 53300)";
            case "57P03" -> "the server is starting or stopping; try again in a moment (SQLSTATE 57P03)";
            case "08001", "08004", "08006" -> unreachable(e, message);
            default -> "%s; check the connection's settings".formatted(oneLine(message));
        };
    }

    private static String unreachable(SQLException e, String message) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "there is no host of that name; check the setting host";
            }
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return "TLS fails (%s); check the ssl_ settings".formatted(oneLine(String.valueOf(cause.getMessage())));
            }
            if (cause instanceof IOException) {
                return "nobody answers there (%s); check host and port, and that the server runs"
                        .formatted(oneLine(String.valueOf(cause.getMessage())));
            }
        }
        return "%s; check host and port, and the ssl_ settings".formatted(oneLine(message));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
