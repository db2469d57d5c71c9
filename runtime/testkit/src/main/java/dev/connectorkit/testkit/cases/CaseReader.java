package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads case.yaml strictly: whatever is missing, unknown or of the wrong form is refused, all of it at once. */
final class CaseReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String ALL_IN_ONE = "all";

    private final String file;
    private final List<String> problems = new ArrayList<>();

    private CaseReader(String file) {
        this.file = file;
    }

    /**
     * Reads a case.
     *
     * @param file what messages call the YAML
     * @throws InvalidCaseException if something is wrong with it
     */
    static ConformanceCase read(String name, String file, String yaml, CaseInput input) {
        return new CaseReader(file).read(name, yaml, input);
    }

    private ConformanceCase read(String name, String yaml, CaseInput input) {
        YamlMapping root = new YamlMapping(file + ": ", parse(yaml), problems);
        ObjectNode expect = root.object("expect");
        ConformanceCase read = new ConformanceCase(
                name,
                root.text("proves"),
                part(root),
                capabilities(root),
                root.object("settings"),
                runs(root),
                input,
                expectation(root.requireMapping("expect")),
                without(root, expect));
        root.end();
        if (!problems.isEmpty()) {
            throw new InvalidCaseException(problems);
        }
        return read;
    }

    private JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new InvalidCaseException(
                    "%s:%d: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()), e);
        }
    }

    private static LifecyclePart part(YamlMapping root) {
        if (!root.has("part")) {
            return LifecyclePart.OWN;
        }
        return LifecyclePart.of(root.text("part")).orElseGet(() -> {
            root.problem("part", "unknown part of the lifecycle; there are: " + words(LifecyclePart.values()));
            return LifecyclePart.OWN;
        });
    }

    private static Set<Capability> capabilities(YamlMapping root) {
        Set<Capability> needs = new LinkedHashSet<>();
        root.texts("needs").forEach(word -> capability(root, "needs", word).ifPresent(needs::add));
        return needs;
    }

    private static Optional<Capability> capability(YamlMapping mapping, String key, String word) {
        Optional<Capability> capability = Capability.of(word);
        if (capability.isEmpty()) {
            mapping.problem(
                    key, "unknown capability \"%s\"; there are: %s".formatted(word, words(Capability.values())));
        }
        return capability;
    }

    private static List<CaseRun> runs(YamlMapping root) {
        if (!root.has("batch_sizes")) {
            return List.of(CaseRun.ONCE);
        }
        List<CaseRun> runs = new ArrayList<>();
        for (JsonNode size : root.list("batch_sizes")) {
            if (size.isTextual() && size.textValue().equals(ALL_IN_ONE)) {
                runs.add(new CaseRun("all rows in one batch", JsonTrees.object()));
            } else if (size.canConvertToInt() && size.intValue() > 0) {
                ObjectNode settings = JsonTrees.object().put("batch_size_rows", size.intValue());
                runs.add(new CaseRun("batch size " + size.intValue(), settings));
            } else {
                root.problem("batch_sizes", "has to be a list of numbers above 0, and of \"all\"");
            }
        }
        return runs;
    }

    private static Expectation expectation(YamlMapping expect) {
        List<ExpectedStream> streams = new ArrayList<>();
        expect.mapping("streams").ifPresent(named -> named.mappings()
                .forEach((stream, mapping) -> streams.add(stream(stream, mapping))));
        Expectation expectation = new Expectation(
                expect.integer("exit"), expect.mapping("error").map(CaseReader::error), states(expect), streams);
        expect.end();
        if (expectation.exitStatus() == 0 && expectation.error().isPresent()) {
            expect.problem("error", "goes with an exit above 0");
        }
        return expectation;
    }

    private static ExpectedError error(YamlMapping error) {
        String code = error.text("code");
        OptionalLong line = error.has("line") ? OptionalLong.of(error.integer("line")) : OptionalLong.empty();
        error.end();
        return new ExpectedError(code, line);
    }

    private static ExpectedStates states(YamlMapping expect) {
        YamlMapping states = expect.requireMapping("states");
        boolean last = states.has("last");
        if (last == states.has("exactly")) {
            expect.problem("states", "needs either \"last\", a state, or \"exactly\", a list of states");
        }
        ExpectedStates expected = last
                ? new ExpectedStates.LastIs(JsonTrees.comparable(states.take("last")))
                : new ExpectedStates.Exactly(states.list("exactly").stream()
                        .map(JsonTrees::comparable)
                        .toList());
        states.end();
        return expected;
    }

    private static ExpectedStream stream(String name, YamlMapping mapping) {
        Map<String, ColumnKind> columns = columns(mapping);
        List<String> key = mapping.texts("key");
        key.stream()
                .filter(column -> !columns.containsKey(column))
                .forEach(column -> mapping.problem("key", "\"%s\" is not in columns".formatted(column)));
        ExpectedStream stream = new ExpectedStream(name, key, columns, rows(mapping, columns));
        mapping.end();
        return stream;
    }

    private static Map<String, ColumnKind> columns(YamlMapping stream) {
        Map<String, ColumnKind> columns = new LinkedHashMap<>();
        stream.object("columns").properties().forEach(column -> ColumnKind.of(
                        column.getValue().asText())
                .ifPresentOrElse(
                        kind -> columns.put(column.getKey(), kind),
                        () -> stream.problem(
                                "columns." + column.getKey(),
                                "unknown kind of column; there are: " + words(ColumnKind.values()))));
        return columns;
    }

    private static List<Map<String, Object>> rows(YamlMapping stream, Map<String, ColumnKind> columns) {
        stream.require("rows");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode row : stream.list("rows")) {
            String place = "rows[" + rows.size() + "]";
            if (!row.isObject()) {
                stream.problem(place, "has to be a mapping");
            }
            rows.add(row(stream, place, row, columns));
        }
        return rows;
    }

    private static Map<String, Object> row(
            YamlMapping stream, String place, JsonNode row, Map<String, ColumnKind> columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.properties().forEach(field -> {
            ColumnKind kind = columns.get(field.getKey());
            if (kind == null) {
                stream.problem(place + "." + field.getKey(), "is not in columns");
            } else if (!field.getValue().isNull()) {
                Object value = kind.comparable(field.getValue());
                if (!kind.hasForm(value)) {
                    stream.problem(place + "." + field.getKey(), "has to be of kind " + kind.word());
                }
                values.put(field.getKey(), value);
            }
        });
        return values;
    }

    private Map<Capability, Expectation> without(YamlMapping root, ObjectNode expect) {
        Map<Capability, Expectation> without = new EnumMap<>(Capability.class);
        root.object("without").properties().forEach(other -> capability(root, "without", other.getKey())
                .ifPresent(capability -> {
                    String place = "%s: without.%s".formatted(file, other.getKey());
                    JsonNode whole = overlaid(expect, other.getValue());
                    without.put(capability, expectation(new YamlMapping(place, whole, problems)));
                }));
        return without;
    }

    /** What differs replaces what is expected: key by key, and for {@code streams} key by key of each stream. */
    private static JsonNode overlaid(ObjectNode expect, JsonNode differing) {
        if (!differing.isObject()) {
            return differing;
        }
        ObjectNode whole = expect.deepCopy();
        differing.properties().forEach(field -> {
            if (field.getKey().equals("streams") && whole.path("streams") instanceof ObjectNode streams) {
                field.getValue().properties().forEach(stream -> overlayStream(streams, stream));
            } else {
                whole.set(field.getKey(), field.getValue());
            }
        });
        return whole;
    }

    private static void overlayStream(ObjectNode streams, Map.Entry<String, JsonNode> differing) {
        if (streams.path(differing.getKey()) instanceof ObjectNode stream
                && differing.getValue() instanceof ObjectNode fields) {
            stream.setAll(fields);
        } else {
            streams.set(differing.getKey(), differing.getValue());
        }
    }

    private static String words(Object[] constants) {
        List<String> words = new ArrayList<>();
        for (Object constant : constants) {
            words.add(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return String.join(", ", words);
    }
}
