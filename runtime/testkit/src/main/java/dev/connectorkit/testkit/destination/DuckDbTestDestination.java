package dev.connectorkit.testkit.destination;

import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A DuckDB file of its own, given by the setting {@code path}. Read after the run, since a process has the file alone. */
public final class DuckDbTestDestination extends JdbcTestDestination {
    private final Path file;

    /** The file is made by the connector; there is none yet. */
    public DuckDbTestDestination(Path file) {
        super(
                "jdbc:duckdb:" + file,
                new Properties(),
                "main",
                JsonTrees.object().put("path", file.toString()));
        this.file = file;
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        return Files.exists(file) ? super.read(stream) : Optional.empty(); // connecting would make the file
    }
}
