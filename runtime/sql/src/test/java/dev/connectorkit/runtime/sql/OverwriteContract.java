package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Load method overwrite, on a real database. */
abstract class OverwriteContract {
    static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":[\"string\",\"null\"]}";
    static final Map<String, Object> OVERWRITE = Map.of("load_method", "overwrite", "batch_size_rows", 2);
    private static final String NOT_JSON = "{\"type\":";

    TestDatabase database;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void openDatabase() {
        database = newDatabase();
        assertLoads(database.load(schema("t", PROPERTIES, "id"), row(1, "old"), row(2, "old"), row(7, "old")));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    static String row(int id, String name) {
        return record("t", "\"id\":%d,\"name\":\"%s\"".formatted(id, name));
    }

    void assertLoads(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
    }

    List<String> rows() {
        return rowsOf("t");
    }

    private List<String> rowsOf(String table) {
        return rowsOf(table, "id", "name");
    }

    private List<String> rowsOf(String table, String... columns) {
        String quoted = Stream.of(columns).map(database::quote).collect(Collectors.joining(", "));
        return database.rows("SELECT %s FROM %s ORDER BY 1, 2".formatted(quoted, database.table(table))).stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    @Test
    void theNewRowsReplaceTheOldOnesAtTheEnd() {
        Run run = database.loadWith(
                OVERWRITE, schema("t", PROPERTIES, "id"), row(1, "a"), row(2, "b"), row(1, "c"), state(1));
        assertLoads(run);
        assertThat(rows()).containsExactly("1 c", "2 b");
        assertThat(run.states()).containsExactly("{\"n\":1}");
        assertThat(tablesBeside()).isEmpty();
        assertLoads(database.load(schema("t", PROPERTIES, "id"), row(2, "upserted")));
        assertThat(rows()).containsExactly("1 c", "2 upserted");
    }

    /** Tables that a run has left beside those of streams, or is filling. */
    List<String> tablesBeside() {
        return database.tables().stream()
                .filter(name -> name.contains("__new_"))
                .toList();
    }

    @Test
    void aRunThatBreaksOffLeavesTheOldRowsAndEmitsNoState() {
        Run run = database.loadWith(
                OVERWRITE, schema("t", PROPERTIES, "id"), row(1, "a"), row(2, "b"), row(3, "c"), state(1), NOT_JSON);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.states()).isEmpty();
        assertThat(rows()).containsExactly("1 old", "2 old", "7 old");
        assertLoads(database.loadWith(OVERWRITE, schema("t", PROPERTIES, "id"), row(5, "e"), state(2)));
        assertThat(rows()).containsExactly("5 e");
        assertThat(tablesBeside()).isEmpty();
    }

    @Test
    void everyStreamWhoseSchemaWasSeenIsReplacedWithoutRecordsToo() {
        Run run = database.loadWith(
                OVERWRITE,
                schema("t", PROPERTIES, "id"),
                schema("fresh", PROPERTIES),
                record("fresh", "\"id\":1,\"name\":\"x\""),
                record("fresh", "\"id\":1,\"name\":\"x\""),
                state(1));
        assertLoads(run);
        assertThat(rows()).isEmpty();
        assertThat(rowsOf("fresh")).containsExactly("1 x", "1 x");
    }

    @Test
    void aVersionReplacesTheRowsAndWhatFollowsIsLoadedOntoThem() {
        String version = "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"t\",\"version\":1}";
        Run run = database.loadWith(
                OVERWRITE,
                schema("t", PROPERTIES, "id"),
                version,
                row(1, "a"),
                row(2, "b"),
                version,
                state(1),
                row(2, "later"),
                NOT_JSON);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.states()).containsExactly("{\"n\":1}");
        assertThat(rows()).containsExactly("1 a", "2 later");
    }

    /** Whether a column of whole numbers can become one of an exact type that holds more than 64 bits. */
    boolean hasExactTypesPastSixtyFourBits() {
        return true;
    }

    @Test
    void aColumnThatIsWidenedOnTheWayIsSoInTheTableThatReplacesTheOld() {
        assumeThat(hasExactTypesPastSixtyFourBits()).isTrue();
        assertLoads(database.loadWith(
                OVERWRITE,
                schema("t", "\"id\":{\"type\":\"integer\"},\"n\":{\"type\":\"integer\"}", "id"),
                record("t", "\"id\":1,\"n\":1"),
                record("t", "\"id\":2,\"n\":9223372036854775808"),
                record("t", "\"id\":1,\"n\":3"),
                state(1)));
        assertThat(rowsOf("t", "id", "n")).containsExactly("1 3", "2 9223372036854775808");
        assertThat(tablesBeside()).isEmpty();
    }

    @Test
    void aSchemaThatChangesOnTheWayChangesTheNewTable() {
        String more = PROPERTIES + ",\"age\":{\"type\":\"integer\"}";
        assertLoads(database.loadWith(
                OVERWRITE,
                schema("t", PROPERTIES, "id"),
                row(1, "a"),
                schema("t", more, "id"),
                record("t", "\"id\":2,\"name\":\"b\",\"age\":7"),
                state(1)));
        assertThat(rows()).containsExactly("1 a", "2 b");
        assertThat(database.value("SELECT sum(%s) FROM %s".formatted(database.quote("age"), database.table("t"))))
                .isEqualTo("7");
    }

    /** Whether another table may take the old one's place; else its rows are replaced, and its shape has to do. */
    boolean replacesTables() {
        return true;
    }

    @Test
    void aTableOfAnotherShapeIsReplacedWholeOrRefusedBeforeAnyRow() {
        Run run = database.loadWith(
                OVERWRITE, schema("t", "\"key\":{\"type\":\"string\"}", "key"), record("t", "\"key\":\"k\""), NOT_JSON);
        if (replacesTables()) {
            assertThat(run.exit()).isEqualTo(4);
            assertLoads(database.loadWith(
                    OVERWRITE, schema("t", "\"key\":{\"type\":\"string\"}", "key"), record("t", "\"key\":\"k\"")));
            assertThat(database.rows("SELECT * FROM " + database.table("t"))).containsExactly(List.of("k"));
        } else {
            assertThat(run.exit()).isEqualTo(5);
            assertThat(run.lastLine()).startsWith("TABLE_INCOMPATIBLE: stream \"t\", table");
            assertThat(rows()).containsExactly("1 old", "2 old", "7 old");
        }
    }

    private static final String WITH_MORE = PROPERTIES + ",\"more\":{\"type\":\"string\"}";

    private static Map<String, Object> evolve(String evolve) {
        return Map.of("load_method", "overwrite", "evolve", evolve);
    }

    @Test
    void evolveFailRefusesAnotherShapeBeforeAnyRow() {
        Run run = database.loadWith(
                evolve("fail"), schema("t", WITH_MORE, "id"), record("t", "\"id\":1,\"more\":\"x\""), NOT_JSON);
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine())
                .startsWith("TABLE_INCOMPATIBLE: stream \"t\", table")
                .doesNotContain("__new_")
                .contains("evolve is fail, and the stream needs ALTER TABLE");
        assertThat(rows()).containsExactly("1 old", "2 old", "7 old");
        assertLoads(database.loadWith(evolve("fail"), schema("t", PROPERTIES, "id"), row(4, "d")));
        assertThat(rows()).containsExactly("4 d");
        assertThat(tablesBeside()).isEmpty();
    }

    @Test
    void evolveIgnoreLeavesNewPropertiesOutAndKeepsTheTablesShape() {
        assertLoads(database.loadWith(
                evolve("ignore"),
                schema("t", WITH_MORE, "id"),
                record("t", "\"id\":1,\"name\":\"a\",\"more\":\"x\""),
                record("t", "\"id\":2,\"more\":\"y\""),
                record("t", "\"id\":1,\"name\":\"b\""),
                state(1)));
        assertThat(rows()).containsExactly("1 b", "2 null");
        assertThat(database.rows("SELECT * FROM " + database.table("t")).get(0)).hasSize(2);
        assertThat(tablesBeside()).isEmpty();
    }

    @Test
    void anIndexAndAViewOutliveTheReplacement() {
        database.execute("CREATE INDEX " + indexOnName());
        database.execute("CREATE VIEW %s AS SELECT count(*) AS %s FROM %s"
                .formatted(database.table("seen"), database.quote("n"), database.table("t")));
        assertLoads(database.loadWith(
                OVERWRITE, schema("t", PROPERTIES, "id"), row(1, "a"), row(2, "b"), row(9, "i"), row(10, "j")));
        assertThat(rows()).containsExactly("1 a", "2 b", "9 i", "10 j");
        assertThat(database.value("SELECT %s FROM %s".formatted(database.quote("n"), database.table("seen"))))
                .isEqualTo("4");
        assertThat(indexes()).contains("by_name");
        assertThat(tablesBeside()).isEmpty();
    }

    /** An index {@code by_name} of the table {@code t}, as the database has it made. */
    String indexOnName() {
        return "%s ON %s (%s)".formatted(database.quote("by_name"), database.table("t"), database.quote("name"));
    }

    /** Names of the table's indexes. */
    List<String> indexes() {
        try (Connection connection = database.connect();
                ResultSet found = connection
                        .getMetaData()
                        .getIndexInfo(connection.getCatalog(), connection.getSchema(), "t", false, true)) {
            List<String> names = new ArrayList<>();
            while (found.next()) {
                names.add(String.valueOf(found.getString("INDEX_NAME")));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is the connector that refuses a second run, by a lock. */
    boolean refusesASecondRun() {
        return true;
    }

    @Test
    @Timeout(120)
    void theOldRowsServeUntilTheEndAndASecondRunIsRefused() throws Exception {
        assumeThat(refusesASecondRun()).isTrue();
        PipedOutputStream feed = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(feed, 1 << 16);
        CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> database.loadWith(OVERWRITE, in));
        String messages = String.join(
                "\n", schema("t", PROPERTIES, "id"), row(1, "a"), row(3, "c"), schema("other", PROPERTIES), "");
        feed.write(messages.getBytes(UTF_8));
        feed.flush();
        while (tablesBeside().size() < 2) {
            assertThat(first.isDone() || Thread.interrupted()).isFalse();
        }
        Run second = database.loadWith(OVERWRITE, schema("t", PROPERTIES, "id"), record("t", "\"id\":4"));
        assertThat(second.exit()).as(second.err()).isEqualTo(3);
        assertThat(second.lastLine()).startsWith("DESTINATION_BUSY").contains("another run is overwriting it");
        assertThat(rows()).containsExactly("1 old", "2 old", "7 old");
        feed.close();
        assertThat(first.get().exit()).as(first.get().err()).isZero();
        assertThat(rows()).containsExactly("1 a", "3 c");
        assertLoads(database.loadWith(OVERWRITE, schema("t", PROPERTIES, "id"), row(5, "e")));
        assertThat(rows()).containsExactly("5 e");
    }

    @Test
    void aLongNameKeepsItsTable() {
        String name = "n".repeat(63);
        String[] messages = {schema(name, PROPERTIES, "id"), record(name, "\"id\":1,\"name\":\"a\"")};
        assertLoads(database.loadWith(OVERWRITE, messages));
        assertLoads(database.loadWith(OVERWRITE, messages));
        assertThat(rowsOf(name)).containsExactly("1 a");
    }
}
