package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverwritePostgresTest extends OverwriteContract {
    @Override
    TestDatabase newDatabase() {
        return new PostgresDatabase();
    }

    @Override
    List<String> indexes() {
        return database
                .rows("SELECT indexname FROM pg_indexes WHERE schemaname = '%s'"
                        .formatted(((PostgresDatabase) database).schema()))
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** The driver lists indexes, too, which keep the name that they were made with. */
    @Override
    List<String> tablesBeside() {
        return database
                .rows("SELECT tablename FROM pg_tables WHERE schemaname = '%s' AND tablename LIKE '%%\\_\\_new\\_%%'"
                        .formatted(((PostgresDatabase) database).schema()))
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void aGrantOutlivesTheReplacement() {
        database.execute("GRANT SELECT ON %s TO PUBLIC".formatted(database.table("t")));
        assertLoads(database.loadWith(OVERWRITE, schema("t", PROPERTIES, "id"), row(3, "c")));
        assertThat(rows()).containsExactly("3 c");
        assertThat(database.value("SELECT array_to_string(relacl, ' ') FROM pg_class WHERE oid = '%s'::regclass"
                        .formatted(database.table("t"))))
                .contains("=r/");
    }

    @Test
    void rowsThatOthersReferToStayAndTheRunFails() {
        database.execute(
                "CREATE TABLE %s (t bigint REFERENCES %s)".formatted(database.table("child"), database.table("t")));
        database.execute("INSERT INTO %s VALUES (7)".formatted(database.table("child")));
        Run run = database.loadWith(OVERWRITE, schema("t", PROPERTIES, "id"), row(3, "c"));
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.lastLine()).startsWith("LOAD_FAILED: stream \"t\"").contains("23503");
        assertThat(rows()).containsExactly("1 old", "2 old", "7 old");
    }
}
