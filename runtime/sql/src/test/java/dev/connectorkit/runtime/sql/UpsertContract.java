package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upsert makes of absent properties, deletions and repeated keys, on a real database. */
abstract class UpsertContract {
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"a\":{\"type\":[\"string\",\"null\"]},"
            + "\"b\":{\"type\":[\"integer\",\"null\"]},\"j\":{\"type\":[\"object\",\"null\"]}";
    private static final String DELETABLE = "\"id\":{\"type\":\"integer\"},\"a\":{\"type\":[\"string\",\"null\"]},"
            + "\"_sdc_deleted_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}";
    private static final Map<String, Object> METADATA = Map.of("add_record_metadata", true);
    private static final Pattern COLUMN = Pattern.compile("\\b(id|a|b|j|_sdc_deleted_at)\\b");
    private static final Map<String, Object> KEEP = Map.of("upsert_missing", "keep");

    abstract TestDatabase newDatabase();

    abstract Connector connector();

    /** Whether {@code upsert_missing: keep} works. */
    boolean keepsMissing() {
        return true;
    }

    private static void assertLoads(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static List<String> rows(TestDatabase database, String columns) {
        String quoted =
                COLUMN.matcher(columns).replaceAll(name -> Matcher.quoteReplacement(database.quote(name.group())));
        return database.rows("SELECT %s FROM %s ORDER BY 1".formatted(quoted, database.table("t"))).stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    private static String row(String record) {
        return record("t", record);
    }

    @Test
    void anAbsentPropertyKeepsWhatIsStoredWhereAskedAndNullClearsIt() {
        assumeThat(keepsMissing()).isTrue();
        try (TestDatabase database = newDatabase()) {
            assertLoads(database.load(
                    schema("t", PROPERTIES, "id"),
                    row("\"id\":1,\"a\":\"x\",\"b\":1,\"j\":{\"k\":1}"),
                    row("\"id\":2,\"a\":\"y\",\"b\":2")));
            assertLoads(database.loadWith(
                    KEEP,
                    schema("t", PROPERTIES, "id"),
                    row("\"id\":1,\"b\":null"),
                    row("\"id\":2,\"a\":\"z\""),
                    row("\"id\":3,\"a\":\"new\"")));
            assertThat(rows(database, "id, a, b, CASE WHEN j IS NULL THEN 1 ELSE 0 END"))
                    .containsExactly("1 x null 0", "2 z 2 1", "3 new null 1");
        }
    }

    @Test
    void whereMissingOnesAreKeptTheLastValueOfEachColumnWinsOverABatch() {
        assumeThat(keepsMissing()).isTrue();
        try (TestDatabase database = newDatabase()) {
            assertLoads(database.load(schema("t", PROPERTIES, "id"), row("\"id\":1,\"a\":\"old\",\"b\":0")));
            assertLoads(database.loadWith(
                    KEEP,
                    schema("t", PROPERTIES, "id"),
                    row("\"id\":1,\"a\":\"first\",\"b\":1"),
                    row("\"id\":1,\"b\":2"),
                    row("\"id\":1,\"j\":{}"),
                    row("\"id\":2,\"a\":\"p\""),
                    row("\"id\":2,\"b\":7")));
            assertThat(rows(database, "id, a, b, j")).containsExactly("1 first 2 {}", "2 p 7 null");
        }
    }

    @Test
    void aTableWithoutAKeyKeepsWhatIsMissingToo() {
        assumeThat(keepsMissing()).isTrue();
        try (TestDatabase database = newDatabase()) {
            assertLoads(database.loadWith(
                    Map.of("load_method", "append-only"),
                    schema("t", PROPERTIES, "id"),
                    row("\"id\":1,\"a\":\"x\",\"b\":1")));
            assertLoads(database.loadWith(
                    KEEP, schema("t", PROPERTIES, "id"), row("\"id\":1,\"b\":5"), row("\"id\":2,\"b\":6")));
            assertThat(rows(database, "id, a, b")).containsExactly("1 x 5", "2 null 6");
        }
    }

    @Test
    void repeatedKeysOfABatchAreCountedAsMerged(@TempDir Path folder) throws IOException {
        try (TestDatabase database = newDatabase()) {
            assertMerged(database, folder, Map.of());
            if (keepsMissing()) {
                assertMerged(database, folder, KEEP);
            }
        }
    }

    private void assertMerged(TestDatabase database, Path folder, Map<String, Object> settings) throws IOException {
        String input = String.join(
                "\n",
                schema("t", PROPERTIES, "id"),
                row("\"id\":1"),
                row("\"id\":2"),
                row("\"id\":1"),
                row("\"id\":1"),
                "");
        Path summary = folder.resolve("summary.json");
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(input.getBytes(UTF_8)), OutputStream.nullOutputStream(), System.err);
        String config = database.configFile(settings).toString();
        assertThat(ConnectorCommand.run(connector(), streams, "--config", config, "--summary", summary.toString()))
                .isZero();
        JsonNode total = JsonValues.of(Files.readString(summary)).path("total");
        assertThat(total.path("written").asInt()).isEqualTo(2);
        assertThat(total.path("merged").asInt()).isEqualTo(2);
        assertThat(rows(database, "id")).containsExactly("1", "2");
    }

    @Test
    void aNullAmongTheUniqueConstraintsFollowsItsRule() {
        String schema = schema("t", PROPERTIES, "id")
                .replace("\"key_properties\":[\"id\"]", "\"key_properties\":[\"id\"],\"unique_constraints\":[\"a\"]");
        try (TestDatabase database = newDatabase()) {
            Run run = database.load(schema, row("\"id\":1,\"a\":\"x\""), row("\"id\":2,\"a\":null"));
            assertThat(run.exit()).isEqualTo(4);
            assertThat(run.lastLine()).startsWith("NULL_KEY").contains("\"a\"");
            assertLoads(database.loadWith(
                    Map.of("on_invalid", "skip"),
                    schema,
                    row("\"id\":1,\"a\":\"x\""),
                    row("\"id\":2,\"a\":null"),
                    row("\"id\":3,\"a\":\"x\"")));
            assertThat(rows(database, "id, a")).containsExactly("3 x");
        }
    }

    @Test
    void aRecordThatSaysItIsDeletedDeletesItsRowWithHardDelete() {
        String at = "\"_sdc_deleted_at\":\"2024-01-01T00:00:00Z\"";
        String[] messages = {
            schema("t", DELETABLE, "id"),
            row("\"id\":2," + at),
            row("\"id\":3," + at),
            row("\"id\":3,\"a\":\"again\""),
            row("\"id\":4,\"a\":\"short\""),
            row("\"id\":4," + at),
            row("\"id\":5,\"a\":\"new\"")
        };
        String[] before = {
            schema("t", DELETABLE, "id"),
            row("\"id\":1,\"a\":\"x\""),
            row("\"id\":2,\"a\":\"x\""),
            row("\"id\":3,\"a\":\"x\"")
        };
        try (TestDatabase database = newDatabase()) {
            assertLoads(database.loadWith(METADATA, before));
            assertLoads(database.loadWith(METADATA, messages));
            assertThat(rows(database, "id, CASE WHEN _sdc_deleted_at IS NULL THEN 1 ELSE 0 END"))
                    .containsExactly("1 1", "2 0", "3 1", "4 0", "5 1");
        }
        Map<String, Object> hard = Map.of("add_record_metadata", true, "hard_delete", true);
        Map<String, Object> hardAndKept =
                Map.of("add_record_metadata", true, "hard_delete", true, "upsert_missing", "keep");
        for (Map<String, Object> settings : keepsMissing() ? List.of(hard, hardAndKept) : List.of(hard)) {
            try (TestDatabase database = newDatabase()) {
                assertLoads(database.loadWith(METADATA, before));
                assertLoads(database.loadWith(settings, messages));
                assertThat(rows(database, "id")).containsExactly("1", "3", "5");
                assertThat(rows(database, "id, a")).contains("3 again", "5 new");
                assertThat(rows(database, "count(_sdc_deleted_at)")).containsExactly("0");
            }
        }
    }

    /** Whether a table that has a key can be given another. */
    boolean changesKeys() {
        return true;
    }

    @Test
    void aChangedKeyIsTakenWhereTheRowsAllowItAndRefusedBeforeAnyRowWhereNot() {
        try (TestDatabase database = newDatabase()) {
            assertLoads(database.load(
                    schema("t", PROPERTIES, "id"), row("\"id\":1,\"a\":\"x\",\"b\":5"), row("\"id\":2,\"b\":5")));
            String[] byB = {schema("t", PROPERTIES, "b"), row("\"id\":3,\"a\":\"new\",\"b\":5")};
            Run twice = database.load(byB);
            assertThat(twice.exit()).as(twice.err()).isEqualTo(5);
            assertThat(twice.lastLine())
                    .startsWith("TABLE_INCOMPATIBLE: stream \"t\", table")
                    .contains("(b)");
            assertLoads(database.load(schema("t", PROPERTIES, "id"), row("\"id\":2,\"b\":6")));
            assertThat(rows(database, "id, a, b")).containsExactly("1 x 5", "2 null 6");
            Run changed = database.load(byB);
            if (changesKeys()) {
                assertLoads(changed);
                assertThat(rows(database, "b, id, a")).containsExactly("5 3 new", "6 2 null");
            } else {
                assertThat(changed.lastLine()).contains("its primary key is (id), and the stream's key is (b)");
            }
        }
    }
}
