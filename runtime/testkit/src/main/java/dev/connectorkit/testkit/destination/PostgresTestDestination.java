package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.PreparedTable;
import dev.connectorkit.testkit.login.ServerLogin;
import java.util.Set;

/**
 * A scratch schema of a PostgreSQL database, given by {@code default_target_schema} beside the settings of the server; it
 * is dropped at the end with all that is in it.
 */
public final class PostgresTestDestination extends ServerTestDestination {
    private final String database;
    private final String schema;

    public PostgresTestDestination(ServerLogin server) {
        this(server, scratchName());
    }

    private PostgresTestDestination(ServerLogin server, String schema) {
        super(server, server.jdbcUrl(), schema);
        this.database = server.database();
        this.schema = schema;
    }

    /** PostgreSQL stores no U+0000. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.NUL);
    }

    @Override
    public ObjectNode settings() {
        return super.settings().put("database", database).put("default_target_schema", schema);
    }

    @Override
    public void stop() {
        super.stop();
        execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema()));
    }

    @Override
    protected String typeOf(String kind) {
        return switch (kind) {
            case "json" -> "JSONB";
            case PreparedTable.BINARY -> "BYTEA";
            case "string" -> "TEXT";
            default -> super.typeOf(kind);
        };
    }
}
