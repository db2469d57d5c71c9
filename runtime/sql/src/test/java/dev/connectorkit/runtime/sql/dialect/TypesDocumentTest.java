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
            "{\"type\":\"object\"}",
            "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
            "{\"type\":[\"integer\",\"string\"]}",
            "{\"type\":[\"string\",\"object\"]}",
            "{\"anyOf\":[{\"type\":\"string\",\"format\":\"date-time\"},{\"type\":\"null\"}]}",
            "{\"anyOf\":[{\"type\":\"string\",\"format\":\"date-time\"},{\"type\":\"string\"}]}",
            "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]}",
            "{\"enum\":[1,2]}",
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
        SHAPES.forEach(shape -> text.append("| `%s` | %s |\n"
                .formatted(
                        shape.replace("|", "\\|"),
                        DIALECTS.stream().map(name -> column(name, shape)).collect(Collectors.joining(" | ")))));
        return text.append("""

                What the table does not say:

                - **SQLite** has no decimals and no times. A decimal of more than 15 digits is text, since SQLite would make a
                  double of it; date-times are text that its functions read and that sorts by time; booleans are 0 and 1.
                - **MariaDB** compares text byte for byte (`utf8mb4_nopad_bin`). A text key is `VARCHAR(255)`, here and in `ansi`; a
                  longer one falls under `too_long`. MySQL is not tested.
                - **`ansi`** has no type for JSON: objects and arrays are text, and a JSON string is kept without its quotes.
                - **NUL**: PostgreSQL takes none in text (`sanitize_null_text_characters`); the others keep them.
                - **Years** are 1 to 9999. PostgreSQL and DuckDB keep also what an offset moves just beyond these.
                """).toString();
    }

    private static String column(String dialect, String shape) {
        Dialect named = Dialects.named(dialect);
        return "`" + named.spell(named.typeOf(type(shape))).replaceFirst(" CHARACTER SET .*| COMMENT .*", "") + "`";
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
