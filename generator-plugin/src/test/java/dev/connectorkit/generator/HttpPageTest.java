package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/http.md is all that an author has to know of the block http. */
class HttpPageTest {
    private static final Path PAGE = Path.of("../docs/http.md");

    @Test
    void namesEveryKeyOfTheBlockInATable() throws IOException {
        String page = Files.readString(PAGE);
        JsonNode schema = schema();
        JsonNode http = schema.at("/properties/http/properties");
        assertThat(rows(page))
                .containsAll(names(http))
                .containsAll(names(schema.at("/definitions/http_stream/properties")));
        for (String inner : List.of("authentication", "probe")) {
            names(http.path(inner).path("properties"))
                    .forEach(key -> assertThat(page).contains("`" + key + "`"));
        }
    }

    @Test
    void listsADescriptorThatIsCompiledAndRun() throws IOException {
        String golden = Files.readString(Path.of("src/test/golden/http-without-a-line/connector.yaml"));
        assertThat(Files.readString(PAGE)).contains("<!-- listing: connector.yaml -->\n```yaml\n" + golden + "```\n");
    }

    private static List<String> rows(String page) {
        return page.lines()
                .filter(line -> line.matches("\\| `[a-z_]+` \\|.*"))
                .map(line -> line.replaceFirst("\\| `([a-z_]+)` \\|.*", "$1"))
                .toList();
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode schema() throws IOException {
        try (InputStream resource =
                HttpPageTest.class.getResourceAsStream("/dev/connectorkit/templates/descriptor.schema.json")) {
            return new ObjectMapper().readTree(resource);
        }
    }
}
