package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.sql.ddl.Evolve;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.ddl.TableReader;
import dev.connectorkit.runtime.sql.ddl.TableUpdater;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.LoadPath;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of one stream, made ready once for all of its lanes. Used by the reading thread until it is ready. */
final class StreamTable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTable.class);

    /** Of the widest exact type that any database here has, PostgreSQL's numeric (manual, 8.1.2). */
    private static final int MAX_DIGITS = 131_072;

    private final StreamSchema stream;
    private final Dialect dialect;
    private final LoadOptions options;
    private TableDefinition wanted;
    /** Positions of properties whose columns have a type that was named for them. */
    private final Set<Integer> namedTypes = new HashSet<>();

    private final Optional<Overwrite> overwrite;
    private @Nullable LoadedTable ready;
    private boolean isEmpty;

    /**
     * A table that is not made yet.
     *
     * @param columnNames in the order of the stream's properties
     * @param overwrite   present where rows replace what the table holds
     */
    StreamTable(
            StreamSchema stream,
            Dialect dialect,
            LoadOptions options,
            WantedColumns wantedColumns,
            TableName name,
            List<String> columnNames,
            Optional<Overwrite> overwrite) {
        this.stream = stream;
        this.dialect = dialect;
        this.options = options;
        this.wanted = wanted(wantedColumns, name, columnNames);
        this.overwrite = overwrite;
    }

    private TableDefinition wanted(WantedColumns wantedColumns, TableName name, List<String> columnNames) {
        List<String> keys = options.appendOnly() ? List.of() : stream.conflictProperties();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < columnNames.size(); i++) {
            Property property = stream.properties().get(i);
            columns.add(
                    wantedColumns.column(stream.name(), property, columnNames.get(i), keys.contains(property.name())));
            if (wantedColumns.isNamed(stream.name(), property)) {
                namedTypes.add(i);
            }
        }
        List<String> primaryKey = keys.stream()
                .map(key -> columnNames.get(stream.requirePosition(key)))
                .toList();
        return new TableDefinition(name, columns, primaryKey);
    }

    StreamSchema stream() {
        return stream;
    }

    TableDefinition wanted() {
        return wanted;
    }

    TableName name() {
        return wanted.name();
    }

    LoadOptions options() {
        return options;
    }

    /** What messages about the table may name: it, its schema and its columns. */
    Set<String> names() {
        Set<String> names = new HashSet<>(Set.of(name().schema(), name().table()));
        wanted.columns().forEach(column -> names.add(column.name()));
        return names;
    }

    /** Creates or changes the table as far as it is needed, the first time. */
    LoadedTable ready(Connections connections) throws SQLException {
        if (ready == null) {
            if (overwrite.isPresent()) {
                overwrite.get().begin(connections);
                overwrite.get().prepare(connections, wanted);
            }
            ready = updated(connections, wanted);
            isEmpty = !connections.areInEpoch() && isEmpty(connections, ready);
            tellHowRowsAreLoaded(ready);
        }
        return requireNonNull(ready);
    }

    private LoadedTable updated(Connections connections, TableDefinition definition) throws SQLException {
        TableUpdater updater = new TableUpdater(dialect, options.evolve());
        TableDefinition into =
                definition.withName(overwrite.map(Overwrite::into).orElse(name()));
        return connections.use(connection -> connections.areInEpoch()
                ? updater.updateInTransaction(connection, into)
                : updater.update(connection, into));
    }

    /**
     * The table with wider columns in place of those that are too narrow for whole numbers of the record. Empty if there are none
     * such, if the database has no exact wider type for one of them, or if tables are not to be widened.
     */
    Optional<TableDefinition> widerFor(StreamRecord record) {
        if (options.evolve() != Evolve.WIDEN) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>(wanted.columns());
        for (int i = 0; i < loaded().columns().size(); i++) {
            int position = loaded().positions().get(i);
            if (loaded().columns().get(i).type() instanceof Whole whole && isTooLarge(record, position, whole)) {
                if (namedTypes.contains(position) || isBelowZero(record, position, whole)) {
                    return Optional.empty();
                }
                Column column = columns.get(position);
                ColumnType wider = dialect.typeOf(typeFor(record.text(position)));
                if (!(wider instanceof Whole || wider instanceof Decimal)) {
                    return Optional.empty();
                }
                columns.set(
                        position,
                        new Column(column.name(), column.notNull() ? dialect.keyType(wider) : wider, column.notNull()));
            }
        }
        return columns.equals(wanted.columns())
                ? Optional.empty()
                : Optional.of(new TableDefinition(wanted.name(), columns, wanted.primaryKey()));
    }

    private static boolean isTooLarge(StreamRecord record, int position, Whole column) {
        return record.kind(position) == ValueKind.INTEGER
                && record.length(position) <= MAX_DIGITS
                && !column.holds(new BigInteger(record.text(position)));
    }

    /** What an unsigned column holds may be too large for a signed one of the same size. */
    private static boolean isBelowZero(StreamRecord record, int position, Whole column) {
        return column.unsigned() && record.text(position).startsWith("-");
    }

    private static IntegerType typeFor(String digits) {
        BigInteger number = new BigInteger(digits);
        return number.signum() < 0
                ? new IntegerType(Optional.of(number), Optional.empty())
                : new IntegerType(Optional.empty(), Optional.of(number));
    }

    /** Widens the table for the record; only if {@link #widerFor} says how. No rows of it may be open. */
    void widen(Connections connections, StreamRecord record) throws SQLException {
        TableDefinition wider = widerFor(record).orElseThrow();
        ready = updated(connections, wider);
        wanted = wider;
        isEmpty = false; // rows that came before the record are there
    }

    /** Asked where it makes a difference only: elsewhere rows are staged in any case. */
    private boolean isEmpty(Connections connections, LoadedTable table) throws SQLException {
        boolean matters =
                dialect.loadPath() == LoadPath.POSTGRES_COPY && !table.keys().isEmpty();
        return matters && connections.use(connection -> new TableReader(dialect).isEmpty(connection, table.name()));
    }

    /** Whether the table had no rows when it was made ready, as far as that is known. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** The table that rows go into now; it is ready. */
    LoadedTable loaded() {
        return requireNonNull(ready, "ready comes first");
    }

    /** Whether rows have been loaded into a new table that is to take the old one's place. */
    boolean hasRowsBeside() {
        return overwrite.map(Overwrite::hasRows).orElse(false);
    }

    void rowsLoaded() {
        overwrite.ifPresent(Overwrite::rowsLoaded);
    }

    /** Whether the rows are in a new table that has not taken the old one's place yet. */
    boolean isBeside() {
        return overwrite.isPresent() && !overwrite.get().isDone();
    }

    /** Puts the new table in the old one's place; from here on rows go into the table itself. */
    void swap(Connections connections) throws SQLException {
        overwrite.orElseThrow().swap(connections, wanted);
        ready = null;
        ready(connections);
    }

    private void tellHowRowsAreLoaded(LoadedTable table) {
        if (options.hardDelete() && stream.position("_sdc_deleted_at").isEmpty()) {
            LOG.warn("stream \"{}\": hard_delete deletes nothing without add_record_metadata", stream.name());
        }
        if (table.columns().size() < wanted.columns().size()) {
            Set<Integer> loaded = new HashSet<>(table.positions());
            String left = IntStream.range(0, wanted.columns().size())
                    .filter(position -> !loaded.contains(position))
                    .mapToObj(position -> stream.properties().get(position).name())
                    .collect(Collectors.joining(", "));
            LOG.warn(
                    "stream \"{}\": table {} has no columns for {}; their values are left out, since evolve is ignore",
                    stream.name(),
                    table.name(),
                    left);
        }
        if (options.asksUpsert() && table.keys().isEmpty()) {
            LOG.warn("stream \"{}\" has no keys: its rows are appended, although load_method is upsert", stream.name());
        }
        if (!table.keys().isEmpty() && !table.hasUniqueKey()) {
            LOG.warn(
                    "table {} has no unique key on ({}): each batch is compared with all of it under a lock, which is slow; add a primary key",
                    table.name(),
                    String.join(", ", table.keys()));
        }
    }
}
