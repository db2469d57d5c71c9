package dev.connectorkit.testkit;

import static dev.connectorkit.testkit.destination.TestDatabase.json;
import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every database does with a stream, shown on the real thing through the whole engine. The author of a dialect extends it,
 * gives a database and answers how that spells what the tests need:
 *
 * <pre>{@code
 * class ExasolTest extends DialectContract {
 *     @Override
 *     protected TestDatabase newDatabase() {
 *         return new ExasolDatabase();
 *     }
 *
 *     @Override
 *     protected String epochSeconds(String column) {
 *         return "POSIX_TIME(" + column + ")";
 *     }
 * }
 * }</pre>
 */
public abstract class DialectContract {
    protected static final String ID_AND_NAME =
            "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":[\"string\",\"null\"]}";

    /** Opened anew for each test. */
    protected TestDatabase database;

    /** An empty one. */
    protected abstract TestDatabase newDatabase();

    /** An expression for the whole seconds since 1970 of a date-time column, given quoted. */
    protected abstract String epochSeconds(String column);

    /** The name as the database has it: cut, where names are shorter there. */
    protected String fitted(String name) {
        return name;
    }

    /** Whether a database has schemas that a connector may make. */
    protected boolean hasSchemas() {
        return true;
    }

    /** Columns that the dialect says a table may have at most; the largest {@code int} where it leaves that to the database. */
    protected int maxColumns() {
        return Integer.MAX_VALUE;
    }

    /** Whether JSON has a column type of its own; a JSON string is kept without its quotes where it has none. */
    protected boolean hasJson() {
        return true;
    }

    /** A whole number that fills the widest exact type; 127 bits and a sign unless the database holds less. */
    protected String longestWholeNumber() {
        return "-170141183460469231731687303715884105727";
    }

    /** Whether a column of whole numbers of 64 bits can become one of an exact type that holds more. */
    protected boolean hasExactTypesPastSixtyFourBits() {
        return true;
    }

    /** A type for text of any length. */
    protected String textType() {
        return "TEXT";
    }

    /** A type that no property is loaded into. */
    protected String foreignType() {
        return "INET";
    }

    /** An expression for the bytes of a column, given quoted, in hexadecimal digits of either case. */
    protected String hex(String column) {
        return "hex(%s)".formatted(column);
    }

    @BeforeEach
    void openDatabase() {
        database = newDatabase();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    protected void assertLoads(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
    }

    /** Rows in the order of their first column; plain names among the columns are quoted. */
    protected List<List<String>> rowsOf(String table, String columns) {
        String quoted = Stream.of(columns.split(", ", -1))
                .map(column -> column.matches("[A-Za-z_0-9]+") ? database.quote(column) : column)
                .collect(Collectors.joining(", "));
        return database.rows("SELECT %s FROM %s ORDER BY 1".formatted(quoted, database.table(table)));
    }

    private String oneIf(String condition) {
        return "CASE WHEN %s THEN 1 ELSE 0 END".formatted(condition);
    }

    @Test
    void createsTheTableAndLoadsTheRows() {
        Run run = database.load(
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"name\":\"Ada\""),
                record("users", "\"id\":2,\"name\":null"),
                record("users", "\"id\":3"),
                state(1));
        assertLoads(run);
        assertThat(run.states()).containsExactly("{\"n\":1}");
        assertThat(rowsOf("users", "id, name"))
                .containsExactly(List.of("1", "Ada"), List.of("2", "null"), List.of("3", "null"));
    }

    @Test
    void createsTheTableOfAStreamWithoutRecords() {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id")));
        assertThat(rowsOf("users", "id, name")).isEmpty();
    }

    @Test
    void appendsWhereAStreamHasNoKeys() {
        String[] messages = {schema("log", ID_AND_NAME), record("log", "\"id\":1"), record("log", "\"id\":1")};
        assertLoads(database.load(messages));
        assertLoads(database.load(messages));
        assertThat(rowsOf("log", "id")).hasSize(4);
    }

    @Test
    void appendsToAnEmptyTableWithoutKeyWhereAsked() {
        String[] messages = {
            schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1"), record("users", "\"id\":1")
        };
        Map<String, Object> append = Map.of("load_method", "append-only");
        assertLoads(database.loadWith(append, messages));
        assertLoads(database.loadWith(append, messages));
        assertThat(rowsOf("users", "id")).hasSize(4);
    }

    @Test
    void aDuplicateThatIsToBeAppendedToAKeyedTableNamesTheLoadMethod() {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":417,\"name\":\"a\"")));
        Run run = database.loadWith(
                Map.of("load_method", "append-only"),
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":417,\"name\":\"b\""),
                state(1));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("LOAD_FAILED: stream \"users\"").contains("load_method is append-only");
        assertThat(run.err()).doesNotContain("417");
        assertThat(run.states()).isEmpty();
        assertThat(rowsOf("users", "id, name")).containsExactly(List.of("417", "a"));
    }

    @Test
    void theLastOfEqualKeysWinsInABatchAndAcrossBatches() {
        List<String> messages = new ArrayList<>(List.of(schema("users", ID_AND_NAME, "id")));
        for (int i = 0; i < 10; i++) {
            messages.add(record("users", "\"id\":%d,\"name\":\"v%d\"".formatted(i % 3, i)));
        }
        messages.add(state(1));
        assertLoads(database.load(messages.toArray(new String[0])));
        assertThat(rowsOf("users", "id, name"))
                .containsExactly(List.of("0", "v9"), List.of("1", "v7"), List.of("2", "v8"));
        assertLoads(database.loadWith(Map.of("batch_size_rows", 2), messages.toArray(new String[0])));
        assertThat(rowsOf("users", "id, name"))
                .containsExactly(List.of("0", "v9"), List.of("1", "v7"), List.of("2", "v8"));
    }

    @Test
    void anAbsentValueClearsWhatWasThere() {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1,\"name\":\"a\"")));
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1")));
        assertThat(rowsOf("users", "id, name")).containsExactly(List.of("1", "null"));
    }

    @Test
    void keysMayHaveSeveralColumnsAndMayBeAllThereIs() {
        String properties = "\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}";
        String[] messages = {
            schema("pairs", properties, "a", "b"),
            record("pairs", "\"a\":\"x,\",\"b\":\"y\""),
            record("pairs", "\"a\":\"x\",\"b\":\",y\""),
            record("pairs", "\"a\":\"x\",\"b\":\",y\"")
        };
        assertLoads(database.load(messages));
        assertLoads(database.load(messages));
        assertThat(rowsOf("pairs", "a, b")).containsExactlyInAnyOrder(List.of("x,", "y"), List.of("x", ",y"));

        String keyed = "\"k1\":{\"type\":\"integer\"},\"v\":{\"type\":\"string\"},\"k2\":{\"type\":\"string\"}";
        assertLoads(database.load(
                schema("keyed", keyed, "k2", "k1"),
                record("keyed", "\"k1\":1,\"v\":\"old\",\"k2\":\"a\""),
                record("keyed", "\"k1\":1,\"v\":\"other\",\"k2\":\"b\""),
                record("keyed", "\"k1\":1,\"v\":\"new\",\"k2\":\"a\"")));
        assertThat(rowsOf("keyed", "k2, k1, v")).containsExactly(List.of("a", "1", "new"), List.of("b", "1", "other"));
    }

    @Test
    void uniqueConstraintsDecideInsteadOfTheKeyAndMayLetTheFirstRowStay() {
        String schema =
                "{\"type\":\"SCHEMA\",\"stream\":\"m\",\"schema\":{\"properties\":{%s}},\"key_properties\":[\"id\"],\"unique_constraints\":[\"name\"],\"unique_conflict_method\":\"%s\"}";
        String[] records = {
            record("m", "\"id\":1,\"name\":\"a\""),
            record("m", "\"id\":2,\"name\":\"a\""),
            record("m", "\"id\":2,\"name\":\"b\"")
        };
        assertLoads(database.load(schema.formatted(ID_AND_NAME, "IGNORE"), records[0], records[1], records[2]));
        assertThat(rowsOf("m", "name, id")).containsExactly(List.of("a", "1"), List.of("b", "2"));
        assertLoads(database.load(schema.formatted(ID_AND_NAME, "IGNORE"), record("m", "\"id\":7,\"name\":\"b\"")));
        assertThat(rowsOf("m", "name, id")).containsExactly(List.of("a", "1"), List.of("b", "2"));
        assertLoads(database.load(schema.formatted(ID_AND_NAME, "UPDATE"), record("m", "\"id\":7,\"name\":\"b\"")));
        assertThat(rowsOf("m", "name, id")).containsExactly(List.of("a", "1"), List.of("b", "7"));
    }

    @Test
    void newPropertiesBecomeColumns() {
        Run run = database.loadWith(
                Map.of("batch_size_rows", 1),
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"name\":\"a\""),
                schema("users", ID_AND_NAME + ",\"age\":{\"type\":[\"integer\",\"null\"]}", "id"),
                record("users", "\"id\":2,\"name\":\"b\",\"age\":7"),
                schema("users", "\"id\":{\"type\":\"integer\"},\"extra\":{\"type\":\"object\"}", "id"),
                record("users", "\"id\":3,\"extra\":{\"a\":[1,2]}"));
        assertLoads(run);
        assertThat(rowsOf("users", "id, name, age, extra"))
                .containsExactly(
                        List.of("1", "a", "null", "null"),
                        List.of("2", "b", "7", "null"),
                        List.of("3", "null", "null", jsonText("{\"a\":[1,2]}")));
    }

    /** JSON as the database gives it back. */
    protected String jsonText(String json) {
        return json;
    }

    private static final String WITH_MORE = ID_AND_NAME + ",\"more\":{\"type\":\"string\"}";

    @Test
    void evolveFailRefusesWhatATableHasNoPlaceForBeforeAnyRow() {
        Map<String, Object> fail = Map.of("evolve", "fail");
        assertLoads(database.loadWith(fail, schema("e", ID_AND_NAME, "id"), record("e", "\"id\":1,\"name\":\"a\"")));
        Run run =
                database.loadWith(fail, schema("e", WITH_MORE, "id"), record("e", "\"id\":2,\"more\":\"x\""), state(1));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine())
                .startsWith("TABLE_INCOMPATIBLE: stream \"e\", table")
                .contains("evolve is fail, and the stream needs ALTER TABLE");
        assertThat(run.states()).isEmpty();
        assertThat(rowsOf("e", "id, name")).containsExactly(List.of("1", "a"));
    }

    @Test
    void evolveIgnoreLeavesNewPropertiesOutAndTakesWhatDoesNotFitForInvalid() {
        assertLoads(database.load(schema("e", ID_AND_NAME, "id"), record("e", "\"id\":1,\"name\":\"a\"")));
        String other = "\"more\":{\"type\":\"string\"},\"name\":{\"type\":[\"string\",\"null\"]},"
                + "\"id\":{\"type\":[\"integer\",\"string\"]}";
        Run run = database.loadWith(
                Map.of("evolve", "ignore", "on_invalid", "skip"),
                schema("e", other, "id"),
                record("e", "\"more\":\"x\",\"name\":\"b\",\"id\":2"),
                record("e", "\"more\":\"y\",\"name\":\"c\",\"id\":\"no number\""),
                state(1));
        assertLoads(run);
        assertThat(run.states()).containsExactly("{\"n\":1}");
        assertThat(rowsOf("e", "id, name")).containsExactly(List.of("1", "a"), List.of("2", "b"));
        assertThat(rowsOf("e", "*").get(0)).hasSize(2);
        Run failing = database.loadWith(
                Map.of("evolve", "ignore"), schema("e", other, "id"), record("e", "\"id\":\"no number\""));
        assertThat(failing.exit()).isEqualTo(4);
        assertThat(failing.lastLine()).startsWith("RECORD_INVALID: line 2, stream \"e\": property \"id\"");
    }

    @Test
    void theTestOfAConnectionLeavesNothing() {
        Run first = database.testConnection(Map.of());
        assertLoads(first);
        assertThat(first.states()).isEmpty();
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1")));
        List<String> before = database.tables();
        assertLoads(database.testConnection(Map.of()));
        assertThat(database.tables()).isEqualTo(before).noneMatch(name -> name.contains("probe"));
    }

    @Test
    void theTestOfAConnectionLeavesNoSchemaThatItHadToMake() {
        assumeThat(hasSchemas() && triesLimits()).isTrue();
        List<String> before = database.schemas();
        assertLoads(database.testConnection(Map.of(
                "default_target_schema",
                "probed_" + UUID.randomUUID().toString().substring(0, 8))));
        assertThat(database.schemas()).isEqualTo(before);
    }

    @Test
    void aPlanSaysWhatWouldBeChangedAndChangesNothing() {
        String[] messages = {
            schema("p", ID_AND_NAME, "id"),
            record("p", "\"id\":1"),
            schema("p", WITH_MORE, "id"),
            record("p", "\"id\":2"),
            state(1)
        };
        Run plan = database.plan(messages);
        assertLoads(plan);
        List<String> tables = plan.states().stream()
                .filter(statement -> !statement.startsWith("CREATE SCHEMA"))
                .toList();
        assertThat(tables).hasSize(2);
        assertThat(tables.get(0)).startsWith("CREATE TABLE").contains("name").endsWith(";");
        assertThat(tables.get(1)).startsWith("ALTER TABLE").contains("more").endsWith(";");
        assertThat(database.plan(messages).states()).isEqualTo(plan.states());
        assertLoads(database.load(messages));
        assertThat(database.plan(messages).states()).isEmpty();
        assertThat(rowsOf("p", "id, more")).containsExactly(List.of("1", "null"), List.of("2", "null"));
    }

    @Test
    void widensColumnsAndKeepsWhatTheyHeld() {
        String narrow = "\"id\":{\"type\":\"integer\"},\"n\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":100},"
                + "\"b\":{\"type\":\"boolean\"},\"d\":{\"type\":\"string\",\"format\":\"date\"},\"i\":{\"type\":\"integer\"}";
        String wide = "\"id\":{\"type\":\"integer\"},\"n\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"},"
                + "\"d\":{\"type\":\"string\",\"format\":\"date-time\"},\"i\":{\"type\":\"string\"}";
        assertLoads(database.load(
                schema("w", narrow, "id"),
                record("w", "\"id\":1,\"n\":100,\"b\":true,\"d\":\"2024-02-29\",\"i\":9223372036854775807")));
        assertLoads(
                database.load(
                        schema("w", wide, "id"),
                        record(
                                "w",
                                "\"id\":2,\"n\":9223372036854775807,\"b\":\"maybe\",\"d\":\"2024-03-01T01:00:00+02:00\",\"i\":\"x\"")));
        assertThat(rowsOf("w", "id, n, b, i"))
                .containsExactly(
                        List.of("1", "100", "true", "9223372036854775807"),
                        List.of("2", "9223372036854775807", "maybe", "x"));
        assertThat(rowsOf("w", "id, " + epochSeconds(database.quote("d"))))
                .containsExactly(List.of("1", "1709164800"), List.of("2", "1709247600"));
        // back again: nothing is narrowed, and the old schema's values go into the wider columns
        assertLoads(database.load(
                schema("w", narrow, "id"), record("w", "\"id\":3,\"n\":1,\"b\":false,\"d\":\"2024-02-29\",\"i\":5")));
        assertThat(rowsOf("w", "id, n, b, i")).contains(List.of("3", "1", "false", "5"));
    }

    @Test
    void aTableThatCannotHoldTheStreamIsRefusedBeforeAnyRow() {
        database.load(schema("seed", ID_AND_NAME)); // makes the schema
        execute(
                "CREATE TABLE %%s (%s BIGINT, %s %s, %s INTEGER NOT NULL)"
                        .formatted(database.quote("id"), database.quote("name"), foreignType(), database.quote("must")),
                "taken");
        Run run = database.load(schema("taken", ID_AND_NAME), record("taken", "\"id\":1"), state(1));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine())
                .startsWith("TABLE_INCOMPATIBLE: stream \"taken\"")
                .contains("\"name\"")
                .contains("\"must\" is NOT NULL");
        assertThat(run.states()).isEmpty();
    }

    private static final String ENCODED = "\"id\":{\"type\":\"integer\"},"
            + "\"b\":{\"type\":[\"string\",\"null\"],\"contentEncoding\":\"base64\"},"
            + "\"h\":{\"anyOf\":[{\"type\":\"string\",\"contentEncoding\":\"base16\"},{\"type\":\"null\"}]}";

    @Test
    void textThatStandsForBytesBecomesTheseWhereAsked() {
        Map<String, Object> interpret = Map.of("interpret_content_encoding", true, "on_invalid", "skip");
        String[] messages = {
            schema("e", ENCODED, "id"),
            record("e", "\"id\":1,\"b\":\"AAECXP/+\",\"h\":\"00ff5C\""),
            record("e", "\"id\":2,\"b\":\"\",\"h\":null"),
            record("e", "\"id\":3,\"b\":\"no base64!\""),
            record("e", "\"id\":4,\"h\":\"abc\""),
            record("e", "\"id\":5,\"b\":\"QUJD\\r\\nREVG\"")
        };
        for (int again = 0; again < 2; again++) { // the second time into the table that is there
            assertLoads(database.loadWith(interpret, messages));
            String values = "id, " + hex(database.quote("b")) + ", " + hex(database.quote("h"));
            assertThat(rowsOf("e", values).stream()
                            .map(row -> String.join(" ", row).toLowerCase(Locale.ROOT)))
                    .containsExactly("1 0001025cfffe 00ff5c", "2  null", "5 414243444546 null");
        }
        Run run = database.loadWith(Map.of("interpret_content_encoding", true), messages);
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("RECORD_INVALID: line 4, stream \"e\": property \"b\" is not base64")
                .doesNotContain("no base64!");
    }

    @Test
    void textThatStandsForBytesIsKeptAsItIsWhereNotAsked() {
        assertLoads(
                database.load(schema("e", ENCODED, "id"), record("e", "\"id\":1,\"b\":\"AAECXP/+\",\"h\":\"no hex\"")));
        assertThat(rowsOf("e", "id, b, h")).containsExactly(List.of("1", "AAECXP/+", "no hex"));
    }

    @Test
    void aColumnIsOfTheTypeThatItsSchemaNames() {
        String properties = "\"id\":{\"type\":\"integer\"},"
                + "\"d\":{\"anyOf\":[{\"type\":\"string\",\"x-sql-datatype\":\"date\"},{\"type\":\"null\"}]}";
        String[] messages = {
            schema("x", properties, "id"),
            record("x", "\"id\":1,\"d\":\"2024-02-29\""),
            record("x", "\"id\":2,\"d\":\"some day\"")
        };
        Map<String, Object> skip = Map.of("on_invalid", "skip");
        assertLoads(database.loadWith(skip, messages));
        assertThat(database.plan(messages[0]).states()).isEmpty();
        assertLoads(database.loadWith(skip, messages));
        assertThat(rowsOf("x", "id, CAST(%s AS CHAR(10))".formatted(database.quote("d"))))
                .containsExactly(List.of("1", "2024-02-29"));
    }

    @Test
    void aNamedTypeThatTheDatabaseDoesNotHaveOrThatHoldsNoValueIsRefusedAtItsSchema() {
        String property = "\"p\":{\"type\":\"%s\",\"x-sql-datatype\":\"%s\"}";
        for (String wrong : List.of("no such type", "date; drop table x; --", "date date", "")) {
            Run run = database.load(schema("x", property.formatted("string", wrong)), state(1));
            assertThat(run.exit()).as(wrong).isEqualTo(4);
            assertThat(run.lastLine())
                    .startsWith("SCHEMA_INVALID: ")
                    .contains("stream \"x\", property \"p\": the type \"%s\" (x-sql-datatype) is none".formatted(wrong))
                    .contains("it takes ");
            assertThat(run.states()).isEmpty();
        }
        Run run = database.load(schema("x", property.formatted("boolean", "date")));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine()).startsWith("SCHEMA_INVALID: ").contains("holds no value");
    }

    protected void execute(String sql, String table, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(database.table(table)));
        all.addAll(List.of(arguments));
        database.execute(sql.formatted(all.toArray()));
    }

    @Test
    void aViewIsNoTable() {
        database.load(schema("seed", ID_AND_NAME, "id"));
        execute("CREATE VIEW %s AS SELECT * FROM " + database.table("seed"), "seen");
        Run run = database.load(schema("seen", ID_AND_NAME, "id"), record("seen", "\"id\":1"));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("TABLE_INCOMPATIBLE").contains("view");
    }

    /** Whether the dialect can give a table another key. */
    protected boolean changesKeys() {
        return true;
    }

    @Test
    void aTableGetsTheStreamsKeyWhereItsRowsAllowIt() {
        assumeThat(changesKeys()).isTrue();
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1,\"name\":\"a\"")));
        String[] messages = {
            schema("users", WITH_MORE, "id", "name"),
            record("users", "\"id\":1,\"name\":\"b\""),
            record("users", "\"id\":1,\"name\":\"a\",\"more\":\"x\""),
            state(1)
        };
        assertThat(database.plan(messages).states()).isNotEmpty();
        assertLoads(database.load(messages));
        assertThat(rowsOf("users", "name, id, more"))
                .containsExactly(List.of("a", "1", "x"), List.of("b", "1", "null"));
        assertThat(database.plan(messages).states()).isEmpty();
    }

    @Test
    void aKeyThatTheRowsOfATableDoNotAllowIsRefusedBeforeAnyRow() {
        assertLoads(database.load(
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"name\":\"417\""),
                record("users", "\"id\":2,\"name\":\"417\"")));
        Run run = database.load(schema("users", ID_AND_NAME, "name"), record("users", "\"id\":3,\"name\":\"b\""));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine())
                .startsWith("TABLE_INCOMPATIBLE: stream \"users\", table")
                .contains("the stream's key is (name)")
                .doesNotContain("417");
        assertThat(rowsOf("users", "id, name")).containsExactly(List.of("1", "417"), List.of("2", "417"));
        Run kept = database.loadWith(
                Map.of("evolve", "ignore"),
                schema("users", ID_AND_NAME, "name"),
                record("users", "\"id\":3,\"name\":\"b\""));
        assertThat(kept.lastLine())
                .startsWith("TABLE_INCOMPATIBLE")
                .contains("primary key is (id)")
                .contains("stream's key is (name)");
    }

    @Test
    void aTableWithoutAKeyIsUpsertedIntoAllTheSame() {
        Map<String, Object> append = Map.of("load_method", "append-only");
        assertLoads(database.loadWith(
                append, schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1,\"name\":\"a\"")));
        Run run = database.load(
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1,\"name\":\"b\""),
                record("users", "\"id\":2,\"name\":\"x\""),
                record("users", "\"id\":2,\"name\":\"c\""));
        assertLoads(run);
        assertThat(rowsOf("users", "id, name")).containsExactly(List.of("1", "b"), List.of("2", "c"));
    }

    @Test
    void aTableWithMoreColumnsKeepsThem() {
        database.load(schema("seed", ID_AND_NAME));
        execute(
                "CREATE TABLE %%s (%s INTEGER DEFAULT 7, %s %s, %s BIGINT)"
                        .formatted(database.quote("extra"), database.quote("name"), textType(), database.quote("id")),
                "wider");
        assertLoads(database.load(schema("wider", ID_AND_NAME), record("wider", "\"id\":1,\"name\":\"a\"")));
        assertThat(rowsOf("wider", "id, name, extra")).containsExactly(List.of("1", "a", "7"));
    }

    @Test
    void textComesBackAsItWasSent() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\\N",
                "\\.",
                "\\",
                "\\\\",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "\"quoted\"",
                "it's",
                "\\t",
                "\u0001\u001f\u007f",
                "NULL",
                "null",
                "0",
                "{}",
                "\ufeff",
                "é",
                "日本語",
                "\ud83d\ude00",
                "\udbff\udfff"));
        for (int plane = 0; plane <= 16; plane++) {
            texts.add(new String(Character.toChars(plane * 0x10000 + 0xE000)));
        }
        for (int length = 1; length < 40; length++) {
            texts.add("x".repeat(length) + "\\");
            texts.add("é".repeat(length) + "\n" + "y".repeat(length));
        }
        List<String> messages = new ArrayList<>(List.of(schema("texts", ID_AND_NAME, "id")));
        for (int i = 0; i < texts.size(); i++) {
            messages.add(record("texts", "\"id\":%d,\"name\":%s".formatted(i, json(texts.get(i)))));
        }
        assertLoads(database.load(messages.toArray(new String[0])));
        List<String> loaded =
                rowsOf("texts", "id, name").stream().map(row -> row.get(1)).toList();
        assertThat(loaded).isEqualTo(texts);
    }

    @Test
    void aTextOf20MegabytesComesBackWhole() {
        String text = "z\t\\é".repeat(4_000_000);
        assertLoads(database.load(
                schema("big", ID_AND_NAME + ",\"j\":{}", "id"),
                record("big", "\"id\":1,\"name\":%s,\"j\":[%s]".formatted(json(text), json("y".repeat(1_000_000))))));
        List<String> row = rowsOf("big", "id, j, name").get(0);
        assertThat(row.get(1)).hasSize(1_000_004);
        assertThat(row.get(2)).isEqualTo(text);
    }

    @Test
    void aThousandColumnsAreLoaded() {
        StringBuilder properties = new StringBuilder("\"id\":{\"type\":\"integer\"}");
        StringBuilder record = new StringBuilder("\"id\":1");
        for (int i = 1; i < 1000; i++) {
            properties.append(",\"c%d\":{\"type\":[\"string\",\"null\"]}".formatted(i));
            if (i % 50 == 0) {
                record.append(",\"c%d\":\"v%d\"".formatted(i, i));
            }
        }
        String[] messages = {schema("columns", properties.toString(), "id"), record("columns", record.toString())};
        assertLoads(database.load(messages));
        assertLoads(database.load(messages));
        assertThat(rowsOf("columns", "id, c1, c50, c950, c999"))
                .containsExactly(List.of("1", "null", "v50", "v950", "null"));
    }

    @Test
    void hostileAndLongNamesAreNamesLikeAnyOther() {
        String hostile = "x\"; drop table y; --";
        String longName = "n".repeat(100);
        String longTwin = "n".repeat(99) + "m";
        for (String name : List.of(hostile, "select", "Order By", "ключ", longName, longTwin, "a.b", "a'b", "a\\b")) {
            String properties = "\"id\":{\"type\":\"integer\"},%s:{\"type\":\"string\"}".formatted(json(name));
            assertLoads(database.load(
                    schema("y", ID_AND_NAME, "id"),
                    schema(name, properties, "id"),
                    record(name, "\"id\":1,%s:\"v\"".formatted(json(name))),
                    record(name, "\"id\":1,%s:\"w\"".formatted(json(name)))));
            assertThat(database.rows("SELECT * FROM " + database.table(fitted(name))))
                    .containsExactly(List.of("1", "w"));
        }
        assertThat(rowsOf("y", "id")).isEmpty();
        assertThat(fitted(longName)).isNotEqualTo(fitted(longTwin));
    }

    @Test
    void aNameThatIsNoNameIsRefused() {
        Run run = database.load(schema("s", "\"\":{\"type\":\"string\"}"));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine()).startsWith("SCHEMA_INVALID").contains("empty name");
    }

    @Test
    void twoStreamsForOneTableAreRefused() {
        Run run = database.loadWith(
                Map.of("default_target_schema", "one"), schema("a-users", ID_AND_NAME), schema("b-users", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("NAME_COLLISION")
                .contains("\"a-users\"")
                .contains("\"b-users\"")
                .contains(hasSchemas() ? "\"one\".\"users\"" : "\"users\"");
    }

    @Test
    void namesInSnakeCaseLoadAndUpsertByTheirKey() {
        String[] messages = {
            schema("WebOrders", "\"orderID\":{\"type\":\"integer\"},\"Full Name\":{\"type\":\"string\"}", "orderID"),
            record("WebOrders", "\"orderID\":1,\"Full Name\":\"a\""),
            record("WebOrders", "\"orderID\":1,\"Full Name\":\"b\"")
        };
        Map<String, Object> snake = Map.of("name_style", "snake", "table_prefix", "raw_");
        assertLoads(database.loadWith(snake, messages));
        assertLoads(database.loadWith(snake, messages));
        assertThat(rowsOf("raw_web_orders", "order_id, full_name")).containsExactly(List.of("1", "b"));
    }

    @Test
    void propertiesThatAreOneColumnInSnakeCaseAreRefused() {
        Run run = database.loadWith(
                Map.of("name_style", "snake"),
                schema("s", "\"userId\":{\"type\":\"integer\"},\"user_id\":{\"type\":\"integer\"}"));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("NAME_COLLISION")
                .contains("\"userId\" and \"user_id\"")
                .contains("set name_style to keep");
    }

    @Test
    void streamsThatAreOneTableInSnakeCaseAreRefused() {
        Run run = database.loadWith(
                Map.of("name_style", "snake"), schema("webOrders", ID_AND_NAME), schema("web_orders", ID_AND_NAME));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine()).startsWith("NAME_COLLISION").contains("\"webOrders\" and \"web_orders\"");
    }

    @Test
    void streamsWithOneLastPartKeepTheirWholeNames() {
        assertLoads(database.loadWith(
                Map.of("table_name", "stream"),
                schema("a-users", ID_AND_NAME),
                record("a-users", "\"id\":1"),
                schema("b-users", ID_AND_NAME),
                record("b-users", "\"id\":2")));
        assertThat(rowsOf("a-users", "id")).containsExactly(List.of("1"));
        assertThat(rowsOf("b-users", "id")).containsExactly(List.of("2"));
    }

    @Test
    void moreColumnsThanATableTakesAreRefusedBeforeAnyRow() {
        int most = maxColumns();
        assumeThat(most).as("the dialect declares a limit").isLessThan(Integer.MAX_VALUE);
        StringBuilder properties = new StringBuilder("\"id\":{\"type\":\"integer\"}");
        for (int i = 1; i <= most; i++) {
            properties.append(",\"c%d\":{\"type\":\"boolean\"}".formatted(i));
        }
        Run run = database.load(schema("wide", properties.toString(), "id"), record("wide", "\"id\":1"), state(1));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("TOO_MANY_COLUMNS: line 1, stream \"wide\"")
                .contains("%d columns".formatted(most + 1));
        assertThat(run.states()).isEmpty();
    }

    /** Whether a table of as many columns as the dialect declares, and a schema that is made for a test alone, are tried. */
    protected boolean triesLimits() {
        return true;
    }

    @Test
    void aTableWithAsManyColumnsAsItTakesGetsNoMore() {
        assumeThat(triesLimits()).isTrue();
        int most = maxColumns();
        assumeThat(most).as("the dialect declares a limit").isLessThan(Integer.MAX_VALUE);
        StringBuilder properties = new StringBuilder("\"id\":{\"type\":\"integer\"}");
        for (int i = 1; i < most; i++) {
            properties.append(",\"c%d\":{\"type\":\"boolean\"}".formatted(i));
        }
        assertLoads(database.load(
                schema("full", properties.toString()), record("full", "\"id\":1,\"c%d\":true".formatted(most - 1))));
        Run keyed = database.load(schema("keyed", properties.toString(), "id"));
        assertThat(keyed.lastLine())
                .startsWith("TOO_MANY_COLUMNS: line 1, stream \"keyed\"")
                .contains("for staging");
        Run run = database.load(
                schema("full", "\"id\":{\"type\":\"integer\"},\"more\":{\"type\":\"boolean\"}"),
                record("full", "\"id\":2"),
                state(1));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine())
                .startsWith("TABLE_INCOMPATIBLE: stream \"full\"")
                .contains("it has %d columns and would get 1 more".formatted(most));
        assertThat(run.states()).isEmpty();
        assertThat(rowsOf("full", "id")).containsExactly(List.of("1"));
    }

    @Test
    void aFirstBatchThatFailsLeavesNoRow() {
        database.load(schema("seed", ID_AND_NAME));
        String id = database.quote("id");
        execute(
                "CREATE TABLE %%s (%s BIGINT CHECK (%s < 50), %s %s)"
                        .formatted(id, id, database.quote("name"), textType()),
                "checked");
        List<String> messages = new ArrayList<>(List.of(schema("checked", ID_AND_NAME)));
        for (int i = 0; i < 100; i++) {
            messages.add(record("checked", "\"id\":%d,\"name\":\"secret value\"".formatted(i)));
        }
        messages.add(state(1));
        Run run = database.load(messages.toArray(new String[0]));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("LOAD_FAILED: stream \"checked\"").contains("100 rows");
        assertThat(run.err()).doesNotContain("secret value");
        assertThat(run.states()).isEmpty();
        assertThat(rowsOf("checked", "id")).isEmpty();
    }

    @Test
    void aRecordThatTheColumnCannotHoldStopsTheRunWithItsLine() {
        Run run = database.loadWith(
                Map.of("evolve", "fail"),
                schema("n", "\"id\":{\"type\":\"integer\"}"),
                record("n", "\"id\":9223372036854775807"),
                record("n", "\"id\":9223372036854775808"));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine())
                .startsWith("RECORD_INVALID: line 3, stream \"n\": property \"id\"")
                .contains("64 bits");
        assertThat(run.err()).doesNotContain("9223372036854775808");
        assertThat(rowsOf("n", "id")).containsExactly(List.of("9223372036854775807"));
    }

    @Test
    void aWholeNumberPastSixtyFourBitsWidensItsColumnAndTheRunGoesOn() {
        String properties = "\"id\":{\"type\":\"integer\"},\"n\":{\"type\":[\"integer\",\"null\"]}";
        List<String> messages = new ArrayList<>(List.of(schema("w", properties, "id")));
        for (int i = 0; i < 40; i++) {
            messages.add(record("w", "\"id\":%d,\"n\":%d".formatted(i % 10, i)));
        }
        messages.add(record("w", "\"id\":3,\"n\":9223372036854775808"));
        messages.add(record("w", "\"id\":4,\"n\":%s".formatted(longestWholeNumber())));
        messages.add(record("w", "\"id\":5,\"n\":2"));
        if (changesKeys()) {
            messages.add(record("w", "\"id\":18446744073709551616,\"n\":1"));
            messages.add(record("w", "\"id\":7,\"n\":37"));
            messages.add(record("w", "\"id\":18446744073709551616,\"n\":3"));
        }
        messages.add(state(1));
        Map<String, Object> small = Map.of("batch_size_rows", 7);
        Run run = database.loadWith(small, messages.toArray(new String[0]));
        if (!hasExactTypesPastSixtyFourBits()) {
            assertThat(run.lastLine()).startsWith("RECORD_INVALID: line 42, stream \"w\": property \"n\"");
            return;
        }
        assertLoads(run);
        assertThat(run.states().get(run.states().size() - 1)).isEqualTo("{\"n\":1}");
        assertThat(database.plan(messages.get(0)).states()).isEmpty();
        List<String> rows = new ArrayList<>(List.of(
                "0 30",
                "1 31",
                "2 32",
                "3 9223372036854775808",
                "4 " + longestWholeNumber(),
                "5 2",
                "6 36",
                "7 37",
                "8 38",
                "9 39"));
        if (changesKeys()) {
            rows.add("18446744073709551616 3");
        }
        for (int again = 0; again < 2; again++) {
            assertThat(wholeNumbers("w")).containsExactlyElementsOf(rows);
            assertLoads(database.loadWith(small, messages.toArray(new String[0])));
        }
    }

    /** Without an exponent or a fraction of zeros, which a decimal type may show. */
    private List<String> wholeNumbers(String table) {
        return rowsOf(table, "id, n").stream()
                .map(row -> row.stream()
                        .map(number ->
                                new BigDecimal(number).toBigIntegerExact().toString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void aRecordThatIsSkippedLeavesItsBatchWhole() {
        List<String> messages = new ArrayList<>(
                List.of(schema("some", "\"a\":{\"type\":\"string\"},\"id\":{\"type\":\"integer\"}", "id")));
        for (int i = 0; i < 100; i++) {
            String id = i % 3 == 0 ? "99999999999999999999" : String.valueOf(i % 10);
            messages.add(record("some", "\"a\":\"value %d\",\"id\":%s".formatted(i, id)));
        }
        messages.add(state(1));
        Map<String, Object> settings = Map.of("on_invalid", "skip", "evolve", "fail");
        Run run = database.loadWith(settings, messages.toArray(new String[0]));
        assertLoads(run);
        assertThat(run.states()).hasSize(1);
        assertThat(rowsOf("some", "id, a"))
                .containsExactly(
                        List.of("0", "value 80"),
                        List.of("1", "value 91"),
                        List.of("2", "value 92"),
                        List.of("3", "value 83"),
                        List.of("4", "value 94"),
                        List.of("5", "value 95"),
                        List.of("6", "value 86"),
                        List.of("7", "value 97"),
                        List.of("8", "value 98"),
                        List.of("9", "value 89"));
    }

    @Test
    void valuesOfAnotherKindThanTheSchemaSaysAreCheckedAgainstTheColumn() {
        Map<String, Object> unchecked = Map.of("validate_records", false);
        String properties =
                "\"t\":{\"type\":\"string\",\"format\":\"date-time\"},\"d\":{\"type\":\"string\",\"format\":\"date\"},"
                        + "\"i\":{\"type\":\"integer\"},\"b\":{\"type\":\"boolean\"},\"u\":{\"type\":\"string\",\"format\":\"uuid\"}";
        for (String wrong : List.of(
                "\"t\":\"now\"",
                "\"t\":\"infinity\"",
                "\"t\":\"2024-02-30T00:00:00Z\"",
                "\"t\":1",
                "\"d\":\"today\"",
                "\"d\":\"2024-1-1\"",
                "\"i\":\"abc\"",
                "\"i\":1.5",
                "\"i\":true",
                "\"i\":{}",
                "\"b\":\"yes\"",
                "\"b\":1",
                "\"u\":\"x\"",
                "\"u\":{}")) {
            Run run = database.loadWith(unchecked, schema("v", properties), record("v", wrong));
            assertThat(run.exit()).as(wrong).isEqualTo(4);
            assertThat(run.lastLine()).as(wrong).startsWith("RECORD_INVALID: line 2, stream \"v\": property \"");
        }
        assertLoads(database.loadWith(
                unchecked,
                schema("v", properties),
                record("v", "\"i\":\"12\",\"d\":\"2024-01-01\",\"b\":true"),
                record("v", "\"i\":1.0e2")));
        assertThat(rowsOf("v", "i")).containsExactly(List.of("12"), List.of("100"));
    }

    @Test
    void jsonColumnsHoldWhateverJsonThereIs() {
        String properties = "\"id\":{\"type\":\"integer\"},\"j\":{}";
        List<String> values = List.of(
                "{\"a\":{\"b\":[1,2.50,true,null,\"x\\ty\\\\\\\"\"]}}",
                "[]",
                "\"text with \\\"quotes\\\" and \\\\\"",
                "\"1\"",
                "1",
                "-0.5",
                "12345678901234567890123",
                "true",
                "false",
                "\"\"",
                "\"\\n\\u0001é\"",
                "[\"\\ud83d\\ude00\"]");
        List<String> messages = new ArrayList<>(List.of(schema("j", properties, "id")));
        for (int i = 0; i < values.size(); i++) {
            messages.add(record("j", "\"id\":%d,\"j\":%s".formatted(i, values.get(i))));
        }
        messages.add(record("j", "\"id\":%d,\"j\":null".formatted(values.size())));
        assertLoads(database.load(messages.toArray(new String[0])));
        List<List<String>> rows = rowsOf("j", "id, j");
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = tree(values.get(i));
            String loaded = rows.get(i).get(1);
            if (value.isTextual() && !hasJson()) {
                assertThat(loaded).isEqualTo(value.textValue());
            } else {
                assertThat(tree(loaded)).isEqualTo(value);
            }
        }
        assertThat(rows.get(values.size()).get(1)).isEqualTo("null");
    }

    private static JsonNode tree(String json) {
        try {
            return JsonTrees.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void aTextColumnTakesEveryKindOfScalar() {
        String properties =
                "\"id\":{\"type\":\"integer\"},\"v\":{\"type\":[\"string\",\"number\",\"boolean\",\"null\"]}";
        assertLoads(database.load(
                schema("mixed", properties, "id"),
                record("mixed", "\"id\":1,\"v\":\"a\""),
                record("mixed", "\"id\":2,\"v\":1.50"),
                record("mixed", "\"id\":3,\"v\":true"),
                record("mixed", "\"id\":4,\"v\":123456789012345678901234567890")));
        assertThat(rowsOf("mixed", "id, v"))
                .containsExactly(
                        List.of("1", "a"),
                        List.of("2", "1.50"),
                        List.of("3", "true"),
                        List.of("4", "123456789012345678901234567890"));
    }

    @Test
    void olderVersionsAreDeletedOrMarked() {
        String[] messages = {
            schema("users", ID_AND_NAME, "id"),
            "{\"type\":\"RECORD\",\"stream\":\"users\",\"version\":1,\"record\":{\"id\":1}}",
            "{\"type\":\"RECORD\",\"stream\":\"users\",\"version\":2,\"record\":{\"id\":2}}",
            "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"users\",\"version\":2}",
            "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"users\",\"version\":2}",
            state(1)
        };
        Run soft = database.loadWith(Map.of("add_record_metadata", true), messages);
        assertLoads(soft);
        assertThat(soft.states()).containsExactly("{\"n\":1}");
        String isLive = oneIf(database.quote("_sdc_deleted_at") + " IS NULL");
        String isNotDated = oneIf(database.quote("_sdc_extracted_at") + " IS NULL");
        assertThat(rowsOf("users", "id, " + isLive + ", _sdc_table_version, " + isNotDated))
                .containsExactly(List.of("1", "0", "1", "1"), List.of("2", "1", "2", "1"));
        assertLoads(database.loadWith(Map.of("add_record_metadata", true, "hard_delete", true), messages));
        assertThat(rowsOf("users", "id")).containsExactly(List.of("2"));
    }

    @Test
    void versionsArePassedOverWithoutMetadata() {
        assertLoads(database.load(
                schema("users", ID_AND_NAME, "id"),
                record("users", "\"id\":1"),
                "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"users\",\"version\":2}"));
        assertThat(rowsOf("users", "id")).containsExactly(List.of("1"));
    }

    @Test
    void partsOfTheStreamsNameAreSchemaAndTable() {
        assumeThat(hasSchemas()).isTrue();
        Map<String, Object> noSchema = Map.of("default_target_schema", "");
        String schema = "part_" + UUID.randomUUID().toString().substring(0, 8);
        assertLoads(database.loadWith(
                noSchema,
                schema("shop-" + schema + "-orders", ID_AND_NAME, "id"),
                record("shop-" + schema + "-orders", "\"id\":1")));
        String orders = database.quote(schema) + "." + database.quote("orders");
        assertThat(database.value("SELECT count(*) FROM " + orders)).isEqualTo("1");
        database.execute("DROP TABLE " + orders);
        database.execute("DROP SCHEMA " + database.quote(schema));
    }
}
