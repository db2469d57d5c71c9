package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.ddl.TableReader;
import dev.connectorkit.runtime.sql.ddl.Transaction;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.LoadPath;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * Loads batches of a stream into its table: rows without a key are appended; rows with one go to a staging table, and from
 * there one of each key into the table, inserted or updated. Into a table that has no rows yet they go without staging where
 * that is the database's fastest way, until a key turns out to be there already.
 */
public final class TableLoader {
    static final String STAGING_TABLE = "connectorkit_staging";
    private static final String ROW_NUMBER = "connectorkit_row";
    private static final String PRESENCE = "connectorkit_presence";

    private final Dialect dialect;
    private final LoadedTable table;
    private final Optional<StagedRows> staged;
    private final LoadSteps steps;
    private final BulkLoader bulk;
    private final Optional<FirstLoader> first;
    private volatile boolean keysMeet;

    /**
     * A loader for one table.
     *
     * @param rules      what becomes of rows whose key is there already
     * @param isEmpty    whether the table has no rows yet, and a batch that fails may be rolled back and loaded again
     * @param replaceNul whether NUL characters become U+FFFD where the database takes none; they are refused otherwise
     */
    public TableLoader(
            Dialect dialect,
            StreamSchema stream,
            LoadedTable table,
            UpsertRules rules,
            boolean isEmpty,
            boolean replaceNul,
            LoadSteps steps) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.table = requireNonNull(table, "table");
        this.staged = isStaged() ? Optional.of(stagedRows(rules)) : Optional.empty();
        this.steps = requireNonNull(steps, "steps");
        this.bulk = steps.bulkInsert(stream, table, staged, BulkLoaders.of(dialect, stream, table, staged, replaceNul));
        boolean isPlain = !rules.keepsMissing() && rules.deletion().isEmpty() && steps.areStandard();
        this.first = isEmpty && isPlain && table.hasUniqueKey()
                ? BulkLoaders.first(dialect, stream, table, rules.firstWins(), replaceNul)
                : Optional.empty();
    }

    public BatchContents newContents() {
        return first.isPresent() && !keysMeet ? first.get().newContents() : bulk.newContents();
    }

    /**
     * Whether a batch that failed so, and was rolled back, is to be loaded again: a key was there already. From then on rows are
     * staged.
     */
    public boolean stagesAfter(SQLException e) {
        boolean isFirst =
                first.isPresent() && !keysMeet && DatabaseError.of(e, Set.of()).isDuplicate();
        keysMeet |= isFirst;
        return isFirst;
    }

    /**
     * Writes the batch in the transaction that is open on the connection.
     *
     * @return how many of its rows a later one of the same key replaced
     */
    public int load(Connection connection, RecordBatch batch) throws SQLException {
        if (batch.rows() == 0) {
            return 0;
        }
        if (!keysMeet && first.isPresent() && batch.contents() instanceof FirstRows rows) {
            first.get().insert(connection, rows);
            return rows.superseded();
        }
        if (staged.isEmpty()) {
            bulk.insert(connection, batch.contents());
            return 0;
        }
        StagedRows rows = staged.get();
        boolean isOutside = isStagedOutside();
        if (!isOutside) {
            Transaction.execute(connection, dialect.createStaging(rows));
        }
        bulk.insert(connection, batch.contents());
        int written = batch.rows();
        if (rows.keys().isEmpty()) {
            Transaction.execute(connection, dialect.insertAll(rows));
        } else {
            written = steps.mergeUpsert(connection, rows, this::merge);
        }
        if (!isOutside && dialect.dropStaging(rows).isPresent()) {
            Transaction.execute(connection, dialect.dropStaging(rows).get());
        }
        return batch.rows() - written;
    }

    /** A staging table that is there until it is closed. */
    @FunctionalInterface
    public interface Staging extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** Makes the staging table where that has to be done before the transaction begins; to be closed after its end. */
    public Staging stage(Connection connection) throws SQLException {
        if (!isStagedOutside()) {
            return () -> {};
        }
        TableName name = dialect.stagingOutsideTransaction(table.name()).orElseThrow();
        String drop = dialect.dropStaging(staged.get()).orElseThrow();
        if (new TableReader(dialect).read(connection, name).isPresent()) {
            Transaction.execute(connection, drop);
        }
        Transaction.execute(connection, dialect.createStaging(staged.get()));
        return () -> Transaction.execute(connection, drop);
    }

    private boolean isStagedOutside() {
        return staged.isPresent()
                && dialect.stagingOutsideTransaction(table.name()).isPresent();
    }

    /** Gives the number of rows that the table has because of the staged ones. */
    private int merge(Connection connection, StagedRows rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (dialect.deleteRows(rows).isPresent()) {
                statement.execute(dialect.deleteRows(rows).get());
            }
            Optional<String> upsert = table.hasUniqueKey() ? dialect.upsert(rows) : Optional.empty();
            if (upsert.isPresent()) {
                int upserted = statement.executeUpdate(upsert.get());
                return rows.updated().isEmpty() || rows.deletion().isPresent() ? countKeys(statement, rows) : upserted;
            }
            if (!table.hasUniqueKey() && dialect.lock(rows.table()).isPresent()) {
                statement.execute(dialect.lock(rows.table()).get());
            }
            if (dialect.updateExisting(rows).isPresent()) {
                statement.execute(dialect.updateExisting(rows).get());
            }
            statement.execute(dialect.insertMissing(rows));
            return countKeys(statement, rows);
        }
    }

    private int countKeys(Statement statement, StagedRows rows) throws SQLException {
        try (ResultSet count = statement.executeQuery(dialect.countKeys(rows))) {
            count.next();
            return count.getInt(1);
        }
    }

    /** The appender writes whole rows of a table only, so a table with more columns is loaded by way of a staging table too. */
    private boolean isStaged() {
        return !table.keys().isEmpty() || (dialect.loadPath() == LoadPath.DUCKDB_APPENDER && !table.isExact());
    }

    private StagedRows stagedRows(UpsertRules rules) {
        return new StagedRows(
                dialect.staging(STAGING_TABLE, table.name()),
                table.name(),
                table.columnNames(),
                table.keys(),
                freeName(ROW_NUMBER),
                rules.keepsMissing() ? Optional.of(freeName(PRESENCE)) : Optional.empty(),
                rules.deletion().filter(column -> !table.keys().isEmpty()),
                rules.firstWins());
    }

    /** The name, with as many underscores behind it as make it none of the table's. */
    private String freeName(String name) {
        StringBuilder free = new StringBuilder(name);
        while (table.columnNames().stream().map(dialect::foldCase).anyMatch(free.toString()::equals)) {
            free.append('_');
        }
        return free.toString();
    }
}
