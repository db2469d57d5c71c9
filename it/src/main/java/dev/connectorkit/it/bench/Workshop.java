package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.it.bench.Rows.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What measurements share: data, connectors, a meter, and a PostgreSQL server from its first use on. */
final class Workshop implements AutoCloseable {
    private final Path kit;
    private final Path work;
    private final Connectors connectors;
    private final Meter meter;
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable Postgres postgres;

    /**
     * A workshop.
     *
     * @param kit  folder of the kit
     * @param work folder for data, connectors and what runs write
     */
    Workshop(Path kit, Path work, Connectors connectors) throws IOException {
        this.kit = kit;
        this.work = work;
        this.connectors = connectors;
        this.meter = new Meter(folder("run"), () -> postgres == null ? 0 : postgres.cpuSeconds());
    }

    Connectors connectors() {
        return connectors;
    }

    Meter meter() {
        return meter;
    }

    Postgres postgres() throws IOException, SQLException {
        Postgres server = postgres;
        if (server == null) {
            server = Postgres.start();
            postgres = server;
        }
        return server;
    }

    /** The file with so many rows of the kind. */
    Path data(Kind kind, long rows) throws IOException {
        return Rows.file(folder("data"), kind, rows);
    }

    /** The month of real flights, repeated: what follows the first time changes rows that are there. */
    Path flights(int times) throws IOException {
        Path month = kit.resolve("it/data/nycflights-january.singer.gz");
        Path file = folder("data").resolve("flights-%d.singer".formatted(times));
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

    /** A path for a database file that is not there; what the one before left is deleted. */
    String newFile(String name) throws IOException {
        Path file = folder("run").resolve(name);
        for (String suffix : List.of("", ".wal", "-journal", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(name + suffix));
        }
        return file.toString();
    }

    /** The launcher, with all that a first start keeps for those that follow. */
    Path started(Path launcher) throws IOException, InterruptedException {
        meter.run(List.of(launcher.toString(), "--version"), Optional.empty());
        return launcher;
    }

    /** What a load by the connector costs. */
    Cost load(Path launcher, Map<String, ?> settings, Path input) throws IOException, InterruptedException {
        return load(List.of(launcher.toString()), settings, input);
    }

    /** What a load by any target costs. */
    Cost load(List<String> target, Map<String, ?> settings, Path input) throws IOException, InterruptedException {
        Path config = folder("run").resolve("config.json");
        mapper.writeValue(config.toFile(), settings);
        List<String> call = new ArrayList<>(target);
        call.addAll(List.of("--config", config.toString()));
        return meter.run(call, Optional.of(input));
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(work.resolve(name));
    }

    @Override
    public void close() throws IOException, SQLException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
