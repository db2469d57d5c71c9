package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.testkit.DialectContract;
import dev.connectorkit.testkit.destination.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that the kit does not know, by a dialect of a few lines, and without any. */
class OwnDialectTest extends DialectContract {
    @Override
    protected TestDatabase newDatabase() {
        return JdbcDatabase.hsqldb();
    }

    @Override
    protected boolean changesKeys() {
        return false;
    }

    @Override
    protected String epochSeconds(String column) {
        return "DATEDIFF('second', TIMESTAMP '1970-01-01 00:00:00', %s)".formatted(column);
    }

    @Override
    protected boolean hasJson() {
        return false;
    }

    @Override
    protected String textType() {
        return "VARCHAR(1000)";
    }

    /** Standard SQL says nothing of more than the 38 digits that {@code ansi} asks for. */
    @Override
    protected String longestWholeNumber() {
        return "-" + "9".repeat(38);
    }

    @Override
    protected String foreignType() {
        return "INTERVAL DAY";
    }

    @Override
    protected String hex(String column) {
        return "RAWTOHEX(CAST(%s AS VARBINARY(1000)))".formatted(column);
    }

    @Test
    void noStagingTableStaysBehind() {
        assertLoads(database.load(schema("users", ID_AND_NAME, "id"), record("users", "\"id\":1")));
        assertThat(database.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly(List.of("users"));
    }

    @Test
    void aDatabaseWithoutADialectIsLoadedInStandardSql() {
        try (TestDatabase plain = new JdbcDatabase("ansi", JdbcDatabase.hsqldbUrl())) {
            String properties = ID_AND_NAME + ",\"code\":{\"type\":\"string\",\"maxLength\":3},"
                    + "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"price\":{\"type\":\"number\",\"multipleOf\":0.01},"
                    + "\"tags\":{\"type\":\"array\"}";
            for (String name : List.of("a", "b")) {
                assertLoads(plain.load(
                        schema("users", properties, "id"),
                        record(
                                "users",
                                "\"id\":1,\"name\":\"%s\",\"code\":\"éöü\",\"at\":\"2024-01-01T02:00:00.123456+02:00\",\"price\":12345678901234567890.12,\"tags\":[1, 2]"
                                        .formatted(name))));
            }
            assertThat(plain.rows(
                            "SELECT \"id\", \"name\", \"code\", CAST(\"at\" AS VARCHAR(40)), \"price\", \"tags\" FROM "
                                    + plain.table("users")))
                    .containsExactly(List.of(
                            "1", "b", "éöü", "2024-01-01 00:00:00.123456", "12345678901234567890.12", "[1, 2]"));
        }
    }
}
