package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchContents;
import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.message.StreamOptions.ConflictMethod;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.ddl.Transaction;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.load.DatabaseError;
import dev.connectorkit.runtime.sql.load.LoadSteps;
import dev.connectorkit.runtime.sql.load.TableLoader;
import dev.connectorkit.runtime.sql.load.TableLoader.Staging;
import dev.connectorkit.runtime.sql.load.UpsertRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads one stream into one table; a batch is a transaction, or a part of the open epoch. */
final class SqlSink extends Sink {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSink.class);

    private final StreamTable table;
    private final Dialect dialect;
    private final Connections connections;
    private final LoadSteps steps;
    private final Optional<BatchMark> possibleMark;
    private Optional<BatchMark> mark = Optional.empty();
    private @Nullable LoadedTable loaded;
    private @Nullable TableLoader loader;
    private Optional<CommitDoubt> doubt = Optional.empty();

    /**
     * A sink of one lane.
     *
     * @param mark says which batch was committed last, where the database cannot be asked about a transaction
     */
    SqlSink(StreamTable table, Dialect dialect, Connections connections, LoadSteps steps, Optional<BatchMark> mark) {
        super(table.stream());
        this.possibleMark = mark;
        this.table = table;
        this.dialect = dialect;
        this.connections = connections;
        this.steps = steps;
    }

    @Override
    public void setup() {
        try {
            makeLoader(table.ready(connections));
            markBatches();
        } catch (SQLException e) {
            throw failure(e, "the table cannot be made ready");
        } catch (LoadException e) {
            throw new LoadException(
                    e.code(), "stream \"%s\", %s".formatted(stream().name(), e.getMessage()), e);
        }
    }

    /** Rows of a unique key may be sent twice, since that makes no difference; others must not be. */
    private boolean mayRepeat(LoadedTable into) {
        return into.hasUniqueKey() && !into.keys().isEmpty() && steps.areStandard();
    }

    private void markBatches() {
        if (mayRepeat(requireNonNull(loaded)) || possibleMark.isEmpty()) {
            return;
        }
        try {
            possibleMark.get().begin(connections);
            mark = possibleMark;
        } catch (SQLException e) {
            DatabaseError error = DatabaseError.of(e, Set.of());
            if (error.isTransient()) {
                throw failure(e, "the row that tells which batch was committed cannot be made");
            }
            LOG.warn(
                    "stream \"{}\": table {} cannot be made or written ({}); a connection that is lost during COMMIT ends the run therefore",
                    stream().name(),
                    StateTable.NAME,
                    error);
        }
    }

    @Override
    public void cleanUp() {
        if (mark.isEmpty()) {
            return;
        }
        try {
            mark.get().remove(connections);
        } catch (SQLException | ConnectionException e) {
            LOG.warn("stream \"{}\": a row stays in table {}", stream().name(), StateTable.NAME, e);
        }
    }

    @Override
    public boolean canWiden(StreamRecord record) {
        return table.widerFor(record).isPresent();
    }

    @Override
    public void widen(StreamRecord record) {
        try {
            table.widen(connections, record);
        } catch (SQLException e) {
            throw failure(e, "the table cannot be made wider");
        }
    }

    private void makeLoader(LoadedTable into) {
        loaded = into;
        loader = new TableLoader(
                dialect,
                stream(),
                into,
                upsertRules(into),
                table.isEmpty(),
                table.options().replaceNul(),
                steps);
    }

    private UpsertRules upsertRules(LoadedTable into) {
        boolean firstWins = stream().options().uniqueConflictMethod().equals(Optional.of(ConflictMethod.IGNORE));
        int deletedAt =
                into.positions().indexOf(stream().position("_sdc_deleted_at").orElse(-1));
        boolean deletes = table.options().hardDelete() && deletedAt >= 0 && !firstWins;
        return new UpsertRules(
                firstWins,
                table.options().keepsMissing() && !into.keys().isEmpty() && !firstWins,
                deletes ? Optional.of(into.columnNames().get(deletedAt)) : Optional.empty());
    }

    /** A loader of a connector's own may do more with keys than appending. */
    @Override
    public boolean mergesByKey() {
        return !table.options().appendOnly() || !steps.areStandard();
    }

    @Override
    public BatchContents newContents() {
        if (!Objects.equals(table.loaded(), loaded)) {
            makeLoader(table.loaded()); // another table has taken its place, or it is wider now
        }
        return loader().newContents();
    }

    @Override
    public void drain(RecordBatch batch) {
        try {
            table.rowsLoaded();
            if (!wasCommitted(batch)) {
                connections.use(connection ->
                        connections.areInEpoch() ? loadIntoEpoch(connection, batch) : load(connection, batch));
            }
        } catch (SQLException e) {
            throw failure(e, "%d rows were refused".formatted(batch.rows()));
        } catch (ConnectionException e) {
            throw whileLoading(e);
        }
    }

    private boolean loadIntoEpoch(Connection connection, RecordBatch batch) throws SQLException {
        batch.reportMerged(loader().load(connection, batch));
        return true;
    }

    private boolean load(Connection connection, RecordBatch batch) throws SQLException {
        try {
            return loadOnce(connection, batch);
        } catch (SQLException e) {
            if (!loader().stagesAfter(e)) {
                throw e;
            }
            LOG.debug(
                    "stream \"{}\": keys come again, so rows are staged from here on",
                    stream().name());
            return loadOnce(connection, batch);
        }
    }

    @SuppressWarnings("try") // the staging table has only to be there
    private boolean loadOnce(Connection connection, RecordBatch batch) throws SQLException {
        try (Staging staging = loader().stage(connection);
                Transaction transaction = Transaction.begin(connection, dialect)) {
            int merged = loader().load(connection, batch);
            Optional<String> transactionId = queryText(connection, dialect.transactionIdQuery(), Optional.empty());
            if (mark.isPresent()) {
                mark.get().write(connection, batch.id());
            }
            commit(transaction, new CommitDoubt(batch.id(), transactionId, merged));
            batch.reportMerged(merged);
            return true;
        }
    }

    private void commit(Transaction transaction, CommitDoubt ifLost) throws SQLException {
        try {
            transaction.commit();
        } catch (SQLException e) {
            if (DatabaseError.of(e, Set.of()).isConnectionLost()) {
                doubt = Optional.of(ifLost);
            }
            throw e;
        }
    }

    /** Asks the database about an earlier attempt at this batch whose COMMIT was not answered, if there was one. */
    private boolean wasCommitted(RecordBatch batch) throws SQLException {
        if (doubt.isEmpty() || !doubt.get().batchId().equals(batch.id())) {
            return false;
        }
        String outcome = outcomeOf(doubt.get());
        LOG.info(
                "stream \"{}\": the connection was lost during COMMIT; the transaction is {}",
                stream().name(),
                outcome);
        switch (outcome) {
            case "committed" -> {
                batch.reportMerged(doubt.get().merged());
                doubt = Optional.empty();
                return true;
            }
            case "aborted" -> {
                doubt = Optional.empty();
                return false;
            }
            case "in progress" ->
                throw LoadException.retriable(
                        place() + ": the connection was lost during COMMIT, and the server has not noticed yet",
                        new SQLException("transaction in progress"));
            default ->
                throw new LoadException(
                        ErrorCode.LOAD_FAILED,
                        "%s: the connection was lost during COMMIT, and the database does not tell whether its %d rows are in the table; look, and run again from the last state"
                                .formatted(place(), batch.rows()));
        }
    }

    private String outcomeOf(CommitDoubt of) throws SQLException {
        if (mark.isPresent()) {
            return outcomeByMark(mark.get(), of.batchId());
        }
        Optional<String> statusQuery = dialect.transactionStatusQuery();
        if (statusQuery.isEmpty()) {
            return mayRepeat(requireNonNull(loaded)) ? "aborted" : "unknown";
        }
        if (of.transactionId().isEmpty()) {
            return "aborted"; // a transaction that was given no id has written nothing, so it makes no difference
        }
        return connections
                .use(connection -> queryText(connection, statusQuery, of.transactionId()))
                .orElse("unknown");
    }

    private String outcomeByMark(BatchMark byMark, String batchId) throws SQLException {
        try {
            return byMark.isOf(connections, batchId) ? "committed" : "aborted";
        } catch (SQLException e) {
            if (DatabaseError.of(e, Set.of()).isLockTimeout()) {
                return "in progress";
            }
            throw e;
        }
    }

    private static Optional<String> queryText(Connection connection, Optional<String> query, Optional<String> parameter)
            throws SQLException {
        if (query.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(query.get())) {
            if (parameter.isPresent()) {
                statement.setString(1, parameter.get());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    @Override
    public boolean publishes() {
        return table.isBeside();
    }

    @Override
    public void publish() {
        try {
            table.swap(connections);
            LOG.info(
                    "stream \"{}\": the new rows have replaced those of table {}",
                    stream().name(),
                    table.name());
        } catch (SQLException e) {
            LoadException failure =
                    failure(e, "the new rows cannot take the old ones' place, and the old ones serve on");
            boolean mayPass = DatabaseError.of(e, Set.of()).isLockTimeout();
            throw mayPass ? LoadException.retriable(String.valueOf(failure.getMessage()), e) : failure;
        }
    }

    /** Deletes the rows of older versions, or marks them (target_postgres/sinks.py, {@code activate_version}). */
    @Override
    public void activateVersion(long version) {
        if (table.isBeside()) {
            activateOverwritten(version);
            return;
        }
        if (stream().position("_sdc_table_version").isEmpty()) {
            LOG.warn(
                    "stream \"{}\": ACTIVATE_VERSION is passed over, since rows have no version without add_record_metadata",
                    stream().name());
            return;
        }
        String change = table.options().hardDelete()
                ? dialect.deleteOlderVersions(table.name())
                : dialect.markOlderVersions(table.name());
        try {
            int rows = connections.use(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(change)) {
                    statement.setLong(1, version);
                    return statement.executeUpdate();
                }
            });
            LOG.info(
                    "stream \"{}\": version {} is active, {} rows of older ones {}",
                    stream().name(),
                    version,
                    rows,
                    table.options().hardDelete() ? "deleted" : "marked as deleted");
        } catch (SQLException e) {
            throw failure(e, "older versions cannot be taken out");
        }
    }

    /** Taps send a version before its first row too; the rows are not there yet then, and the end of the run will do. */
    private void activateOverwritten(long version) {
        if (table.hasRowsBeside()) {
            publish();
        } else {
            LOG.info(
                    "stream \"{}\": version {} has no rows yet; the old ones serve until the end",
                    stream().name(),
                    version);
        }
    }

    private TableLoader loader() {
        return requireNonNull(loader, "setup comes before records");
    }

    private LoadException failure(SQLException e, String what) {
        DatabaseError error = DatabaseError.of(e, table.names());
        String message = "%s: %s (%s)%s".formatted(place(), what, error, advice(error));
        SQLException cause = error.asCause(e);
        if (error.isFileBusy()) {
            return LoadException.retriable(ErrorCode.DESTINATION_BUSY, message, cause);
        }
        return error.isTransient() ? LoadException.retriable(message, cause) : new LoadException(message, cause);
    }

    private String advice(DatabaseError error) {
        if (error.isDuplicate() && table.options().appendOnly()) {
            return "; load_method is append-only, and the table takes a key once: use upsert, or a table without the key";
        }
        return error.lockAdvice();
    }

    /** A server that cannot be reached now was reached before, so waiting may help; a wrong password stays wrong. */
    private RuntimeException whileLoading(ConnectionException e) {
        boolean mayPass = e.getCause() instanceof SQLException cause
                && DatabaseError.of(cause, Set.of()).isTransient();
        return mayPass ? LoadException.retriable(place() + ": " + e.getMessage(), e) : e;
    }

    private String place() {
        return "stream \"%s\", table %s".formatted(stream().name(), table.name());
    }
}
