package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.destination.TestDatabase;
import dev.connectorkit.testkit.destination.TestDatabase.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a descriptor says of types, on real databases. */
class TypeRulesTest {
    private static final String PROPERTIES = "\"id\":{\"type\":\"integer\"},\"code\":{\"type\":\"integer\"},"
            + "\"price\":{\"type\":[\"number\",\"null\"],\"x-sql-datatype\":\"text\"}";

    private static final String ARRAYS = "\"id\":{\"type\":\"integer\"},"
            + "\"tags\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":[\"string\",\"null\"]}},"
            + "\"whole\":{\"anyOf\":[{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},{\"type\":\"null\"}]},"
            + "\"money\":{\"type\":\"array\",\"items\":{\"type\":\"number\",\"multipleOf\":0.01}},"
            + "\"ratios\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}},"
            + "\"flags\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}},"
            + "\"nested\":{\"type\":\"array\",\"items\":{\"type\":\"array\"}}";

    @ParameterizedTest
    @CsvSource({"postgres,numeric", "duckdb,decimal", "h2,decimal", "sqlite,decimal"})
    void aColumnIsOfTheTypeThatTheDescriptorNamesWhateverTheSchemaSays(String dialect, String decimal) {
        String whole = dialect.equals("sqlite") ? "INTEGER" : "SmallInt";
        TypeRules rules = TypeRules.NONE
                .type("*", "code", whole)
                .type("*", "price", "date")
                .type("t", "price", " decimal(10, 2)");
        try (TestDatabase database = database(dialect, rules)) {
            String stream = schema("t", PROPERTIES, "id");
            assertThat(String.join("", database.plan(stream).states()).toLowerCase(Locale.ROOT))
                    .contains("\"code\" " + whole.toLowerCase(Locale.ROOT))
                    .contains("\"price\" %s(10,2)".formatted(decimal));
            Run run = database.loadWith(
                    Map.of("on_invalid", "skip"),
                    stream,
                    record("t", "\"id\":1,\"code\":32767,\"price\":12345678.90"),
                    record("t", "\"id\":2,\"code\":9223372036854775808"),
                    record("t", "\"id\":3,\"price\":0.005"),
                    record("t", "\"id\":4,\"price\":null"));
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(database.rows("SELECT \"id\", \"code\", \"price\" * 10 FROM %s ORDER BY 1"
                            .formatted(database.table("t"))))
                    .extracting(row ->
                            row.get(0) + " " + row.get(1) + " " + row.get(2).replaceAll("\\.0+$", ""))
                    .containsExactly("1 32767 123456789", "4 null null");
            assertThat(database.plan(stream).states()).isEmpty();
        }
    }

    @Test
    void aTypeOfTheDescriptorThatTheDatabaseDoesNotHaveIsRefusedAtItsSchema() {
        try (TestDatabase database = database("duckdb", TypeRules.NONE.type("t", "code", "geometry"))) {
            Run run = database.load(schema("t", PROPERTIES, "id"));
            assertThat(run.exit()).isEqualTo(4);
            assertThat(run.lastLine())
                    .contains(
                            "stream \"t\", property \"code\": the type \"geometry\" (sql.types) is none that DuckDB has")
                    .contains("BIGINT, BLOB, BOOLEAN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "duckdb", "h2"})
    void arraysOfScalarsAreTheDatabasesOwnWhereAsked(String dialect) {
        try (TestDatabase database = database(dialect, TypeRules.NONE.withNativeArrays())) {
            String stream = schema("a", ARRAYS, "id");
            String[] messages = {
                stream,
                record(
                        "a",
                        "\"id\":1,\"tags\":[\"a\",null,\"\",\"b\\\\\\\"{,}\\u00e9\"],\"whole\":[1,-9223372036854775808],"
                                + "\"money\":[0.1,-12.34],\"ratios\":[0.1,1e10],\"flags\":[true,false],\"nested\":[[1],[]]"),
                record("a", "\"id\":2,\"tags\":[],\"whole\":null,\"money\":[],\"ratios\":[]"),
                record("a", "\"id\":3,\"whole\":[9223372036854775808]"),
                record("a", "\"id\":4,\"ratios\":[1e400]")
            };
            for (int again = 0; again < 2; again++) { // the second time staged, into the table that is there
                Run run = database.loadWith(Map.of("on_invalid", "skip"), messages);
                assertThat(run.exit()).as(run.err()).isZero();
            }
            Run failing = database.load(stream, messages[3]);
            assertThat(failing.exit()).isEqualTo(4);
            assertThat(failing.lastLine()).contains("property \"whole\" has an element that its column of type");
            String size = dialect.equals("duckdb") ? "len" : "cardinality";
            assertThat(database.rows(
                            "SELECT \"id\", %s(\"tags\"), \"tags\"[2], \"tags\"[4], \"whole\"[2], \"money\"[2] * 100, \"ratios\"[2] / 1e10, \"flags\"[1] FROM %s WHERE \"id\" = 1"
                                    .formatted(size, database.table("a"))))
                    .extracting(row -> String.join(" ", row)
                            .replaceAll("\\.0+( |$)", "$1")
                            .replace("true", "t")
                            .replace("TRUE", "t"))
                    .containsExactly("1 4 null b\\\"{,}\u00e9 -9223372036854775808 -1234 1 t");
            assertThat(database.rows("SELECT %s(\"tags\"), \"whole\", \"flags\" FROM %s WHERE \"id\" = 2"
                            .formatted(size, database.table("a"))))
                    .containsExactly(List.of("0", "null", "null"));
            assertThat(database.plan(stream).states()).isEmpty();
        }
    }

    @Test
    void arraysAreJsonWhereTheDatabaseHasNoneOfItsOwn() {
        try (TestDatabase database = database("sqlite", TypeRules.NONE.withNativeArrays())) {
            Run run = database.load(schema("a", ARRAYS, "id"), record("a", "\"id\":1,\"tags\":[\"a\",null]"));
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(database.value("SELECT \"tags\" FROM a")).isEqualTo("[\"a\",null]");
        }
    }

    private static TestDatabase database(String dialect, TypeRules rules) {
        return switch (dialect) {
            case "postgres" -> {
                PostgresDatabase postgres = new PostgresDatabase();
                yield new RuledDatabase(postgres, postgres.connector(), postgres.configuration(), dialect, rules);
            }
            case "h2" -> {
                JdbcDatabase h2 =
                        new JdbcDatabase("h2", "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
                yield new RuledDatabase(h2, h2.connector(), h2.configuration(), dialect, rules);
            }
            case "sqlite" -> {
                SqliteDatabase sqlite = new SqliteDatabase();
                yield new RuledDatabase(sqlite, sqlite.connector(), sqlite.configuration(), dialect, rules);
            }
            default -> {
                DuckDbDatabase duckDb = new DuckDbDatabase();
                yield new RuledDatabase(duckDb, duckDb.connector(), duckDb.configuration(), dialect, rules);
            }
        };
    }

    /** A database whose connector has rules for types. */
    private static final class RuledDatabase extends TestDatabase {
        private final TestDatabase standard;
        private final Connector connector;
        private final Map<String, Object> configuration;
        private final String dialect;
        private final TypeRules rules;

        RuledDatabase(
                TestDatabase standard,
                Connector connector,
                Map<String, Object> configuration,
                String dialect,
                TypeRules rules) {
            this.standard = standard;
            this.connector = connector;
            this.configuration = configuration;
            this.dialect = dialect;
            this.rules = rules;
        }

        @Override
        protected Connector connector() {
            return new Connector() {
                @Override
                public ConnectorInfo info() {
                    return connector.info();
                }

                @Override
                public Target open(Settings settings) {
                    return new SqlTarget(dialect, settings, rules);
                }
            };
        }

        @Override
        protected Map<String, Object> configuration() {
            return configuration;
        }

        @Override
        public Connection connect() throws SQLException {
            return standard.connect();
        }

        @Override
        public String table(String name) {
            return standard.table(name);
        }

        @Override
        public void close() {
            standard.close();
        }
    }
}
