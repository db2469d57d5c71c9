package dev.connectorkit.generator.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.descriptor.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key that the descriptor's schema knows: what an author reads who writes it wrongly, and that it is never a fault of ours. */
class DescriptorKeysTest {
    private static final DescriptorReader READER = new DescriptorReader();
    private static final JsonNode SCHEMA = schema();

    /** What stands where the author chooses the key: a stream, a setting, a property, a header. */
    private static final String CHOSEN = "chosen";

    /**
     * @param keys   from the document to the key
     * @param type   what its value has to be; empty where that is open
     * @param closed whether an object with it takes no key that it does not know
     */
    private record Key(List<String> keys, String type, boolean closed) {
        String name() {
            return keys.get(keys.size() - 1);
        }

        Key beside(String name) {
            List<String> beside = new ArrayList<>(keys.subList(0, keys.size() - 1));
            beside.add(name);
            return new Key(beside, type, closed);
        }

        String path() {
            return String.join(".", keys);
        }

        /** The key with what follows it, each of the objects around it on a line of its own. */
        String yaml(String after) {
            StringBuilder yaml = new StringBuilder();
            for (int depth = 0; depth < keys.size() - 1; depth++) {
                yaml.append("  ".repeat(depth)).append(keys.get(depth)).append(":\n");
            }
            return yaml.append(line(after)).toString();
        }

        String line(String after) {
            return "  ".repeat(keys.size() - 1) + name() + ":" + after + "\n";
        }

        String place(int moreLines, int moreColumns) {
            return "connector.yaml:%d:%d %s: "
                    .formatted(keys.size() + moreLines, 2 * keys.size() - 1 + moreColumns, path());
        }

        String placeOfKey() {
            return place(0, 0);
        }

        String placeOfValue() {
            return place(0, name().length() + 2);
        }

        @Override
        public String toString() {
            return path();
        }
    }

    static Stream<Key> all() {
        List<Key> keys = new ArrayList<>();
        collect(SCHEMA, List.of(), keys);
        return keys.stream();
    }

    static Stream<Key> closed() {
        return all().filter(Key::closed);
    }

    static Stream<Key> typed() {
        return all().filter(key -> !key.type().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("typed")
    void aValueOfAnotherTypeIsNamedWhereItStands(Key key) {
        boolean isText = List.of("object", "array").contains(key.type());
        assertThat(problems(key.yaml(isText ? " text" : " {a: b}")))
                .anyMatch(problem ->
                        problem.startsWith(key.placeOfValue() + (isText ? "is a string; " : "is a mapping; ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aKeyWithoutAValueIsNamedWhereTheValueIsMissing(Key key) {
        assertThat(problems(key.yaml("")))
                .anyMatch(problem -> problem.startsWith(key.place(0, key.name().length() + 1) + "is empty; "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closed")
    void aKeyThatIsAlmostOneIsNamedWithTheOneThatWasMeant(Key key) {
        Key mistaken = key.beside(key.name() + "x");
        assertThat(problems(mistaken.yaml(" 1")))
                .contains(mistaken.placeOfKey() + "is not known here; did you mean \"" + key.name() + "\"?");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aRepeatedKeyIsNamedWhereItComesAgain(Key key) {
        assertThat(problems(key.yaml(" text") + key.line(" text")))
                .contains(key.place(1, 0)
                        + "is there twice, first on line %d; leave one out"
                                .formatted(key.keys().size()));
    }

    /** Fails where anything else than a descriptor's problems is thrown. */
    private static List<String> problems(String yaml) {
        InvalidDescriptorException invalid =
                catchThrowableOfType(InvalidDescriptorException.class, () -> new SpecResolver(READER.runtimeSettings())
                        .resolve(READER.read("connector.yaml", yaml), "1.0"));
        assertThat(invalid).as(yaml).isNotNull();
        List<String> problems =
                invalid.problems().stream().map(Problem::toString).toList();
        assertThat(problems)
                .as(yaml)
                .isNotEmpty()
                .allMatch(problem -> problem.matches("connector\\.yaml:[1-9][0-9]*:[1-9][0-9]* \\S+: \\S.*"));
        return problems;
    }

    private static void collect(JsonNode schema, List<String> above, List<Key> keys) {
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue();
        schema.path("properties").properties().forEach(property -> {
            List<String> key = with(above, property.getKey());
            JsonNode value = resolved(property.getValue());
            keys.add(new Key(key, value.path("type").asText(), closed));
            collect(value, key, keys);
        });
        if (schema.path("additionalProperties").isObject()) {
            List<String> key = with(above, CHOSEN);
            JsonNode value = resolved(schema.path("additionalProperties"));
            keys.add(new Key(key, value.path("type").asText(), false));
            collect(value, key, keys);
        }
    }

    private static List<String> with(List<String> above, String key) {
        return Stream.concat(above.stream(), Stream.of(key)).toList();
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? SCHEMA.at(schema.path("$ref").textValue().substring(1)) : schema;
    }

    private static JsonNode schema() {
        try (InputStream resource =
                DescriptorKeysTest.class.getResourceAsStream("/dev/connectorkit/templates/descriptor.schema.json")) {
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
