package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.login.ServerLogin;
import java.util.Set;

/**
 * A scratch database of a MariaDB server, given by the setting {@code database} beside those of the server; it is dropped at
 * the end. The user has to have the right to make and drop databases.
 */
public final class MariaDbTestDestination extends ServerTestDestination {
    private final String database;

    public MariaDbTestDestination(ServerLogin server) {
        this(server, scratchName());
    }

    /** Databases are what MariaDB has for schemas, and its own quotes are backticks. */
    private MariaDbTestDestination(ServerLogin server, String database) {
        super(
                server,
                server.jdbcUrl()
                        + "?useCatalogTerm=SCHEMA&sessionVariables=sql_mode='ANSI_QUOTES,STRICT_ALL_TABLES',time_zone='+00:00'",
                database);
        this.database = database;
    }

    /**
     * A number without a declared scale is a DOUBLE there, JSON has 31 levels, names are compared without regard to case and have no
     * characters past U+FFFF, and a column of text that is in a table's key, or out of it, stays so.
     */
    @Override
    public Set<Capability> missing() {
        return Set.of(
                Capability.EXACT_NUMBER,
                Capability.DEEP_JSON,
                Capability.CASE_SENSITIVE_NAMES,
                Capability.SUPPLEMENTARY_NAMES,
                Capability.KEY_CHANGES);
    }

    @Override
    public void start() {
        execute("CREATE SCHEMA %s CHARACTER SET utf8mb4".formatted(schema()));
    }

    @Override
    public ObjectNode settings() {
        return super.settings().put("database", database);
    }

    @Override
    public void stop() {
        super.stop();
        execute("DROP SCHEMA " + schema());
    }

    @Override
    protected String typeOf(String kind) {
        return switch (kind) {
            case "number" -> "DOUBLE";
            case "date-time" -> "DATETIME(6)";
            case "time" -> "TIME(6)";
            case "string" -> "LONGTEXT";
            default -> super.typeOf(kind);
        };
    }

    @Override
    protected String keyTypeOf(String kind) {
        return kind.equals("string") ? "VARCHAR(255)" : super.keyTypeOf(kind);
    }
}
