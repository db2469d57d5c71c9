package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.connectorkit.it.bench.Rows.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Measures packaged connectors, from the launcher's start to the exit, each beside its limit in the same run. */
public final class Bench {
    private static final int MILLION = 1_000_000;
    private static final String SCHEMA = "bench";

    private final Options options;
    private final Connectors connectors;
    private final Path work;
    private final Meter meter;
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Result> results = new ArrayList<>();
    private @Nullable Postgres postgres;

    /**
     * What is asked for.
     *
     * @param kit     folder of the kit
     * @param work    folder for data, connectors and results
     * @param maven   the command, with the options that every call gets
     * @param version of the kit
     * @param only    names of measurements; empty for all
     * @param rows    instead of each measurement's own number
     * @param runs    of each
     */
    public record Options(
            Path kit, Path work, List<String> maven, String version, Set<String> only, Optional<Long> rows, int runs) {}

    /** One run of something. */
    @FunctionalInterface
    private interface Run {
        Cost run() throws IOException, InterruptedException, SQLException;
    }

    private Bench(Options options) throws IOException {
        this.options = options;
        this.work = Files.createDirectories(options.work().toAbsolutePath());
        this.connectors = new Connectors(options.kit(), work.resolve("connectors"), options.maven(), options.version());
        this.meter = new Meter(
                Files.createDirectories(work.resolve("run")), () -> postgres == null ? 0 : postgres.cpuSeconds());
    }

    /** Takes {@code --kit, --work, --maven, --version} from {@code it/bench/run}, and what a person adds. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            given.put(args[i], args[i + 1]);
        }
        run(new Options(
                Path.of(given.getOrDefault("--kit", ".")),
                Path.of(given.getOrDefault("--work", "it/target/bench")),
                List.of(given.getOrDefault("--maven", "mvn -q -B -ntp").split(" +")),
                given.getOrDefault("--version", ""),
                given.containsKey("--only")
                        ? new TreeSet<>(List.of(given.get("--only").split(",")))
                        : Set.of(),
                Optional.ofNullable(given.get("--rows")).map(Long::valueOf),
                Integer.parseInt(given.getOrDefault("--runs", "3"))));
    }

    /**
     * Measures, prints the table, and writes {@code results.json} into the folder for work.
     *
     * @return the ratio to its limit of each measurement, by name
     */
    public static Map<String, Double> run(Options options) throws IOException, InterruptedException, SQLException {
        Bench bench = new Bench(options);
        System.out.println(Result.HEADING);
        bench.withoutDatabase();
        bench.intoPostgres();
        bench.intoFiles();
        bench.starts();
        bench.write();
        Map<String, Double> ratios = new HashMap<>();
        bench.results.forEach(result -> ratios.put(result.name(), result.ratio()));
        return ratios;
    }

    private boolean isAsked(String name) {
        return options.only().isEmpty() || options.only().contains(name);
    }

    private long rows(long usual) {
        return options.rows().orElse(usual);
    }

    private Path data(Kind kind, long rows) throws IOException {
        return Rows.file(work.resolve("data"), kind, rows);
    }

    /** Runs both by turns, so that what else the machine does meets both. */
    private void measure(
            String name, String what, String limitName, double toReach, long rows, Path input, Run ours, Run limit)
            throws IOException, InterruptedException, SQLException {
        List<Cost> costs = new ArrayList<>();
        List<Cost> limits = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            limits.add(limit.run());
            costs.add(ours.run());
        }
        Result result = new Result(name, what, limitName, toReach, rows, Files.size(input), costs, limits);
        results.add(result);
        System.out.println(result.row());
    }

    private List<String> call(Path launcher, Map<String, ?> settings) throws IOException {
        Path config = work.resolve("run").resolve("config-" + launcher.getFileName() + ".json");
        mapper.writeValue(config.toFile(), settings);
        return List.of(launcher.toString(), "--config", config.toString());
    }

    /** The launcher, with all that a first start keeps for those that follow. */
    private Path started(Path launcher) throws IOException, InterruptedException {
        meter.run(List.of(launcher.toString(), "--version"), Optional.empty());
        return launcher;
    }

    private Cost load(Path launcher, Map<String, ?> settings, Path input) throws IOException, InterruptedException {
        return meter.run(call(launcher, settings), Optional.of(input));
    }

    private void withoutDatabase() throws IOException, InterruptedException, SQLException {
        if (isAsked("noop")) {
            long rows = rows(MILLION);
            Path wide = data(Kind.WIDE, rows);
            Path noOp = started(connectors.noOp());
            measure(
                    "noop",
                    "`wide` validated into rows for a sink that does nothing",
                    "a scan of the file's tokens by Jackson",
                    0.8,
                    rows,
                    wide,
                    () -> load(noOp, Map.of(), wide),
                    () -> meter.run(Jvm.call(TokenScan.class, List.of("jackson-core")), Optional.of(wide)));
        }
        if (isAsked("flights")) {
            Path flights = flights(12);
            Path noOp = started(connectors.noOp());
            measure(
                    "flights",
                    "real flights, the month twelve times over, for the same sink",
                    "the same scan",
                    0.8,
                    12 * 34_026L,
                    flights,
                    () -> load(noOp, Map.of(), flights),
                    () -> meter.run(Jvm.call(TokenScan.class, List.of("jackson-core")), Optional.of(flights)));
        }
        if (isAsked("growth")) {
            long rows = rows(10L * MILLION);
            Path few = data(Kind.WIDE, rows / 20);
            Path all = data(Kind.WIDE, rows);
            Path noOp = started(connectors.noOp());
            measure(
                    "growth",
                    "twenty times the rows, for the same sink",
                    "a twentieth of the rows, times twenty",
                    0.95,
                    rows,
                    all,
                    () -> load(noOp, Map.of(), all),
                    () -> times(20, load(noOp, Map.of(), few)));
        }
        if (isAsked("destination")) {
            long rows = rows(MILLION);
            Path wide = data(Kind.WIDE, rows);
            Path destination = started(connectors.destination());
            measure(
                    "destination",
                    "`wide` through a Destination in batches of 100 MiB; its memory matters",
                    "a scan of the file's tokens by Jackson",
                    0,
                    rows,
                    wide,
                    () -> load(destination, Map.of(), wide),
                    () -> meter.run(Jvm.call(TokenScan.class, List.of("jackson-core")), Optional.of(wide)));
        }
    }

    private static Cost times(int times, Cost cost) {
        return new Cost(
                times * cost.seconds(), times * cost.cpuSeconds(), times * cost.serverSeconds(), cost.peakBytes());
    }

    /** The month of real flights, repeated: what follows the first time changes rows that are there. */
    private Path flights(int times) throws IOException {
        Path month = options.kit().resolve("it/data/nycflights-january.singer.gz");
        Path file = Files.createDirectories(work.resolve("data")).resolve("flights-%d.singer".formatted(times));
        if (!Files.exists(file)) {
            try (OutputStream out = Files.newOutputStream(file)) {
                for (int i = 0; i < times; i++) {
                    try (InputStream in = new GZIPInputStream(Files.newInputStream(month))) {
                        in.transferTo(out);
                    }
                }
            }
        }
        return file;
    }

    private void intoPostgres() throws IOException, InterruptedException, SQLException {
        Set<String> names = Set.of(
                "pg-append",
                "pg-append-one-lane",
                "pg-append-state-table",
                "pg-upsert-new",
                "pg-upsert-keys",
                "pg-upsert-there",
                "pg-many");
        if (names.stream().noneMatch(this::isAsked)) {
            return;
        }
        try (Postgres server = Postgres.start()) {
            postgres = server;
            new PostgresBench(server, started(connectors.sql("postgres"))).run();
        } finally {
            postgres = null;
        }
    }

    /** Loads into PostgreSQL; limits are psql's, or what a person would write by hand. */
    private final class PostgresBench {
        private final Postgres server;
        private final Path launcher;

        PostgresBench(Postgres server, Path launcher) {
            this.server = server;
            this.launcher = launcher;
        }

        void run() throws IOException, InterruptedException, SQLException {
            Map<String, Object> append = settings("load_method", "append-only");
            Map<String, Object> oneLane = settings("load_method", "append-only");
            oneLane.put("stream_parallelism", 1);
            Map<String, Object> stateTable = settings("load_method", "append-only");
            stateTable.put("state_backend", "table");
            stateTable.put("state_id", "bench");
            appended("pg-append", "`wide` appended to a keyed table", 1.0, append);
            appended("pg-append-one-lane", "the same, `stream_parallelism: 1`", 0.85, oneLane);
            appended("pg-append-state-table", "the same, `state_backend: table`", 0.8, stateTable);
            upserts();
            many();
        }

        private Map<String, Object> settings(String name, Object value) {
            Map<String, Object> settings = new HashMap<>(server.settings());
            settings.put("default_target_schema", SCHEMA);
            settings.put("add_record_metadata", false);
            settings.put(name, value);
            return settings;
        }

        /** Starts from an empty schema; the keyed table is the one that the connector itself makes. */
        private void newTable(Kind kind) throws IOException, InterruptedException, SQLException {
            newSchema();
            Path empty = data(kind, 0);
            load(launcher, settings("load_method", "upsert"), empty);
        }

        private void newSchema() throws SQLException {
            server.execute(
                    "SET client_min_messages = warning",
                    "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE",
                    "CREATE SCHEMA " + SCHEMA,
                    "CHECKPOINT");
        }

        private Cost copied(Path csv) throws IOException, InterruptedException {
            return meter.run(server.psql("\\copy %s.wide from '%s' csv".formatted(SCHEMA, csv)), Optional.empty());
        }

        private Cost loaded(Map<String, Object> settings, Path input, String table, long rows)
                throws IOException, InterruptedException, SQLException {
            Cost cost = load(launcher, settings, input);
            long found = server.count(SCHEMA + "." + table);
            if (found != rows) {
                throw new IllegalStateException(
                        "table %s has %d rows, and should have %d".formatted(table, found, rows));
            }
            return cost;
        }

        private void appended(String name, String what, double toReach, Map<String, Object> settings)
                throws IOException, InterruptedException, SQLException {
            if (isAsked(name)) {
                long rows = rows(MILLION);
                Path wide = data(Kind.WIDE, rows);
                Path csv = Csv.of(wide);
                measure(
                        name,
                        what,
                        "`psql \\copy` of the rows as CSV into that table",
                        toReach,
                        rows,
                        wide,
                        () -> {
                            newTable(Kind.WIDE);
                            return loaded(settings, wide, "wide", rows);
                        },
                        () -> {
                            newTable(Kind.WIDE);
                            return copied(csv);
                        });
            }
        }

        private void upserts() throws IOException, InterruptedException, SQLException {
            Map<String, Object> upsert = settings("load_method", "upsert");
            if (isAsked("pg-upsert-new")) {
                long rows = rows(MILLION);
                Path wide = data(Kind.WIDE, rows);
                Path csv = Csv.of(wide);
                measure(
                        "pg-upsert-new",
                        "`wide` upserted into a new table",
                        "the same `\\copy`",
                        0.8,
                        rows,
                        wide,
                        () -> {
                            newSchema();
                            return loaded(upsert, wide, "wide", rows);
                        },
                        () -> {
                            newTable(Kind.WIDE);
                            return copied(csv);
                        });
            }
            if (isAsked("pg-upsert-keys")) {
                long rows = rows(500_000);
                Path changes = data(Kind.UPSERT, rows);
                Path csv = Csv.of(changes);
                long keys = keys(changes);
                measure(
                        "pg-upsert-keys",
                        "`upsert`, %,d keys, into an empty table".formatted(keys),
                        "`\\copy` to a temporary table and one INSERT … ON CONFLICT",
                        1.0,
                        rows,
                        changes,
                        () -> {
                            newTable(Kind.UPSERT);
                            return loaded(upsert, changes, "upsert", keys);
                        },
                        () -> {
                            newTable(Kind.UPSERT);
                            return merged("upsert", csv);
                        });
            }
            if (isAsked("pg-upsert-there")) {
                long rows = rows(500_000);
                Path wide = data(Kind.WIDE, rows);
                Path csv = Csv.of(wide);
                measure(
                        "pg-upsert-there",
                        "`wide` upserted over rows that are all there",
                        "`\\copy` to a temporary table and one INSERT … ON CONFLICT",
                        1.0,
                        rows,
                        wide,
                        () -> {
                            filledTable(csv);
                            return loaded(upsert, wide, "wide", rows);
                        },
                        () -> {
                            filledTable(csv);
                            return merged("wide", csv);
                        });
            }
        }

        private void filledTable(Path csv) throws IOException, InterruptedException, SQLException {
            newTable(Kind.WIDE);
            copied(csv);
            server.execute("VACUUM ANALYZE %s.wide".formatted(SCHEMA), "CHECKPOINT");
        }

        private static long keys(Path messages) throws IOException {
            String before = "\"record\":{\"id\":";
            try (Stream<String> lines = Files.lines(messages)) {
                return lines.filter(line -> line.contains(before))
                        .map(line -> line.substring(line.indexOf(before), line.indexOf(",\"seq\"")))
                        .distinct()
                        .count();
            }
        }

        private Cost merged(String table, Path csv) throws IOException, InterruptedException {
            String columns =
                    "seq, account, large, quantity, price, rate, ratio, created, updated, day, name, email, status,"
                            + " note, country, active, flag, address, tags";
            String excluded = "excluded." + columns.replace(", ", ", excluded.").replace(",note", "");
            return meter.run(
                    server.psql(
                            "CREATE TEMPORARY TABLE staged (LIKE %s.%s)".formatted(SCHEMA, table),
                            "\\copy staged from '%s' csv".formatted(csv),
                            """
                            INSERT INTO %s.%s SELECT DISTINCT ON (id) * FROM staged ORDER BY id, seq DESC
                            ON CONFLICT (id) DO UPDATE SET (%s) = ROW(%s)""".formatted(SCHEMA, table, columns, excluded)),
                    Optional.empty());
        }

        /** As many bytes as {@code narrow}, in fifty streams. */
        private void many() throws IOException, InterruptedException, SQLException {
            if (isAsked("pg-many")) {
                long rows = rows(500_000);
                Path many = data(Kind.MANY, rows);
                Path narrow = data(Kind.NARROW, rows);
                Map<String, Object> append = settings("load_method", "append-only");
                measure(
                        "pg-many",
                        "50 streams that come interleaved, appended to new tables",
                        "the same rows as one stream",
                        0.8,
                        rows,
                        many,
                        () -> {
                            newSchema();
                            return loaded(append, many, "many_00", rows / 50);
                        },
                        () -> {
                            newSchema();
                            return loaded(append, narrow, "narrow", rows);
                        });
            }
        }
    }

    private void intoFiles() throws IOException, InterruptedException, SQLException {
        long rows = rows(500_000);
        if (isAsked("duckdb")) {
            Path wide = data(Kind.WIDE, rows);
            Path duckDb = started(connectors.sql("duckdb"));
            measure(
                    "duckdb",
                    "`wide` appended to a DuckDB file",
                    "DuckDB's own `read_json` of the file into a table, in a JVM",
                    0.5,
                    rows,
                    wide,
                    () -> load(duckDb, fileSettings("loaded.duckdb"), wide),
                    () -> meter.run(
                            Jvm.call(DuckDbRead.class, List.of("duckdb_jdbc"), wide.toString(), newFile("read.duckdb")),
                            Optional.empty()));
        }
        if (isAsked("sqlite")) {
            Path wide = data(Kind.WIDE, rows);
            Path sqlite = started(connectors.sql("sqlite"));
            measure(
                    "sqlite",
                    "`wide` appended to a SQLite file",
                    "the driver, fed with prepared batches from memory: its inserts alone",
                    0.9,
                    rows,
                    wide,
                    () -> load(sqlite, fileSettings("loaded.sqlite"), wide),
                    () -> {
                        Cost whole = meter.run(
                                Jvm.call(
                                        "6g",
                                        SqliteBatches.class,
                                        List.of("jackson", "sqlite-jdbc"),
                                        wide.toString(),
                                        newFile("batches.sqlite")),
                                Optional.empty());
                        double seconds = Double.parseDouble(
                                Files.readString(meter.output()).strip());
                        return new Cost(seconds, whole.cpuSeconds(), 0, whole.peakBytes());
                    });
        }
    }

    private Map<String, Object> fileSettings(String name) throws IOException {
        return Map.of("path", newFile(name), "load_method", "append-only", "add_record_metadata", false);
    }

    private String newFile(String name) throws IOException {
        Path file = work.resolve("run").resolve(name);
        for (String suffix : List.of("", ".wal", "-journal", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(name + suffix));
        }
        return file.toString();
    }

    /** Ten records: what is measured is the start. */
    private void starts() throws IOException, InterruptedException, SQLException {
        start("start-sqlite", "sqlite", 1 / 9.0);
        start("start-duckdb", "duckdb", 1 / 12.0);
    }

    private void start(String name, String dialect, double toReach)
            throws IOException, InterruptedException, SQLException {
        if (isAsked(name)) {
            Path ten = data(Kind.WIDE, 10);
            Path launcher = started(connectors.sql(dialect));
            measure(
                    name,
                    "ten records into " + dialect + ", start to exit",
                    "`java -version`",
                    toReach,
                    10,
                    ten,
                    () -> load(launcher, fileSettings("ten." + dialect), ten),
                    () -> meter.run(List.of(Jvm.java(), "-version"), Optional.empty()));
        }
    }

    private void write() throws IOException {
        ArrayNode json = mapper.createArrayNode();
        results.forEach(result -> json.add(result.toJson(mapper)));
        Path file = work.resolve("results.json");
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
        System.out.println();
        System.out.println("Written: " + file);
    }
}
