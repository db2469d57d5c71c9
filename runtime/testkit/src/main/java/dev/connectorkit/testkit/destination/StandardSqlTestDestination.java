package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.util.Optional;
import java.util.Set;

/**
 * A scratch schema of any database that speaks standard SQL, given by {@code default_target_schema} beside {@code url},
 * {@code user} and {@code password}; it is dropped at the end with all that is in it.
 */
public final class StandardSqlTestDestination extends JdbcTestDestination {
    private final String user;
    private final String password;
    private final String schema;

    public StandardSqlTestDestination(String url, String user, String password) {
        this(url, user, password, ServerTestDestination.scratchName());
    }

    private StandardSqlTestDestination(String url, String user, String password, String schema) {
        super(url, login(user, password), schema, settings(url, user, password, schema));
        this.user = user;
        this.password = password;
        this.schema = schema;
    }

    /**
     * What the standard has no type or statement for: a number without a declared scale is a DOUBLE, a text has the length that its
     * schema says, and a table's key stays the one that it was made with.
     */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.EXACT_NUMBER, Capability.OVERLONG_TEXT, Capability.KEY_CHANGES);
    }

    @Override
    public void start() {
        execute("CREATE SCHEMA " + quoted(schema));
    }

    @Override
    public boolean isReadableDuringRun() {
        return true;
    }

    /** No driver knows such a URL. */
    @Override
    protected Optional<ObjectNode> settingsToNowhere() {
        return Optional.of(settings("jdbc:nowhere:", user, password, schema));
    }

    /** A text without an end is the standard's CLOB. */
    @Override
    protected String typeOf(String kind) {
        return kind.equals("string") ? "CLOB" : super.typeOf(kind);
    }

    @Override
    protected String keyTypeOf(String kind) {
        return kind.equals("string") ? "VARCHAR(255)" : super.keyTypeOf(kind);
    }

    @Override
    public void stop() {
        execute("DROP SCHEMA %s CASCADE".formatted(quoted(schema)));
    }

    private static ObjectNode settings(String url, String user, String password, String schema) {
        return JsonTrees.object()
                .put("url", url)
                .put("user", user)
                .put("password", password)
                .put("default_target_schema", schema);
    }
}
