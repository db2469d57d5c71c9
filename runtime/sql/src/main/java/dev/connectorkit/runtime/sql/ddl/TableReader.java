package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.Namespace;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what the database knows of a table, with one query where the dialect has it. */
public final class TableReader {
    private final Dialect dialect;
    private final JdbcMetaData metaData;

    public TableReader(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.metaData = new JdbcMetaData(dialect);
    }

    /** Where the connection is when nothing else is said. */
    public Namespace namespace(Connection connection) throws SQLException {
        if (dialect.namespaceQuery().isEmpty()) {
            return metaData.namespace(connection);
        }
        try (PreparedStatement query =
                        connection.prepareStatement(dialect.namespaceQuery().get());
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Namespace(row.getString(1), row.getString(2));
        }
    }

    public boolean schemaExists(Connection connection, TableName table) throws SQLException {
        if (dialect.schemaQuery().isEmpty()) {
            return metaData.schemaExists(connection, table);
        }
        try (PreparedStatement query =
                connection.prepareStatement(dialect.schemaQuery().get())) {
            query.setString(1, table.catalog());
            query.setString(2, table.schema());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether the table has no rows. */
    public boolean isEmpty(Connection connection, TableName table) throws SQLException {
        String query = "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS one".formatted(dialect.quote(table));
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1) == 0;
        }
    }

    public Optional<ExistingTable> read(Connection connection, TableName table) throws SQLException {
        if (dialect.tableQuery().isEmpty()) {
            return metaData.read(connection, table);
        }
        try (PreparedStatement query =
                connection.prepareStatement(dialect.tableQuery().get())) {
            query.setString(1, table.catalog());
            query.setString(2, table.schema());
            query.setString(3, table.table());
            try (ResultSet rows = query.executeQuery()) {
                return read(rows);
            }
        }
    }

    private Optional<ExistingTable> read(ResultSet rows) throws SQLException {
        List<Column> columns = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        Map<String, Set<String>> keys = new TreeMap<>();
        String kind = "";
        while (rows.next()) {
            String name = rows.getString(1);
            columns.add(new Column(name, dialect.existingType(rows.getString(2)), rows.getBoolean(3)));
            if (!rows.getBoolean(4)) {
                needed.add(name);
            }
            String memberships = rows.getString(5);
            for (String key : memberships == null ? new String[0] : memberships.split(" ", -1)) {
                keys.computeIfAbsent(key, any -> new HashSet<>()).add(name);
            }
            kind = rows.getString(6);
        }
        Set<String> primaryKey = keys.entrySet().stream()
                .filter(key -> key.getKey().startsWith("p"))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Set.of());
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExistingTable(kind, columns, needed, primaryKey, Set.copyOf(keys.values())));
    }
}
