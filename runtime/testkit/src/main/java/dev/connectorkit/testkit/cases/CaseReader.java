package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads case.yaml strictly: whatever is missing, unknown or of the wrong form is refused, all of it at once. */
final class CaseReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** The input of a step that names none. */
    static final String INPUT = "input.singer";

    private static final String ALL_IN_ONE = "all";

    private final String file;
    private final Function<String, byte[]> beside;
    private final List<String> problems = new ArrayList<>();

    private CaseReader(String file, Function<String, byte[]> beside) {
        this.file = file;
        this.beside = beside;
    }

    /**
     * Reads a case.
     *
     * @param file   what messages call the YAML
     * @param beside gives the bytes of a file in the case's folder
     * @throws InvalidCaseException if something is wrong with it
     */
    static ConformanceCase read(String name, String file, String yaml, Function<String, byte[]> beside) {
        return new CaseReader(file, beside).read(name, yaml);
    }

    private ConformanceCase read(String name, String yaml) {
        YamlMapping root = new YamlMapping(file + ": ", parse(yaml), problems);
        Map<String, byte[]> files = new LinkedHashMap<>();
        root.texts("files").forEach(fileName -> files.put(fileName, beside.apply(fileName)));
        List<CaseStep> steps = new ArrayList<>();
        steps.add(step(root));
        for (YamlMapping then : root.mappingsOf("then")) {
            steps.add(step(then));
            then.end();
        }
        ConformanceCase read = new ConformanceCase(
                name,
                root.text("proves"),
                part(root),
                capabilities(root),
                condition(root),
                tables(root),
                runs(root),
                steps,
                files);
        root.end();
        if (!problems.isEmpty()) {
            throw new InvalidCaseException(problems);
        }
        return read;
    }

    private CaseStep step(YamlMapping step) {
        ObjectNode expect = step.object("expect");
        return new CaseStep(
                new CaseInput(beside.apply(step.has("input") ? step.text("input") : INPUT)),
                step.flag("resumes"),
                step.object("settings"),
                step.texts("arguments"),
                tap(step),
                notLoaded(step),
                expectation(step.requireMapping("expect")),
                without(step, expect));
    }

    private static List<TapAction> tap(YamlMapping step) {
        List<TapAction> actions = new ArrayList<>();
        for (YamlMapping action : step.mappingsOf("tap")) {
            Optional<TapAction.Kind> kind = TapAction.Kind.of(action.text("does"));
            if (kind.isEmpty()) {
                action.problem("does", "has to be one of: " + underscored(TapAction.Kind.values()));
            }
            int states = action.has("states") ? action.integer("states") : 0;
            int line = action.integer("before_line");
            kind.ifPresent(known -> actions.add(new TapAction(line, known, states)));
            action.end();
        }
        return actions;
    }

    private static Set<Integer> notLoaded(YamlMapping step) {
        Set<Integer> lines = new LinkedHashSet<>();
        for (JsonNode line : step.list("not_loaded")) {
            if (!line.canConvertToInt()) {
                step.problem("not_loaded", "has to be a list of line numbers");
            }
            lines.add(line.asInt());
        }
        return lines;
    }

    private static Optional<Condition> condition(YamlMapping root) {
        if (!root.has("destination")) {
            return Optional.empty();
        }
        Optional<Condition> condition = Condition.of(root.text("destination"));
        if (condition.isEmpty()) {
            root.problem("destination", "has to be one of: " + underscored(Condition.values()));
        }
        return condition;
    }

    private static List<PreparedTable> tables(YamlMapping root) {
        List<PreparedTable> tables = new ArrayList<>();
        root.mapping("tables")
                .ifPresent(named -> named.mappings().forEach((stream, table) -> tables.add(table(stream, table))));
        return tables;
    }

    private static PreparedTable table(String stream, YamlMapping table) {
        Map<String, String> columns = new LinkedHashMap<>();
        table.object("columns").properties().forEach(column -> {
            String kind = column.getValue().asText();
            if (!kind.equals(PreparedTable.BINARY) && ColumnKind.of(kind).isEmpty()) {
                table.problem("columns." + column.getKey(), "unknown kind of column");
            }
            columns.put(column.getKey(), kind);
        });
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode row : table.list("rows")) {
            Map<String, Object> values = new LinkedHashMap<>();
            row.properties().forEach(field -> values.put(field.getKey(), ComparableValues.scalar(field.getValue())));
            rows.add(values);
        }
        PreparedTable prepared = new PreparedTable(stream, columns, table.texts("key"), rows);
        table.end();
        return prepared;
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
                    key,
                    "unknown capability \"%s\"; there are: %s"
                            .formatted(
                                    word,
                                    Arrays.stream(Capability.values())
                                            .map(Capability::word)
                                            .collect(Collectors.joining(", "))));
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
        Map<String, ExpectedCounts> counters = new LinkedHashMap<>();
        expect.mapping("counters").ifPresent(named -> named.mappings()
                .forEach((stream, mapping) -> counters.put(stream, counts(mapping))));
        Expectation expectation = new Expectation(
                expect.integer("exit"),
                expect.mapping("error").map(CaseReader::error),
                states(expect),
                streams,
                counters,
                expect.has("dead_letters") ? Optional.of(deadLetters(expect)) : Optional.empty(),
                expect.mapping("output").map(CaseReader::output),
                expect.texts("unsaid"),
                files(expect));
        expect.end();
        if (expectation.exitStatus() == 0 && expectation.error().isPresent()) {
            expect.problem("error", "goes with an exit above 0");
        }
        return expectation;
    }

    private static Map<String, JsonNode> files(YamlMapping expect) {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        expect.object("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), JsonTrees.comparable(file.getValue())));
        return files;
    }

    private static ExpectedCounts counts(YamlMapping stream) {
        ExpectedCounts counts = new ExpectedCounts(
                stream.integer("read"),
                stream.integer("written"),
                stream.has("merged") ? stream.integer("merged") : 0,
                stream.has("rejected") ? stream.integer("rejected") : 0);
        stream.end();
        return counts;
    }

    private static List<DeadLetter> deadLetters(YamlMapping expect) {
        List<DeadLetter> letters = new ArrayList<>();
        for (YamlMapping letter : expect.mappingsOf("dead_letters")) {
            letters.add(new DeadLetter(letter.integer("line"), letter.text("stream"), letter.text("rule")));
            letter.end();
        }
        return letters;
    }

    private static ExpectedOutput output(YamlMapping output) {
        ExpectedOutput expected = new ExpectedOutput(output.texts("texts"), output.texts("fields"), form(output));
        output.end();
        return expected;
    }

    private static Optional<Pattern> form(YamlMapping output) {
        try {
            return output.has("form") ? Optional.of(Pattern.compile(output.text("form"))) : Optional.empty();
        } catch (PatternSyntaxException e) {
            output.problem("form", "has to be a regular expression");
            return Optional.empty();
        }
    }

    private static ExpectedError error(YamlMapping error) {
        String code = error.text("code");
        OptionalLong line = error.has("line") ? OptionalLong.of(error.integer("line")) : OptionalLong.empty();
        List<String> says = error.texts("says");
        error.end();
        return new ExpectedError(code, line, says);
    }

    private static ExpectedStates states(YamlMapping expect) {
        JsonNode value = expect.require("states");
        if (value.isMissingNode() || (value.isTextual() && value.textValue().equals("any"))) {
            return new ExpectedStates.Any();
        }
        YamlMapping states = expect.requireMapping("states");
        boolean last = states.has("last");
        if (last == states.has("exactly")) {
            expect.problem("states", "needs either \"last\", a state, or \"exactly\", a list of states; or is \"any\"");
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
        ExpectedStream stream = new ExpectedStream(name, key, columns, rows(mapping, columns), matter(mapping));
        mapping.end();
        return stream;
    }

    private static ExpectedStream.Matter matter(YamlMapping mapping) {
        String word = mapping.has("table") ? mapping.text("table") : "";
        return switch (word) {
            case "" -> ExpectedStream.Matter.ROWS;
            case "there" -> ExpectedStream.Matter.TABLE;
            case "absent" -> ExpectedStream.Matter.NO_TABLE;
            case "with repeated rows" -> ExpectedStream.Matter.REPEATABLE_ROWS;
            default -> {
                mapping.problem("table", "has to be one of: there, absent, with repeated rows");
                yield ExpectedStream.Matter.ROWS;
            }
        };
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
        if (!stream.has("table")) {
            stream.require("rows");
        }
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
                    String place = root.at("without." + other.getKey());
                    JsonNode whole = overlaid(expect, other.getValue());
                    without.put(capability, expectation(new YamlMapping(place, whole, problems)));
                }));
        return without;
    }

    /**
     * What differs replaces what is expected: key by key, and for {@code streams} key by key of each stream. A stream that is
     * null there is not looked at.
     */
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
        } else if (differing.getValue().isNull()) {
            streams.remove(differing.getKey());
        } else {
            streams.set(differing.getKey(), differing.getValue());
        }
    }

    private static String underscored(Object[] constants) {
        return words(constants).replace('-', '_');
    }

    private static String words(Object[] constants) {
        List<String> words = new ArrayList<>();
        for (Object constant : constants) {
            words.add(constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return String.join(", ", words);
    }
}
