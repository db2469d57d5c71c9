package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.cases.PreparedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An H2 database in files of its own, given by the settings {@code url}, {@code user} and {@code password}. Read after the run,
 * since a process has the files alone.
 */
public final class H2TestDestination extends JdbcTestDestination {
    private static final String USER = "sa";

    private final Path file;

    /** The files are made by the connector; their names begin as given. */
    public H2TestDestination(Path file) {
        this(file, "jdbc:h2:file:" + file.toAbsolutePath());
    }

    private H2TestDestination(Path file, String url) {
        super(url, login(USER, ""), "PUBLIC", settings(url));
        this.file = file;
    }

    /** A server that is none cannot be reached. */
    @Override
    protected Optional<ObjectNode> settingsToNowhere() {
        return Optional.of(settings("jdbc:h2:tcp://127.0.0.1:%d/nowhere".formatted(FaultyLine.deadPort())));
    }

    @Override
    protected String typeOf(String kind) {
        return kind.equals(PreparedTable.BINARY) ? "BINARY VARYING" : super.typeOf(kind);
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        boolean isThere = Files.exists(file.resolveSibling(file.getFileName() + ".mv.db"));
        return isThere ? super.read(stream) : Optional.empty(); // connecting would make the files
    }

    private static ObjectNode settings(String url) {
        return JsonTrees.object().put("url", url).put("user", USER).put("password", "");
    }
}
