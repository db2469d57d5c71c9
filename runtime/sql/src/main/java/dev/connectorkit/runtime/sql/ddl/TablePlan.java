package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What tables would be changed by, without changing them; a table that was planned counts as it would be from then on. Used by
 * one thread.
 */
public final class TablePlan {
    private final Dialect dialect;
    private final Evolve evolve;
    private final TableReader reader;
    private final Map<TableName, ExistingTable> planned = new HashMap<>();
    private final Set<String> plannedSchemas = new HashSet<>();

    public TablePlan(Dialect dialect, Evolve evolve) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.evolve = requireNonNull(evolve, "evolve");
        this.reader = new TableReader(dialect);
    }

    /**
     * The statements that would make the table what is wanted, in order.
     *
     * @throws dev.connectorkit.runtime.error.LoadException TABLE_INCOMPATIBLE if there are none
     */
    public List<String> add(Connection connection, TableDefinition wanted) throws SQLException {
        ExistingTable known = planned.get(wanted.name());
        Optional<ExistingTable> existing = known == null ? reader.read(connection, wanted.name()) : Optional.of(known);
        List<SchemaChange> changes = TableEvolution.plan(existing, wanted, dialect, evolve);
        List<String> statements = new ArrayList<>();
        if (existing.isEmpty()
                && !reader.schemaExists(connection, wanted.name())
                && plannedSchemas.add(wanted.name().schema())) {
            statements.add(dialect.createSchema(wanted.name()));
        }
        changes.forEach(change -> statements.addAll(change.statements(dialect)));
        planned.put(wanted.name(), changed(existing, changes));
        return statements;
    }

    private static ExistingTable changed(Optional<ExistingTable> existing, List<SchemaChange> changes) {
        Optional<ExistingTable> table = existing;
        for (SchemaChange change : changes) {
            table = Optional.of(change.applied(table));
        }
        return table.orElseThrow();
    }
}
