package dev.connectorkit.runtime.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.expression.ExpressionProblem;
import dev.connectorkit.runtime.mapping.expression.Expressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tables of docs/maps.md. */
class MapsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/maps.md");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void theExamplesOfTheSdkGiveWhatTheDocumentSays(String maps, String record, String loaded) {
        ObjectNode settings = MappingRun.tree("{\"stream_map_config\":{\"hash_seed\":\"01AWZh7A6DzGm6iJZZ2T\"}}");
        settings.set("stream_maps", MappingRun.tree(maps));
        String[] lines = {schemaOf(MappingRun.tree(record)), MappingRun.record("customers", record)};
        if (loaded.startsWith("refused: ")) {
            assertThatThrownBy(() -> MappingRun.of(settings.toString(), lines))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(codes(loaded).get(0));
        } else {
            assertThat(MappingRun.of(settings.toString(), lines).rows()).isEqualTo(codes(loaded));
        }
    }

    static Stream<Arguments> theExamplesOfTheSdkGiveWhatTheDocumentSays() throws IOException {
        return table("## The SDK's examples")
                .map(cells -> Arguments.of(code(cells.get(0)), code(cells.get(1)), cells.get(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsSaidNotToWorkDoesNotAndTheOtherDoes(String refused, String instead) {
        Expressions expressions = new Expressions(Clock.systemUTC());
        assertThatThrownBy(() -> expressions.compile(refused)).isInstanceOf(ExpressionProblem.class);
        assertThat(expressions.compile(instead).names()).isNotEmpty();
    }

    static Stream<Arguments> whatIsSaidNotToWorkDoesNotAndTheOtherDoes() throws IOException {
        return table("## What to write for other forms")
                .map(cells -> Arguments.of(code(cells.get(0)), code(cells.get(1))));
    }

    /** The rows below the heading, as their cells. */
    private static Stream<List<String>> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf(heading) + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            if (line.startsWith("| `") && line.contains("` | ") && !line.startsWith("| `stream_maps` |")) {
                rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
            }
        }
        assertThat(rows).hasSizeGreaterThan(10);
        return rows.stream();
    }

    private static String code(String cell) {
        return codes(cell).get(0);
    }

    private static List<String> codes(String cell) {
        Matcher matcher = CODE.matcher(cell);
        List<String> codes = new ArrayList<>();
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    /** A schema that the record keeps to. */
    private static String schemaOf(JsonNode record) {
        StringBuilder properties = new StringBuilder();
        record.properties().forEach(property -> properties
                .append(properties.length() == 0 ? "{" : ",")
                .append("\"%s\":{\"type\":[\"%s\",\"null\"]}".formatted(property.getKey(), type(property.getValue()))));
        String[] keys = record.has("customer_id") ? new String[] {"customer_id"} : new String[0];
        return MappingRun.schema("customers", properties.append('}').toString(), keys);
    }

    private static String type(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        if (value.isNumber()) {
            return "number";
        }
        return value.isTextual() ? "string" : value.isArray() ? "array" : "object";
    }
}
