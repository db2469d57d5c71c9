package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows and states in one transaction, from STATE to STATE, on a real database. */
abstract class ExactlyOnceContract {
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"name\":{\"type\":[\"string\",\"null\"]}";
    private static final String NOT_JSON = "{\"type\":";
    private static final int BATCH = 3;

    /** Rows whose batches are as many as end an epoch at the next STATE. */
    private static final int EPOCH = 8 * BATCH;

    TestDatabase database;

    abstract TestDatabase newDatabase();

    abstract Connector connector();

    @BeforeEach
    void openDatabase() {
        database = newDatabase();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static Map<String, Object> settings(Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "state_backend",
                "table",
                "state_id",
                "pipeline",
                "load_method",
                "append-only",
                "batch_size_rows",
                BATCH));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private Run load(Map<String, Object> settings, Object... messages) {
        List<String> lines = new ArrayList<>();
        for (Object message : messages) {
            if (message instanceof List<?> several) {
                several.forEach(line -> lines.add(String.valueOf(line)));
            } else {
                lines.add(String.valueOf(message));
            }
        }
        return database.loadWith(settings, lines.toArray(new String[0]));
    }

    private static List<String> rows(String stream, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> record(stream, "\"id\":%d,\"name\":\"n%d\"".formatted(id, id)))
                .toList();
    }

    private List<String> ids(String table) {
        return database.rows("SELECT id FROM %s ORDER BY id".formatted(database.table(table))).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private String storedState() {
        return database.value("SELECT state FROM " + database.table("_connector_state"));
    }

    private void assertLoads(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void rowsAndStateAreCommittedTogether() {
        Run run = load(
                settings(),
                schema("a", PROPERTIES),
                schema("b", PROPERTIES),
                rows("a", 1, EPOCH + 1),
                rows("b", 1, 1),
                state(1),
                rows("a", EPOCH + 2, EPOCH + 2),
                state(2));
        assertLoads(run);
        assertThat(run.states()).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(ids("a")).isEqualTo(numbers(1, EPOCH + 2));
        assertThat(storedState()).isEqualTo("{\"n\":2}");
    }

    @Test
    void aRunThatBreaksOffLeavesNoRowAfterItsLastState() {
        Run broken = load(
                settings(), schema("a", PROPERTIES), rows("a", 1, EPOCH), state(1), rows("a", EPOCH + 1, 50), NOT_JSON);
        assertThat(broken.exit()).isEqualTo(4);
        assertThat(broken.states()).containsExactly("{\"n\":1}");
        assertThat(ids("a")).isEqualTo(numbers(1, EPOCH));
        assertThat(storedState()).isEqualTo("{\"n\":1}");
        assertLoads(load(settings(), schema("a", PROPERTIES), rows("a", EPOCH + 1, 50), state(2)));
        assertThat(ids("a")).isEqualTo(numbers(1, 50));
    }

    @Test
    void rowsAfterTheLastStateAreRefusedAtTheEndOfTheInput() {
        Run run = load(
                settings(), schema("a", PROPERTIES), rows("a", 1, EPOCH), state(1), rows("a", EPOCH + 1, EPOCH + 5));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine()).startsWith("STATE_MISSING: end of input: 5 records follow the last STATE");
        assertThat(ids("a")).isEqualTo(numbers(1, EPOCH));
    }

    @Test
    void aTableMayChangeInTheMiddleOfAnEpoch() {
        String more = PROPERTIES + ",\"age\":{\"type\":\"integer\"}";
        List<Object> messages = List.of(
                schema("a", PROPERTIES),
                rows("a", 1, 4),
                schema("a", more),
                record("a", "\"id\":5,\"age\":7"),
                rows("a", 6, 9));
        List<Object> broken = new ArrayList<>(messages);
        broken.add(NOT_JSON);
        assertThat(load(settings(), broken.toArray()).exit()).isEqualTo(4);
        List<Object> whole = new ArrayList<>(messages);
        whole.add(state(9));
        assertLoads(load(settings(), whole.toArray()));
        assertThat(ids("a")).isEqualTo(numbers(1, 9));
        assertThat(database.value("SELECT age FROM %s WHERE id = 5".formatted(database.table("a"))))
                .isEqualTo("7");
    }

    /** Whether a column of whole numbers can become one of an exact type that holds more than 64 bits. */
    boolean hasExactTypesPastSixtyFourBits() {
        return true;
    }

    @Test
    void aColumnMayBeWidenedInTheMiddleOfAnEpoch() {
        assumeThat(hasExactTypesPastSixtyFourBits()).isTrue();
        String wide = record("a", "\"id\":9223372036854775808");
        assertLoads(load(settings(), schema("a", PROPERTIES), rows("a", 1, 5), wide, rows("a", 6, 6), state(1)));
        assertThat(ids("a")).containsExactly("1", "2", "3", "4", "5", "6", "9223372036854775808");
        assertThat(storedState()).isEqualTo("{\"n\":1}");
    }

    @Test
    void oneKeyMayComeInManyBatchesOfAnEpoch() {
        Map<String, Object> upsert = settings("load_method", "upsert");
        List<String> again = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            again.add(record("a", "\"id\":%d,\"name\":\"v%d\"".formatted(i % 4, i)));
        }
        assertLoads(load(upsert, schema("a", PROPERTIES, "id"), again, state(1)));
        assertLoads(load(upsert, schema("a", PROPERTIES, "id"), again, state(2)));
        assertThat(database.rows("SELECT id, name FROM %s ORDER BY id".formatted(database.table("a"))))
                .containsExactly(List.of("0", "v16"), List.of("1", "v17"), List.of("2", "v18"), List.of("3", "v19"));
        assertThat(storedState()).isEqualTo("{\"n\":2}");
    }

    @Test
    void versionsAreActivatedWithinTheEpoch() {
        String[] messages = {
            schema("users", PROPERTIES, "id"),
            "{\"type\":\"RECORD\",\"stream\":\"users\",\"version\":1,\"record\":{\"id\":1}}",
            "{\"type\":\"RECORD\",\"stream\":\"users\",\"version\":2,\"record\":{\"id\":2}}",
            "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"users\",\"version\":2}"
        };
        Map<String, Object> hard = settings("add_record_metadata", true, "hard_delete", true);
        assertThat(load(hard, messages[0], messages[1], messages[2], messages[3], NOT_JSON)
                        .exit())
                .isEqualTo(4);
        assertLoads(load(hard, messages[0], messages[1], messages[2], messages[3], state(1)));
        assertThat(ids("users")).containsExactly("2");
    }

    @Test
    void aStateIdIsRequiredAndOtherPlacesAndModesAreRefused() {
        Map<String, Object> nameless = new HashMap<>(settings());
        nameless.remove("state_id");
        for (Map<String, Object> wrong :
                List.of(nameless, settings("state_mode", "bookmarks"), settings("state_file_path", "/nowhere/state"))) {
            Run run = load(wrong, schema("a", PROPERTIES));
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.lastLine()).startsWith("CONFIG_INVALID: configuration: state_backend is table, and state_");
        }
    }

    @Test
    void eachStateIdHasAStateOfItsOwn() {
        assertLoads(load(settings("state_id", "one"), schema("a", PROPERTIES), rows("a", 1, 1), state(1)));
        assertLoads(load(settings("state_id", "two"), schema("b", PROPERTIES), rows("b", 1, 1), state(2)));
        assertThat(database.rows(
                        "SELECT state_id, state FROM %s ORDER BY 1".formatted(database.table("_connector_state"))))
                .containsExactly(List.of("one", "{\"n\":1}"), List.of("two", "{\"n\":2}"));
    }

    @Test
    void theStateIsPrintedForTheTap() {
        assertThat(printState(settings())).isEqualTo("{}\n");
        assertLoads(load(settings(), schema("a", PROPERTIES), rows("a", 1, 1), state(1)));
        assertThat(printState(settings())).isEqualTo("{\"n\":1}\n");
        assertThat(printState(settings("state_id", "another"))).isEqualTo("{}\n");
        assertThat(printState(Map.of())).startsWith("exit 2");
    }

    private String printState(Map<String, Object> settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(), out, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
        int exit = ConnectorCommand.run(
                connector(), streams, "--config", database.configFile(settings).toString(), "--print-state");
        return exit == 0 ? out.toString(UTF_8) : "exit " + exit;
    }

    @Test
    void aStreamMustNotBeLoadedIntoTheTableOfStates() {
        Run run = load(settings(), schema("_connector_state", PROPERTIES));
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.lastLine()).startsWith("NAME_COLLISION: line 1, stream \"_connector_state\"");
    }

    /** Whether a live run holds the lock of a state; false where none is taken. */
    boolean isLocked() {
        return false;
    }

    /** Whether it is the connector that refuses a second run, by a lock. */
    boolean refusesASecondRun() {
        return true;
    }

    @Test
    @Timeout(120)
    void aSecondLiveRunWithTheSameIdIsRefused() throws Exception {
        assumeThat(refusesASecondRun()).isTrue();
        PipedOutputStream feed = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(feed, 1 << 16);
        CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> database.loadWith(settings(), in));
        send(feed, schema("a", PROPERTIES));
        while (!isLocked()) {
            assertThat(first.isDone() || Thread.interrupted()).isFalse();
        }
        Run second = load(settings(), schema("a", PROPERTIES), rows("a", 1, 1), state(1));
        assertThat(second.exit()).as(second.err()).isEqualTo(3);
        assertThat(second.lastLine())
                .startsWith("DESTINATION_BUSY")
                .contains("another run with state_id \"pipeline\" is alive");
        send(feed, rows("a", 2, 2), state(2));
        feed.close();
        assertLoads(first.get());
        assertLoads(load(settings(), schema("a", PROPERTIES), rows("a", 3, 3), state(3)));
        assertThat(ids("a")).isEqualTo(numbers(2, 3));
    }

    /** Another owner is written into the row, as another run does where the database has no locks by name. */
    @Test
    void aRunWhoseStateWasTakenOverCommitsNothingMore() throws Exception {
        PipedOutputStream feed = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(feed, 1 << 16);
        CompletableFuture<Run> run = CompletableFuture.supplyAsync(() -> database.loadWith(settings(), in));
        send(feed, schema("a", PROPERTIES), rows("a", 1, EPOCH), state(1), rows("a", 98, 98));
        while (!committed().equals("{\"n\":1}")) {
            Thread.onSpinWait();
        }
        database.execute("UPDATE %s SET run_id = 'another'".formatted(database.table("_connector_state")));
        send(feed, rows("a", 99, 99), state(2));
        feed.close();
        assertThat(run.get().exit()).isEqualTo(5);
        assertThat(run.get().lastLine()).contains("another run has taken over state_id \"pipeline\"");
        assertThat(run.get().states()).containsExactly("{\"n\":1}");
        assertThat(ids("a")).isEqualTo(numbers(1, EPOCH));
        assertThat(storedState()).isEqualTo("{\"n\":1}");
    }

    private String committed() {
        try {
            List<List<String>> states = database.rows("SELECT state FROM " + database.table("_connector_state"));
            return states.isEmpty() ? "" : states.get(0).get(0);
        } catch (IllegalStateException e) {
            return ""; // there is no such table yet
        }
    }

    private static void send(PipedOutputStream feed, Object... messages) throws IOException {
        for (Object message : messages) {
            String lines = message instanceof List<?> several
                    ? String.join("\n", several.stream().map(String::valueOf).toList())
                    : String.valueOf(message);
            feed.write((lines + "\n").getBytes(UTF_8));
        }
        feed.flush();
    }
}
