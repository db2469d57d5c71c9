package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

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

    /** A number without a declared scale is a DOUBLE there, and names are compared without regard to case. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.EXACT_NUMBER, Capability.CASE_SENSITIVE_NAMES);
    }

    /** A file in a folder that is none cannot be opened. */
    @Override
    protected Optional<ObjectNode> settingsToNowhere() {
        return Optional.of(JsonTrees.object()
                .put("path", file.resolveSibling("absent").resolve("file").toString()));
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        return Files.exists(file) ? super.read(stream) : Optional.empty(); // connecting would make the file
    }
}
