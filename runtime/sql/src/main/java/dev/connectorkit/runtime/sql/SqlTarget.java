package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.ddl.RightsProbe;
import dev.connectorkit.runtime.sql.ddl.TablePlan;
import dev.connectorkit.runtime.sql.ddl.TableReader;
import dev.connectorkit.runtime.sql.dialect.ConnectionParameters;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.Dialects;
import dev.connectorkit.runtime.sql.dialect.NamingRules;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.dialect.TableName;
import dev.connectorkit.runtime.sql.dialect.TableNaming;
import dev.connectorkit.runtime.sql.load.BulkLoader;
import dev.connectorkit.runtime.sql.load.LoadSteps;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQL database: each stream goes into a table, which is created and widened as the stream's schema asks. Batches of
 * different streams are loaded at the same time, each on a connection that it borrows.
 *
 * <p>Rows are upserted where the stream has keys and {@code load_method} is not append-only, else appended.
 */
public class SqlTarget extends Target {
    private static final Logger LOG = LoggerFactory.getLogger(SqlTarget.class);

    private final Dialect dialect;
    private final Settings settings;
    private final TypeRules typeRules;
    private final ConnectionParameters parameters;
    private final ConnectionPool pool;
    private final RunLocks locks;
    private final LoadSteps steps = new OwnSteps();
    private Optional<EpochConnection> epoch = Optional.empty();
    private Optional<TablePlan> plan = Optional.empty();
    private final Map<String, String> streamsByTable = new HashMap<>();
    private final Map<String, StreamTable> tables = new HashMap<>();
    private final Map<String, Overwrite> overwrites = new HashMap<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private @Nullable TableNaming naming;

    /**
     * A target for one run; nothing is connected to yet.
     *
     * @param dialect {@code duckdb}, {@code postgres}, or the name of a class that implements {@link Dialect}
     * @throws dev.connectorkit.runtime.error.SettingsException if the settings do not say how to connect, or there is no such
     *     dialect
     */
    public SqlTarget(String dialect, Settings settings) {
        this(dialect, settings, TypeRules.NONE);
    }

    /** The same, with types of columns that the connector's author names. */
    public SqlTarget(String dialect, Settings settings, TypeRules typeRules) {
        this(Dialects.named(dialect), settings, typeRules);
    }

    /** The same, with a dialect of the connector's own. */
    public SqlTarget(Dialect dialect, Settings settings, TypeRules typeRules) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.typeRules = requireNonNull(typeRules, "typeRules");
        this.settings = requireNonNull(settings, "settings");
        if (keepsStates() && dialect.ddlCommits()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"state_backend\": %s commits DDL on its own, so rows and states cannot be committed together; use stdout or file"
                            .formatted(dialect.label()));
        }
        if (settings.string("upsert_missing").equals("keep") && !dialect.hasWindowFunctions()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"upsert_missing\": keep takes window functions, which %s has not; use null"
                            .formatted(dialect.label()));
        }
        this.parameters = dialect.connection(settings);
        long connections = Math.min(settings.integer("max_parallelism"), dialect.maxConnections());
        this.pool = new ConnectionPool(this::open, (int) Math.max(1, connections));
        this.locks = new RunLocks(dialect, this::open, () -> ownTable(RunLocks.TABLE));
    }

    /** Opens a connection, which stays open for the first batch. */
    @Override
    public void testConnection() {
        namingOfConnection();
    }

    /** In the schema that streams without one of their own go to; of a schema that is not there, whether it can be made. */
    @Override
    public void testRights() {
        TableName scratch = namingOfConnection()
                .ownTable("connectorkit_probe_" + UUID.randomUUID().toString().substring(0, 8));
        try {
            pool.use(connection -> {
                new RightsProbe(dialect).run(connection, scratch);
                return true;
            });
        } catch (SQLException e) {
            throw ConnectionFailures.rightsMissing(e, parameters.place(), scratch.schema());
        }
    }

    @Override
    public void setup() {
        dialect.withoutEffect(settings).forEach(reason -> LOG.warn("setting without effect: {}", reason));
    }

    /** Gives the sink of a stream; two streams for one table are refused. */
    @Override
    public Sink sink(StreamSchema stream) {
        return new SqlSink(table(stream), dialect, connections(), steps, batchMark());
    }

    @Override
    public List<String> plan(StreamSchema stream) {
        StreamTable table = table(stream);
        if (plan.isEmpty()) {
            plan = Optional.of(new TablePlan(dialect, table.options().evolve()));
        }
        TablePlan all = plan.get();
        try {
            return pool.use(connection -> all.add(connection, table.wanted()));
        } catch (SQLException e) {
            throw ConnectionFailures.of(e, parameters.place());
        }
    }

    private StreamTable table(StreamSchema stream) {
        TableNaming names = namingOfConnection();
        TableName table = names.table(stream.name());
        requireNoOwnTable(stream, table, names);
        String other = streamsByTable.putIfAbsent(names.identity(table), stream.name());
        if (other != null && !other.equals(stream.name())) {
            throw new MessageException(
                    ErrorCode.NAME_COLLISION,
                    "streams \"%s\" and \"%s\" are both loaded into table %s; rename one of them with the tap, or see name_style and table_name"
                            .formatted(other, stream.name(), table));
        }
        return tableOf(stream, table, names);
    }

    private void requireNoOwnTable(StreamSchema stream, TableName table, TableNaming names) {
        for (String own : List.of(StateTable.NAME, RunLocks.TABLE)) {
            if (names.identity(table).equals(names.identity(names.ownTable(own)))) {
                throw new MessageException(
                        ErrorCode.NAME_COLLISION,
                        "stream \"%s\": its table %s is one that connectors keep for themselves; rename it with the tap"
                                .formatted(stream.name(), table));
            }
        }
    }

    /** Lanes of the same stream share what they know of its table. */
    private StreamTable tableOf(StreamSchema stream, TableName name, TableNaming names) {
        StreamTable known = tables.get(stream.name());
        if (known != null && known.stream() == stream) {
            return known;
        }
        LoadOptions options = LoadOptions.from(settings);
        Optional<Overwrite> overwrite = options.overwrite()
                ? Optional.of(overwrites.computeIfAbsent(
                        stream.name(), any -> new Overwrite(name, run, dialect, options.evolve(), locks)))
                : Optional.empty();
        WantedColumns wanted = new WantedColumns(dialect, typeRules, options.interpretsEncoding());
        StreamTable table = new StreamTable(stream, dialect, options, wanted, name, names.columns(stream), overwrite);
        tables.put(stream.name(), table);
        return table;
    }

    /** Present where the setting {@code state_backend} is table: the states are in the table {@code _connector_state}. */
    @Override
    public Optional<EpochStore> epochStore() {
        return keepsStates() ? Optional.of(epoch()) : Optional.empty();
    }

    private boolean keepsStates() {
        return settings.optionalString("state_backend").equals(Optional.of("table"));
    }

    private Connections connections() {
        return keepsStates() ? epoch() : pool;
    }

    private EpochConnection epoch() {
        if (epoch.isEmpty()) {
            epoch = Optional.of(new EpochConnection(this::open, dialect, locks, this::stateTable, parameters.place()));
        }
        return epoch.get();
    }

    private StateTable stateTable() {
        return new StateTable(dialect, ownTable(StateTable.NAME), settings.string("state_id"));
    }

    private TableName ownTable(String name) {
        return namingOfConnection().ownTable(name);
    }

    /** Where a COMMIT can be in doubt, and the database cannot be asked about the transaction itself. */
    private Optional<BatchMark> batchMark() {
        boolean isNeeded =
                dialect.transactionStatusQuery().isEmpty() && !dialect.isInProcess(parameters) && !keepsStates();
        return isNeeded
                ? Optional.of(new BatchMark(
                        new StateTable(dialect, ownTable(StateTable.NAME), "batch " + UUID.randomUUID()), run))
                : Optional.empty();
    }

    /** As many as the dialect says, where the machine has as many cores. */
    @Override
    public int maxLanes(StreamSchema stream) {
        return Math.min(dialect.writers(), Runtime.getRuntime().availableProcessors());
    }

    @Override
    public long batchRows() {
        return dialect.batchRows().orElseGet(super::batchRows);
    }

    @Override
    public void cleanUp() {
        epoch.ifPresent(EpochConnection::close);
        pool.close();
        locks.close();
    }

    /**
     * Opens a connection in auto-commit mode. A connector may override how; the session's settings are made afterwards.
     *
     * @param parameters what the dialect makes of the settings
     */
    protected Connection connect(ConnectionParameters parameters) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(parameters.properties());
        return DriverManager.getConnection(parameters.url(), properties);
    }

    /**
     * How a batch's rows get into their table, or into the staging table that a keyed stream's rows go to first. A connector may
     * override it and give a loader of its own.
     *
     * @param standard the dialect's fastest way
     */
    protected BulkLoader bulkInsert(
            StreamSchema stream, LoadedTable table, Optional<StagedRows> staged, BulkLoader standard) {
        return standard;
    }

    /**
     * Takes a batch's staged rows into their table, in the transaction that is open. A connector may override what becomes of
     * rows that are there already; the standard way is that the last of each key replaces what was there.
     *
     * @param standard the dialect's way
     * @return how many of the batch's rows count as written; the others count as merged into these
     */
    protected int mergeUpsert(Connection connection, StagedRows rows, LoadSteps.MergeUpsert standard)
            throws SQLException {
        return standard.merge(connection, rows);
    }

    /** How the database spells things. */
    protected final Dialect dialect() {
        return dialect;
    }

    private final class OwnSteps implements LoadSteps {
        /** A class of a connector's own may have overridden them. */
        @Override
        public boolean areStandard() {
            return SqlTarget.this.getClass().equals(SqlTarget.class);
        }

        @Override
        public BulkLoader bulkInsert(
                StreamSchema stream, LoadedTable table, Optional<StagedRows> staged, BulkLoader standard) {
            return SqlTarget.this.bulkInsert(stream, table, staged, standard);
        }

        @Override
        public int mergeUpsert(Connection connection, StagedRows rows, LoadSteps.MergeUpsert standard)
                throws SQLException {
            return SqlTarget.this.mergeUpsert(connection, rows, standard);
        }
    }

    private Connection open() {
        try {
            Connection connection = connect(parameters);
            try (Statement statement = connection.createStatement()) {
                for (String command : dialect.sessionSetup()) {
                    statement.execute(command);
                }
            }
            return connection;
        } catch (SQLException e) {
            throw ConnectionFailures.of(e, parameters.place());
        }
    }

    private TableNaming namingOfConnection() {
        if (naming == null) {
            try {
                naming = new TableNaming(
                        dialect,
                        pool.use(connection -> new TableReader(dialect).namespace(connection)),
                        NamingRules.from(settings));
            } catch (SQLException e) {
                throw ConnectionFailures.of(e, parameters.place());
            }
        }
        return naming;
    }
}
