package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        return database.rows("SELECT id, name FROM %s ORDER BY 1, 2".formatted(database.table(table))).stream()
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

    /** Tables that a run has left beside those of streams. */
    List<String> tablesBeside() {
        return database
                .rows("SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%!_!_new!_%' ESCAPE '!'")
                .stream()
                .map(row -> row.get(0))
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

    @Test
    void aColumnThatIsWidenedOnTheWayIsSoInTheTableThatReplacesTheOld() {
        Run run = database.loadWith(
                OVERWRITE,
                schema("t", PROPERTIES, "id"),
                row(1, "a"),
                record("t", "\"id\":9223372036854775808,\"name\":\"b\""),
                row(1, "c"),
                state(1));
        assertLoads(run);
        assertThat(rows()).containsExactly("1 c", "9223372036854775808 b");
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
        assertThat(database.value("SELECT sum(age) FROM " + database.table("t")))
                .isEqualTo("7");
    }

    @Test
    void aTableOfAnotherShapeIsReplacedWhole() {
        assertLoads(database.loadWith(
                OVERWRITE, schema("t", "\"key\":{\"type\":\"string\"}", "key"), record("t", "\"key\":\"k\"")));
        assertThat(database.rows("SELECT * FROM " + database.table("t"))).containsExactly(List.of("k"));
    }

    @Test
    void anIndexAndAViewOutliveTheReplacement() {
        database.execute("CREATE INDEX by_name ON %s (name)".formatted(database.table("t")));
        database.execute("CREATE VIEW %s AS SELECT count(*) AS n FROM %s"
                .formatted(database.table("seen"), database.table("t")));
        assertLoads(database.loadWith(
                OVERWRITE, schema("t", PROPERTIES, "id"), row(1, "a"), row(2, "b"), row(9, "i"), row(10, "j")));
        assertThat(rows()).containsExactly("1 a", "2 b", "9 i", "10 j");
        assertThat(database.value("SELECT n FROM " + database.table("seen"))).isEqualTo("4");
        assertThat(indexes()).contains("by_name");
        assertThat(tablesBeside()).isEmpty();
    }

    /** Names of the table's indexes. */
    abstract List<String> indexes();

    @Test
    void aLongNameKeepsItsTable() {
        String name = "n".repeat(63);
        String[] messages = {schema(name, PROPERTIES, "id"), record(name, "\"id\":1,\"name\":\"a\"")};
        assertLoads(database.loadWith(OVERWRITE, messages));
        assertLoads(database.loadWith(OVERWRITE, messages));
        assertThat(rowsOf(name)).containsExactly("1 a");
    }
}
