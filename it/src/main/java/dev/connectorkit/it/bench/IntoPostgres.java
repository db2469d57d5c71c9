package dev.connectorkit.it.bench;

import dev.connectorkit.it.bench.Measurement.Pair;
import dev.connectorkit.it.bench.Measurement.Preparation;
import dev.connectorkit.it.bench.Rows.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Loads into PostgreSQL; limits are psql's, or what a person would write by hand. */
final class IntoPostgres {
    /** Measured only if somebody says beside what. */
    static final String PEER = "pg-peer";

    private static final String SCHEMA = "bench";
    private static final long MILLION = 1_000_000;
    private static final int STREAMS = 50;
    private static final String COPY = "`psql \\copy` of the rows as CSV into that table";
    private static final String MERGE = "`\\copy` to a temporary table and one INSERT … ON CONFLICT";
    private static final Map<String, Object> APPEND = Map.of("load_method", "append-only");
    private static final Map<String, Object> UPSERT = Map.of("load_method", "upsert");

    private final Workshop shop;
    private final String peer;

    /**
     * Loads by our connector.
     *
     * @param peer the command of another target that takes the same settings; asked for only if it is measured
     */
    IntoPostgres(Workshop shop, String peer) {
        this.shop = shop;
        this.peer = peer;
    }

    List<Measurement> measurements() {
        return List.of(
                appended("pg-append", "`wide` appended to a keyed table", 1.0, Map.of()),
                appended(
                        "pg-append-one-lane",
                        "the same, `stream_parallelism: 1`",
                        0.85,
                        Map.of("stream_parallelism", 1)),
                appended(
                        "pg-append-state-table",
                        "the same, `state_backend: table`",
                        0.8,
                        Map.of("state_backend", "table", "state_id", "bench")),
                new Measurement(
                        "pg-upsert-new",
                        "`wide` upserted into a new table",
                        "the same `\\copy`, into a keyed table",
                        0.8,
                        MILLION,
                        this::upsertedIntoNew),
                new Measurement(
                        "pg-upsert-keys",
                        "`upsert`, five changes of each key, into an empty table",
                        MERGE,
                        1.0,
                        MILLION / 2,
                        this::upsertedByKeys),
                new Measurement(
                        "pg-upsert-there",
                        "`wide` upserted over rows that are all there",
                        MERGE,
                        1.0,
                        MILLION / 2,
                        this::upsertedOverAll),
                new Measurement(
                        "pg-many",
                        "50 streams that come interleaved, appended to new tables",
                        "the same rows as one stream",
                        0.8,
                        MILLION / 2,
                        this::many),
                new Measurement(
                        PEER,
                        "`wide` upserted into a new table, with `_sdc_*` columns",
                        peer.isEmpty()
                                ? "the target that `--peer` names"
                                : "`" + name(peer) + "` with the same settings",
                        0,
                        MILLION / 10,
                        this::besidePeer));
    }

    private Measurement appended(String name, String what, double toReach, Map<String, Object> further) {
        Preparation preparation = rows -> {
            Path wide = shop.data(Kind.WIDE, rows);
            Path csv = Csv.of(wide);
            Map<String, Object> settings = new HashMap<>(APPEND);
            settings.putAll(further);
            return new Pair(
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
        };
        return new Measurement(name, what, COPY, toReach, MILLION, preparation);
    }

    private Pair upsertedIntoNew(long rows) throws IOException {
        Path wide = shop.data(Kind.WIDE, rows);
        Path csv = Csv.of(wide);
        return new Pair(
                rows,
                wide,
                () -> {
                    newSchema();
                    return loaded(UPSERT, wide, "wide", rows);
                },
                () -> {
                    newTable(Kind.WIDE);
                    return copied(csv);
                });
    }

    private Pair upsertedByKeys(long rows) throws IOException {
        Path changes = shop.data(Kind.UPSERT, rows);
        Path csv = Csv.of(changes);
        long keys = keys(changes);
        return new Pair(
                rows,
                changes,
                () -> {
                    newTable(Kind.UPSERT);
                    return loaded(UPSERT, changes, "upsert", keys);
                },
                () -> {
                    newTable(Kind.UPSERT);
                    return merged("upsert", csv);
                });
    }

    private Pair upsertedOverAll(long rows) throws IOException {
        Path wide = shop.data(Kind.WIDE, rows);
        Path csv = Csv.of(wide);
        return new Pair(
                rows,
                wide,
                () -> {
                    filledTable(csv);
                    return loaded(UPSERT, wide, "wide", rows);
                },
                () -> {
                    filledTable(csv);
                    return merged("wide", csv);
                });
    }

    /** As many bytes as {@code narrow}, in fifty streams. */
    private Pair many(long rows) throws IOException {
        Path many = shop.data(Kind.MANY, rows);
        Path narrow = shop.data(Kind.NARROW, rows);
        return new Pair(
                rows,
                many,
                () -> {
                    newSchema();
                    return loaded(APPEND, many, "many_00", rows / STREAMS);
                },
                () -> {
                    newSchema();
                    return loaded(APPEND, narrow, "narrow", rows);
                });
    }

    private static String name(String command) {
        return Path.of(command.split(" ", -1)[0]).getFileName().toString();
    }

    private Pair besidePeer(long rows) throws IOException {
        if (peer.isEmpty()) {
            throw new IllegalStateException("no --peer: give the command of a target such as target-postgres");
        }
        Path wide = shop.data(Kind.WIDE, rows);
        Map<String, Object> settings = Map.of("load_method", "upsert", "add_record_metadata", true);
        return new Pair(
                rows,
                wide,
                () -> {
                    newSchema();
                    return loaded(settings, wide, "wide", rows);
                },
                () -> {
                    newSchema();
                    Cost cost = shop.load(List.of(peer.split(" ", -1)), settings(settings), wide);
                    requireRows("wide", rows);
                    return cost;
                });
    }

    private Cost load(Map<String, Object> further, Path input) throws IOException, InterruptedException, SQLException {
        return shop.load(shop.started(shop.connectors().sql("postgres")), settings(further), input);
    }

    private Map<String, Object> settings(Map<String, Object> further) throws IOException, SQLException {
        Map<String, Object> settings = new HashMap<>(shop.postgres().settings());
        settings.put("default_target_schema", SCHEMA);
        settings.put("add_record_metadata", false);
        settings.putAll(further);
        return settings;
    }

    private Cost loaded(Map<String, Object> settings, Path input, String table, long rows)
            throws IOException, InterruptedException, SQLException {
        Cost cost = load(settings, input);
        requireRows(table, rows);
        return cost;
    }

    private void requireRows(String table, long rows) throws IOException, SQLException {
        long found = shop.postgres().count(SCHEMA + "." + table);
        if (found != rows) {
            throw new IllegalStateException("table %s has %d rows, and should have %d".formatted(table, found, rows));
        }
    }

    /** Starts from an empty schema; the keyed table is the one that the connector itself makes. */
    private void newTable(Kind kind) throws IOException, InterruptedException, SQLException {
        newSchema();
        load(UPSERT, shop.data(kind, 0));
    }

    private void newSchema() throws IOException, SQLException {
        shop.postgres()
                .execute(
                        "SET client_min_messages = warning",
                        "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE",
                        "CREATE SCHEMA " + SCHEMA,
                        "CHECKPOINT");
    }

    private void filledTable(Path csv) throws IOException, InterruptedException, SQLException {
        newTable(Kind.WIDE);
        copied(csv);
        shop.postgres().execute("VACUUM ANALYZE %s.wide".formatted(SCHEMA), "CHECKPOINT");
    }

    private Cost copied(Path csv) throws IOException, InterruptedException, SQLException {
        return psql("\\copy %s.wide from '%s' csv".formatted(SCHEMA, csv));
    }

    private Cost merged(String table, Path csv) throws IOException, InterruptedException, SQLException {
        String columns =
                "seq, account, large, quantity, price, rate, ratio, created, updated, day, name, email, status,"
                        + " note, country, active, flag, address, tags";
        String excluded = "excluded." + columns.replace(", ", ", excluded.");
        return psql(
                "CREATE TEMPORARY TABLE staged (LIKE %s.%s)".formatted(SCHEMA, table),
                "\\copy staged from '%s' csv".formatted(csv),
                """
                INSERT INTO %s.%s SELECT DISTINCT ON (id) * FROM staged ORDER BY id, seq DESC
                ON CONFLICT (id) DO UPDATE SET (%s) = ROW(%s)""".formatted(SCHEMA, table, columns, excluded));
    }

    private Cost psql(String... commands) throws IOException, InterruptedException, SQLException {
        return shop.meter().run(shop.postgres().psql(commands), Optional.empty());
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
}
