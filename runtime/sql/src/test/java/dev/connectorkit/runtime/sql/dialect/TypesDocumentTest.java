package dev.connectorkit.runtime.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.schema.SchemaCompiler;
import dev.connectorkit.runtime.schema.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/types.md to the dialects; with {@code -Dgolden.update=true} it is written. */
class TypesDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/types.md");
    private static final List<String> DIALECTS = List.of("postgres", "duckdb", "sqlite", "h2", "mariadb", "ansi");

    private static final String ARRAY = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

    /** Shapes of a property's JSON Schema; {@code null} may be among the types of each. */
    private static final List<String> SHAPES = List.of(
            "{\"type\":\"boolean\"}",
            "{\"type\":\"integer\"}",
            "{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}",
            "{\"type\":\"integer\",\"minimum\":0,\"maximum\":100000}",
            "{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551615}",
            "{\"type\":\"number\"}",
            "{\"type\":\"number\",\"multipleOf\":0.01}",
            "{\"type\":\"string\",\"format\":\"x-singer.decimal\"}",
            "{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":10,\"scale\":2}",
            "{\"type\":\"string\",\"format\":\"x-singer.decimal\",\"precision\":38,\"scale\":10}",
            "{\"type\":\"string\"}",
            "{\"type\":\"string\",\"maxLength\":20}",
            "{\"type\":\"string\",\"format\":\"date-time\"}",
            "{\"type\":\"string\",\"format\":\"date\"}",
            "{\"type\":\"string\",\"format\":\"time\"}",
            "{\"type\":\"string\",\"format\":\"uuid\"}",
            "{\"type\":\"string\",\"format\":\"email\"}",
            "{\"type\":\"string\",\"contentEncoding\":\"base64\"}",
            "{\"type\":\"object\"}",
            ARRAY,
            "{\"type\":[\"integer\",\"string\"]}",
            "{\"type\":[\"boolean\",\"number\"]}",
            "{\"type\":[\"string\",\"object\"]}",
            "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"object\"}]}",
            "{\"anyOf\":[{\"type\":\"string\",\"format\":\"date-time\"},{\"type\":\"null\"}]}",
            "{\"anyOf\":[{\"type\":\"string\",\"format\":\"date-time\"},{\"type\":\"string\"}]}",
            "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}",
            "{\"allOf\":[{\"type\":\"integer\"},{\"minimum\":0,\"maximum\":100}]}",
            "{\"enum\":[1,2]}",
            "{\"const\":\"a\"}",
            "{\"type\":\"null\"}",
            "{}");

    @Test
    void theDocumentSaysWhatTheDialectsSay() throws IOException {
        String document = document();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Types

                Which column a property gets, by the shape of its JSON Schema. This page is made from the code: a test compares it,
                and writes it with `-Dgolden.update=true`.

                A column that is there already keeps its type where it can hold the values, and the values follow it. `null` among
                the types changes nothing. A value that its column would change is never loaded: a number that a double does not
                give back digit for digit falls under the rule `inexact`, one that is too large under `too_long` (`on_invalid_rules`).
                Before that, with `evolve: widen`, a column for whole numbers of 64 bits becomes one of an exact wider type, where the
                table below has such a type for an integer with that limit.

                Date-times are kept as instants, to the microsecond: where the type has no zone they are in UTC. What comes without
                an offset is in UTC, `:60` is the next second, a time with an offset is moved to UTC.

                """);
        text.append("| JSON Schema | ")
                .append(DIALECTS.stream()
                        .map(name -> Dialects.named(name).label())
                        .map(label -> label.equals("the database") ? "`ansi`" : label)
                        .collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(DIALECTS.size()))
                .append('\n');
        SHAPES.forEach(shape -> text.append("| `%s`%s | %s |\n"
                .formatted(
                        shape.replace("|", "\\|"),
                        shape.contains("contentEncoding") ? ", `interpret_content_encoding`" : "",
                        DIALECTS.stream().map(name -> column(name, shape)).collect(Collectors.joining(" | ")))));
        text.append("| `%s`, `sql.arrays: native` | %s |\n"
                .formatted(
                        ARRAY,
                        DIALECTS.stream().map(TypesDocumentTest::nativeArray).collect(Collectors.joining(" | "))));
        return text.append("""

                ## Types by name

                `x-sql-datatype` in a property's schema, as Meltano's targets read it, names the type of its column; of a schema with
                `anyOf`, `oneOf` or `allOf`, also in one of its parts. `sql.types` in `connector.yaml` does the same, by stream (`*` for
                any) and property, and comes first:

                ```yaml
                sql:
                  dialect: postgres
                  types:
                    orders:
                      total: numeric(12,2)
                    "*":
                      updated_at: timestamp without time zone
                ```

                A name is taken where the database has the type, columns can be made of it, and a value that the schema admits may fit:
                else the stream's SCHEMA is refused (`SCHEMA_INVALID`), and the message lists what it takes. Values go into the column
                as into one that was there before; one that does not fit follows its rule, and widens nothing. A table that is there is
                widened for a named type, never narrowed.

                ## Bytes

                With `interpret_content_encoding: true`, text whose schema has `contentEncoding` `base64` or `base16` is kept as the
                bytes that it stands for, in columns of the type in the table above. Without it (the default, as target-postgres has
                it) it is kept as text. What is no such text is invalid (`on_invalid`). A key stays text.

                ## Arrays

                `sql.arrays: native` in `connector.yaml` makes an array of strings, numbers or booleans one of the database's own where
                it has them: `text[]` in PostgreSQL, `VARCHAR[]` in DuckDB, `CHARACTER VARYING ARRAY` in H2, and so on by the type of its
                elements. An element that the column does not hold makes its record invalid. Without it arrays are JSON. Such columns that
                are there already are loaded in either case.

                ## What the table does not say

                - **SQLite** has no decimals and no times. A decimal of more than 15 digits is text, since SQLite would make a
                  double of it; date-times are text that its functions read and that sorts by time; booleans are 0 and 1.
                - **MariaDB** compares text byte for byte (`utf8mb4_nopad_bin`). A text key is `VARCHAR(255)`, here and in `ansi`; a
                  longer one falls under `too_long`. MySQL is not tested.
                - **`ansi`** has no type for JSON: objects and arrays are text, and a JSON string is kept without its quotes.
                - **Columns that others made** keep what they are, so that a value may fit less than the table says: a fraction of a
                  second that MariaDB's `datetime` or `time` would cut off is `inexact`, a time past 2038 in its `timestamp` a bad date
                  (`bad_date`), a number below zero in an unsigned column `too_long`.
                - **NUL**: PostgreSQL takes none in text (`sanitize_null_text_characters`); the others keep them.
                - **Years** are 1 to 9999. PostgreSQL and DuckDB keep also what an offset moves just beyond these.
                """).toString();
    }

    private static String column(String dialect, String shape) {
        Dialect named = Dialects.named(dialect);
        return "`" + named.describe(named.typeOf(type(shape))) + "`";
    }

    private static String nativeArray(String dialect) {
        Dialect named = Dialects.named(dialect);
        return ((ValueType.JsonType) type(ARRAY))
                .elements()
                .map(named::typeOf)
                .flatMap(named.types()::arrayOf)
                .map(type -> "`" + named.describe(type) + "`")
                .orElseGet(() -> column(dialect, ARRAY));
    }

    private static ValueType type(String shape) {
        try {
            ObjectNode schema =
                    (ObjectNode) new ObjectMapper().readTree("{\"properties\":{\"p\":%s}}".formatted(shape));
            return SchemaCompiler.properties("s", schema, List.of()).get(0).type();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(shape, e);
        }
    }
}
