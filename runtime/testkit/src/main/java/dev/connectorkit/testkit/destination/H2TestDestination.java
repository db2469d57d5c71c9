package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.cases.PreparedTable;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An H2 file of its own, given by the settings {@code url}, {@code user} and {@code password}. Read after the run, since a process
 * has the file alone.
 */
public final class H2TestDestination extends JdbcTestDestination {
    private static final String USER = "SA";

    private boolean unreachable;

    /** The file is made by the connector; there is none yet. */
    public H2TestDestination(Path file) {
        super("jdbc:h2:" + file.toAbsolutePath(), login(), "PUBLIC", settings("jdbc:h2:" + file.toAbsolutePath()));
    }

    /** A server where nobody is. */
    @Override
    public boolean impose(Condition condition) {
        unreachable = condition == Condition.UNREACHABLE;
        return unreachable;
    }

    @Override
    public ObjectNode settings() {
        return unreachable
                ? settings("jdbc:h2:tcp://127.0.0.1:%d/mem:none".formatted(FaultyLine.deadPort()))
                : super.settings();
    }

    @Override
    protected String typeOf(String kind) {
        return kind.equals(PreparedTable.BINARY) ? "VARBINARY" : super.typeOf(kind);
    }

    private static ObjectNode settings(String url) {
        return JsonTrees.object().put("url", url).put("user", USER).put("password", "");
    }

    private static Properties login() {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", "");
        return login;
    }
}
