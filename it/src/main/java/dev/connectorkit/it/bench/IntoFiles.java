package dev.connectorkit.it.bench;

import dev.connectorkit.it.bench.Measurement.Pair;
import dev.connectorkit.it.bench.Rows.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads into databases that are files; what ten rows take is the start. */
final class IntoFiles {
    private static final long ROWS = 500_000;
    private static final long FEW = 10;
    private static final int STARTS = 5;

    private final Workshop shop;

    IntoFiles(Workshop shop) {
        this.shop = shop;
    }

    List<Measurement> measurements() {
        return List.of(
                new Measurement(
                        "duckdb",
                        "`wide` appended to a DuckDB file",
                        "DuckDB's own `read_json` of the file into a table, in a JVM",
                        0.5,
                        ROWS,
                        this::duckDb),
                new Measurement(
                        "sqlite",
                        "`wide` appended to a SQLite file",
                        "the driver, fed with prepared batches from memory: its inserts alone",
                        0.9,
                        ROWS,
                        this::sqlite),
                start("sqlite", 1 / 9.0),
                start("duckdb", 1 / 12.0));
    }

    private Measurement start(String dialect, double toReach) {
        return new Measurement(
                "start-" + dialect,
                "ten records into %s, start to exit".formatted(dialect.equals("sqlite") ? "SQLite" : "DuckDB"),
                "`java -version`",
                toReach,
                FEW,
                STARTS,
                rows -> {
                    Path wide = shop.data(Kind.WIDE, rows);
                    Path launcher = shop.started(shop.connectors().sql(dialect));
                    return new Pair(
                            rows,
                            wide,
                            () -> shop.load(launcher, settings(shop.newFile("few." + dialect)), wide),
                            () -> shop.meter().run(List.of(Jvm.java(), "-version"), Optional.empty()));
                });
    }

    private Pair duckDb(long rows) throws IOException, InterruptedException {
        Path wide = shop.data(Kind.WIDE, rows);
        Path launcher = shop.started(shop.connectors().sql("duckdb"));
        return new Pair(rows, wide, () -> loaded("duckdb", launcher, wide, rows), () -> shop.meter()
                .run(
                        Jvm.call(
                                DuckDbRead.class, List.of("duckdb_jdbc"), wide.toString(), shop.newFile("read.duckdb")),
                        Optional.empty()));
    }

    private Pair sqlite(long rows) throws IOException, InterruptedException {
        Path wide = shop.data(Kind.WIDE, rows);
        Path launcher = shop.started(shop.connectors().sql("sqlite"));
        return new Pair(rows, wide, () -> loaded("sqlite", launcher, wide, rows), () -> batches(wide));
    }

    private Cost batches(Path wide) throws IOException, InterruptedException {
        Cost whole = shop.meter()
                .run(
                        Jvm.call(
                                "6g",
                                SqliteBatches.class,
                                List.of("jackson", "sqlite-jdbc"),
                                wide.toString(),
                                shop.newFile("batches.sqlite")),
                        Optional.empty());
        double seconds =
                Double.parseDouble(Files.readString(shop.meter().output()).strip());
        return new Cost(seconds, whole.cpuSeconds(), 0, whole.peakBytes());
    }

    private Cost loaded(String dialect, Path launcher, Path wide, long rows)
            throws IOException, InterruptedException, SQLException {
        String file = shop.newFile("loaded." + dialect);
        Cost cost = shop.load(launcher, settings(file), wide);
        try (Connection connection = DriverManager.getConnection("jdbc:%s:%s".formatted(dialect, file));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM wide")) {
            count.next();
            if (count.getLong(1) != rows) {
                throw new IllegalStateException(
                        "%s has %d rows, and should have %d".formatted(file, count.getLong(1), rows));
            }
        }
        return cost;
    }

    private static Map<String, Object> settings(String file) {
        return Map.of("path", file, "load_method", "append-only", "add_record_metadata", false);
    }
}
