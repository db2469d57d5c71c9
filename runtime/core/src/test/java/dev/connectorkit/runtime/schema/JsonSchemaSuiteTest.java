package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.RecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The public test suite's required tests, each as the property {@code v} of a stream. One that does not pass is in
 * {@code departures.txt} with its reason, and only such a one is.
 */
class JsonSchemaSuiteTest {
    private static final Path SUITE = Path.of("src/test/resources/json-schema-test-suite");
    private static final Map<String, String> DRAFTS = Map.of(
            "draft4", "http://json-schema.org/draft-04/schema#",
            "draft6", "http://json-schema.org/draft-06/schema#",
            "draft7", "http://json-schema.org/draft-07/schema#");

    /** One test of the suite, found again in the list of departures by its place. */
    private record SuiteTest(String place, String draft, JsonNode schema, JsonNode data, boolean valid) {
        /** Empty if our verdict is the suite's. */
        String difference() {
            try {
                Records.read(Records.reader(stream(draft, schema)), record());
                return valid ? "" : "accepted";
            } catch (RecordException e) {
                return valid ? "refused: " + e.getMessage() : "";
            } catch (ConnectorException e) {
                return "schema refused: " + e.getMessage();
            }
        }

        private String record() {
            return JsonNodeFactory.instance.objectNode().set("v", data).toString();
        }
    }

    @TestFactory
    Stream<DynamicTest> agreesWithTheSuiteOutsideOfTheListedDepartures() {
        Set<String> departures = departures().keySet();
        return tests().stream()
                .map(test -> DynamicTest.dynamicTest(test.place(), () -> {
                    if (departures.contains(test.place())) {
                        assertThat(test.difference())
                                .as("passes now: take it off departures.txt")
                                .isNotEmpty();
                    } else {
                        assertThat(test.difference()).as(test.place()).isEmpty();
                    }
                }));
    }

    @Test
    void everyDepartureIsATestOfTheSuiteAndHasAReason() {
        Set<String> places =
                new HashSet<>(tests().stream().map(SuiteTest::place).toList());
        assertThat(departures()).allSatisfy((place, reason) -> {
            assertThat(places).contains(place);
            assertThat(reason).isNotBlank();
        });
    }

    /** Lines {@code draft/file / case / test | reason}. */
    private static Map<String, String> departures() {
        Map<String, String> departures = new LinkedHashMap<>();
        for (String line : text(SUITE.resolve("departures.txt")).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 2);
                departures.put(parts[0].strip(), parts.length > 1 ? parts[1] : "");
            }
        }
        return departures;
    }

    private static List<SuiteTest> tests() {
        List<SuiteTest> tests = new ArrayList<>();
        for (String draft : DRAFTS.keySet().stream().sorted().toList()) {
            for (Path file : files(SUITE.resolve(draft))) {
                for (JsonNode group : Records.json(text(file))) {
                    for (JsonNode test : group.path("tests")) {
                        tests.add(new SuiteTest(
                                String.join(
                                        " / ",
                                        draft + "/" + file.getFileName(),
                                        group.path("description").asText(),
                                        test.path("description").asText()),
                                draft,
                                group.path("schema"),
                                test.path("data"),
                                test.path("valid").booleanValue()));
                    }
                }
            }
        }
        return tests;
    }

    /** A stream with the schema as its property; where the schema refers to itself, an id keeps {@code #} what it was. */
    private static ObjectNode stream(String draft, JsonNode tested) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String id = draft.equals("draft4") ? "id" : "$id";
        JsonNode property = tested;
        if (tested.isObject() && !tested.path(id).isTextual()) {
            ObjectNode named = json.objectNode().put(id, "http://suite.invalid/" + draft);
            property = tested.path("$ref").isTextual()
                    ? withoutSiblings(named, tested)
                    : named.setAll((ObjectNode) tested);
        }
        ObjectNode stream = json.objectNode().put("$schema", DRAFTS.get(draft));
        stream.putObject("properties").set("v", property);
        return stream;
    }

    /** An id beside a {@code $ref} would mean nothing; what else stands beside one does not either, but for definitions. */
    private static ObjectNode withoutSiblings(ObjectNode named, JsonNode tested) {
        named.putArray("allOf").addObject().set("$ref", tested.path("$ref"));
        if (tested.has("definitions")) {
            named.set("definitions", tested.path("definitions"));
        }
        return named;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
