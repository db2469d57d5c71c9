package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static dev.connectorkit.testkit.destination.TestDatabase.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first load into an empty keyed table of PostgreSQL, which does without staging while no key comes twice. */
class FirstLoadTest {
    private static final String PROPERTIES =
            "\"id\":{\"type\":\"number\"},\"k\":{\"type\":\"string\"},\"v\":{\"type\":\"string\"}";

    private final PostgresDatabase database = new PostgresDatabase();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static String row(String id, String k, String v) {
        return record("t", "\"id\":%s,\"k\":\"%s\",\"v\":\"%s\"".formatted(id, k, v));
    }

    private void load(Map<String, Object> settings, List<String> rows) {
        List<String> messages = new ArrayList<>(List.of(schema("t", PROPERTIES, "id", "k")));
        messages.addAll(rows);
        messages.add(state(1));
        Run run = database.loadWith(settings, messages.toArray(new String[0]));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.states()).containsExactly("{\"n\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theLastOfEqualKeysWinsWithinAndAcrossBatches(int lanes) {
        Map<String, String> expected = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            int id = i < 1000 ? i % 333 : i * 31 % 1500; // the first batches have keys of their own, later ones do not
            String v = "x".repeat(i % 7 == 0 ? 3000 : 3) + i; // over several pages
            rows.add(row(Integer.toString(id), "a\\tb", v));
            expected.put(Integer.toString(id), v);
        }
        load(Map.of("batch_size_rows", 500, "stream_parallelism", lanes), rows);
        Map<String, String> loaded = new HashMap<>();
        database.rows("SELECT id, v FROM " + database.table("t")).forEach(row -> loaded.put(row.get(0), row.get(1)));
        assertThat(loaded).isEqualTo(expected);
    }

    @Test
    void twoSpellingsOfOneNumberAreOneKey() {
        load(
                Map.of(),
                List.of(
                        row("1", "k", "first"),
                        row("1.0", "k", "second"),
                        row("2", "k", "other"),
                        row("1", "k", "third")));
        assertThat(database.rows("SELECT trunc(id)::text, v FROM %s ORDER BY 1".formatted(database.table("t"))))
                .containsExactly(List.of("1", "third"), List.of("2", "other"));
    }

    /** A user who must not make temporary tables can load what needs no staging, and nothing else. */
    @Test
    void nothingIsStagedWhileKeysAreNew() {
        String role = "r_" + UUID.randomUUID().toString().substring(0, 8);
        String name = PostgresDatabase.server().database();
        database.execute("CREATE ROLE %s LOGIN PASSWORD 'p'".formatted(role));
        database.execute("CREATE SCHEMA %s AUTHORIZATION %s".formatted(database.schema(), role));
        database.execute("REVOKE TEMPORARY ON DATABASE \"%s\" FROM PUBLIC".formatted(name));
        try {
            Map<String, Object> asRole = Map.of("user", role, "password", "p");
            load(asRole, List.of(row("1", "k", "a"), row("1", "k", "b"), row("2", "k", "c")));
            assertThat(database.rows("SELECT id, v FROM %s ORDER BY 1".formatted(database.table("t"))))
                    .containsExactly(List.of("1", "b"), List.of("2", "c"));
            Run second = database.loadWith(asRole, schema("t", PROPERTIES, "id", "k"), row("3", "k", "d"));
            assertThat(second.exit()).isEqualTo(5);
            assertThat(second.lastLine()).contains("SQLSTATE 42501");
        } finally {
            database.execute("GRANT TEMPORARY ON DATABASE \"%s\" TO PUBLIC".formatted(name));
            database.execute("DROP OWNED BY %s CASCADE".formatted(role));
            database.execute("DROP ROLE " + role);
        }
    }
}
