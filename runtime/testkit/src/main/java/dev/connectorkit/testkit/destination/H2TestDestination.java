package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.cases.PreparedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * An H2 database in files of its own, given by the settings {@code url}, {@code user} and {@code password}. Read after the run,
 * since a process has the files alone.
 */
public final class H2TestDestination extends JdbcTestDestination {
    private static final String USER = "sa";

    private final Path file;
    private boolean unreachable;

    /** The files are made by the connector; their names begin as given. */
    public H2TestDestination(Path file) {
        super("jdbc:h2:file:" + file.toAbsolutePath(), login(), "PUBLIC", JsonTrees.object());
        this.file = file;
    }

    /** A table's key stays the one that it was made with. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.KEY_CHANGES);
    }

    /** A server that is none cannot be reached. */
    @Override
    public boolean impose(Condition condition) {
        unreachable = condition == Condition.UNREACHABLE;
        return unreachable;
    }

    @Override
    public ObjectNode settings() {
        String url = unreachable
                ? "jdbc:h2:tcp://127.0.0.1:%d/nowhere".formatted(FaultyLine.deadPort())
                : "jdbc:h2:file:" + file.toAbsolutePath();
        return JsonTrees.object().put("url", url).put("user", USER).put("password", "");
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

    private static Properties login() {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", "");
        return login;
    }
}
