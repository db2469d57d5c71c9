package dev.connectorkit.runtime.sql.ddl;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.AddColumn;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.ChangeKey;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.CreateTable;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.RebuildTable;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.WidenColumn;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a table as it is with the table that a stream wants. Reads nothing, changes nothing. */
public final class TableEvolution {
    private final Dialect dialect;
    private final TableDefinition wanted;
    private final Evolve evolve;
    private final List<SchemaChange> changes = new ArrayList<>();
    private boolean isRebuilt;
    private final List<String> problems = new ArrayList<>();

    private TableEvolution(Dialect dialect, TableDefinition wanted, Evolve evolve) {
        this.dialect = dialect;
        this.wanted = wanted;
        this.evolve = evolve;
    }

    /**
     * Gives the changes that lead from the existing table, if there is one, to a table that holds all that the wanted one
     * would, as far as they are allowed. A column that can hold its values stays as it is.
     *
     * @throws LoadException TABLE_INCOMPATIBLE if no such changes are known; the message names all obstacles
     */
    public static List<SchemaChange> plan(
            Optional<ExistingTable> existing, TableDefinition wanted, Dialect dialect, Evolve evolve) {
        requireNonNull(wanted, "wanted");
        return existing.isPresent()
                ? new TableEvolution(dialect, wanted, evolve).changesTo(existing.get())
                : List.of(new CreateTable(wanted));
    }

    private List<SchemaChange> changesTo(ExistingTable table) {
        if (!table.isTable()) {
            throw incompatible("it is a " + table.kind() + ", and rows are loaded into tables only");
        }
        Map<String, Column> columns = new HashMap<>();
        table.columns().forEach(column -> columns.put(dialect.foldCase(column.name()), column));
        wanted.columns().forEach(column -> addChange(column, columns.remove(dialect.foldCase(column.name())), table));
        columns.values().stream()
                .filter(column -> table.needed().contains(column.name()))
                .map(Column::name)
                .sorted()
                .forEach(name -> problems.add("its column \"" + name
                        + "\" is NOT NULL without a default, and the stream has no such property"));
        checkKey(table);
        checkSize(table);
        if (!problems.isEmpty()) {
            throw incompatible(String.join("; ", problems));
        }
        if (isRebuilt) {
            rebuild(table);
        }
        if (evolve == Evolve.FAIL && !changes.isEmpty()) {
            throw incompatible("evolve is fail, and the stream needs "
                    + changes.stream()
                            .flatMap(change -> change.statements(dialect).stream())
                            .collect(Collectors.joining("; ")));
        }
        return List.copyOf(changes);
    }

    private void addChange(Column column, @Nullable Column existing, ExistingTable table) {
        if (existing == null) {
            addColumn(column);
        } else if (!TypeLattice.holds(existing.type(), column.values())
                || (dialect.widensFractions() && TypeLattice.losesFraction(existing.type(), column.values()))) {
            widen(column, existing, table);
        }
    }

    private void addColumn(Column column) {
        if (wanted.primaryKey().contains(column.name())) {
            problems.add("it has no column for the key property \"" + column.name() + "\"");
        } else if (evolve != Evolve.IGNORE) {
            changes.add(new AddColumn(wanted.name(), new Column(column.name(), column.type(), false)));
        }
    }

    private void widen(Column column, Column existing, ExistingTable table) {
        Optional<ColumnType> type = TypeLattice.join(existing.type(), column.type(), dialect);
        boolean isKey = table.uniqueKeys().stream().anyMatch(key -> key.contains(existing.name()));
        if (type.isEmpty()) {
            problems.add("its column \"%s\" is of a type that holds no %s (%s)"
                    .formatted(existing.name(), dialect.spell(column.type()), dialect.describe(existing.type())));
        } else if (evolve == Evolve.IGNORE) {
            return; // the loader finds the values that the column does not hold
        } else if (isKey && !dialect.canWidenKeys() && !dialect.rebuildsTables()) {
            problems.add("its key column \"%s\" is %s where %s is needed, and %s cannot change the type of a key%s"
                    .formatted(
                            existing.name(),
                            dialect.describe(existing.type()),
                            dialect.spell(type.get()),
                            dialect.label(),
                            wanted.primaryKey().contains(column.name())
                                    ? ""
                                    : "; the stream's key is (%s)".formatted(String.join(", ", wanted.primaryKey()))));
        } else {
            isRebuilt |= isKey && !dialect.canWidenKeys();
            changes.add(new WidenColumn(wanted.name(), existing, type.get()));
        }
    }

    /** A table without any unique key can be upserted into all the same, only slower. */
    private void checkKey(ExistingTable table) {
        Set<String> key = folded(wanted.primaryKey());
        boolean hasOtherKey = !table.primaryKey().isEmpty()
                && table.uniqueKeys().stream()
                        .noneMatch(columns -> folded(columns).equals(key));
        if (key.isEmpty() || !hasOtherKey) {
            return;
        }
        if (evolve != Evolve.IGNORE
                && !dialect.changeKey(wanted.name(), wanted.primaryKey()).isEmpty()) {
            changes.add(new ChangeKey(wanted.name(), keyColumns(table)));
        } else if (evolve != Evolve.IGNORE && dialect.rebuildsTables()) {
            isRebuilt = true;
        } else {
            problems.add("its primary key is (%s), and the stream's key is (%s)"
                    .formatted(
                            table.primaryKey().stream().sorted().collect(Collectors.joining(", ")),
                            String.join(", ", wanted.primaryKey())));
        }
    }

    private void checkSize(ExistingTable table) {
        long added = changes.stream().filter(AddColumn.class::isInstance).count();
        if (added > 0 && table.columns().size() + added > dialect.maxColumns()) {
            problems.add("it has %d columns and would get %d more, and a table of %s has %d at most"
                    .formatted(table.columns().size(), added, dialect.label(), dialect.maxColumns()));
        }
    }

    /** The wanted key, in the table's spelling. */
    private List<String> keyColumns(ExistingTable table) {
        return wanted.primaryKey().stream()
                .map(name -> table.columns().stream()
                        .map(Column::name)
                        .filter(column -> dialect.foldCase(column).equals(dialect.foldCase(name)))
                        .findFirst()
                        .orElse(name))
                .toList();
    }

    /** All changes are made at once by a new table. */
    private void rebuild(ExistingTable table) {
        ExistingTable after = table;
        for (SchemaChange change : changes) {
            after = change.applied(Optional.of(after));
        }
        boolean hasDefaults = table.columns().stream()
                .anyMatch(column -> column.notNull()
                        && !table.primaryKey().contains(column.name())
                        && !table.needed().contains(column.name()));
        boolean hasMoreKeys = table.uniqueKeys().stream().anyMatch(unique -> !unique.equals(table.primaryKey()));
        if (hasDefaults || hasMoreKeys) {
            throw incompatible(
                    "its key has to become another, which %s can do by a new table only, and that would lose %s"
                            .formatted(
                                    dialect.label(),
                                    hasDefaults ? "the defaults of its columns" : "its other unique keys"));
        }
        List<String> key = wanted.primaryKey().isEmpty() ? List.copyOf(table.primaryKey()) : keyColumns(table);
        List<Column> columns = after.columns().stream()
                .map(column -> key.contains(column.name()) ? new Column(column.name(), column.type(), true) : column)
                .toList();
        changes.clear();
        changes.add(new RebuildTable(table.columns(), new TableDefinition(wanted.name(), columns, key)));
    }

    private Set<String> folded(Iterable<String> names) {
        Set<String> folded = new HashSet<>();
        names.forEach(name -> folded.add(dialect.foldCase(name)));
        return folded;
    }

    private LoadException incompatible(String why) {
        return new LoadException(
                ErrorCode.TABLE_INCOMPATIBLE,
                "table %s: %s; rename or change the table, or load into another schema".formatted(wanted.name(), why));
    }
}
