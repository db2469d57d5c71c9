package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.mapping.PropertyRule.Formula;
import dev.connectorkit.runtime.mapping.expression.Expression;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.settings.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Applies a rule of {@code stream_maps} to the SCHEMA of a stream: what the stream's schema becomes, and what a record of
 * it does.
 */
final class MapCompiler {
    /** A text without escapes: nothing is left to evaluate for each record. */
    private static final Pattern LITERAL = Pattern.compile("'[^'\\\\]*'|\"[^\"\\\\]*\"");

    private final SchemaMessage message;
    private final StreamSchema source;
    private final StreamMapRule rule;
    private final String loadedAs;
    private final Map<?, ?> config;
    private final Map<String, JsonNode> properties = new LinkedHashMap<>();
    private final List<String> keys;
    private final Map<String, JsonNode> columns = new LinkedHashMap<>();
    private final Map<String, RecordMap.Step> steps = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private MapCompiler(SchemaMessage message, StreamSchema source, StreamMapRule rule, Map<?, ?> config) {
        this.message = message;
        this.source = source;
        this.rule = rule;
        this.config = config;
        source.properties().forEach(property -> properties.put(property.name(), property.schema()));
        this.loadedAs = name(rule, message.stream());
        this.keys = rule.keyProperties().orElse(message.keyProperties());
    }

    /** A stream as it is loaded, and the way to its records. */
    record Mapped(SchemaMessage schema, RecordMap map) {}

    /** The name that the stream is loaded by. */
    static String name(StreamMapRule rule, String stream) {
        return rule.alias()
                .map(alias -> Objects.toString(alias.compiled().evaluate(new AliasNames(stream))))
                .orElse(stream);
    }

    /**
     * Compiles.
     *
     * @param source the stream as the tap sends it, in which records are read
     * @throws SettingsException if the rule does not fit the stream's properties; the message names all that does not
     */
    static Mapped compile(SchemaMessage message, StreamSchema source, Optional<StreamMapRule> rule, Map<?, ?> config) {
        return new MapCompiler(message, source, rule.orElseGet(() -> unchanged(message.stream())), config).compile();
    }

    private static StreamMapRule unchanged(String stream) {
        return new StreamMapRule(
                "stream_maps",
                Glob.of(stream),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of());
    }

    private Mapped compile() {
        properties.forEach((name, schema) -> {
            if (rule.keepsOthers() || keys.contains(name)) {
                copy(name, name, schema);
            }
        });
        rule.filter()
                .ifPresent(filter -> requireKnown(rule.path() + ".__filter__", filter.compiled(), Optional.empty()));
        for (PropertyRule property : rule.properties()) {
            if (property.expression().isPresent()) {
                define(property, property.expression().get());
            } else {
                remove(property);
            }
        }
        problems.addAll(missingKeys(rule, message.stream(), columns.keySet()));
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
        return new Mapped(
                new SchemaMessage(loadedAs, schema(), keys, message.options(), message.line()),
                new RecordMap(
                        rule.path(),
                        new SourceNames(source, loadedAs, config),
                        rule.filter(),
                        List.copyOf(steps.values())));
    }

    /** What to say of keys that the rule names and the stream does not have. */
    static List<String> missingKeys(StreamMapRule rule, String stream, Collection<String> columns) {
        return rule.keyProperties().orElse(List.of()).stream()
                .filter(key -> !columns.contains(key))
                .map(key -> "%s.__key_properties__: stream \"%s\" is loaded without \"%s\"; it has %s"
                        .formatted(rule.path(), stream, key, String.join(", ", columns)))
                .toList();
    }

    private void copy(String name, String from, JsonNode schema) {
        columns.put(name, schema);
        steps.put(name, new RecordMap.Copy(new JsonBuffer.Name(name), source.requirePosition(from)));
    }

    private void remove(PropertyRule property) {
        if (keys.contains(property.name())) {
            problems.add(
                    "%s: it is a key of stream \"%s\"; set __key_properties__ to other properties, or to null for none"
                            .formatted(property.path(), message.stream()));
        }
        columns.remove(property.name());
        steps.remove(property.name());
    }

    private void define(PropertyRule property, Formula formula) {
        String name = property.name();
        String text = formula.text().strip();
        Optional<JsonNode> existing = Optional.ofNullable(properties.get(name));
        requireKnown(property.path(), formula.compiled(), existing);
        if (text.equals(SourceNames.RECORD) || text.equals(SourceNames.RECORD_SHORT)) {
            columns.put(name, ResultType.nullable(message.schema()));
            steps.put(name, new RecordMap.Whole(new JsonBuffer.Name(name)));
        } else if (isProperty(formula)) {
            copy(name, text, ResultType.nullable(existing.orElseGet(() -> requireNonNull(properties.get(text), text))));
        } else if (LITERAL.matcher(text).matches()) {
            columns.put(name, ResultType.of(text, existing));
            steps.put(name, RecordMap.Constant.of(name, formula.compiled().evaluate(new AliasNames(message.stream()))));
        } else {
            OptionalInt self = source.position(name);
            columns.put(name, ResultType.of(text, existing));
            steps.put(
                    name,
                    new RecordMap.Evaluate(
                            new JsonBuffer.Name(name), property.path(), formula.compiled(), self.orElse(-1)));
        }
    }

    /** Whether the expression is nothing but the name of a property. */
    private boolean isProperty(Formula formula) {
        String text = formula.text().strip();
        return formula.compiled().names().equals(Set.of(text))
                && !SourceNames.ALWAYS.contains(text)
                && source.position(text).isPresent();
    }

    private void requireKnown(String path, Expression expression, Optional<JsonNode> existing) {
        Set<String> unknown = new TreeSet<>(expression.names());
        unknown.removeAll(SourceNames.ALWAYS);
        if (existing.isPresent()) {
            unknown.remove(SourceNames.SELF);
        }
        unknown.addAll(expression.recordKeys());
        unknown.removeIf(properties::containsKey);
        for (String name : unknown) {
            problems.add("%s: stream \"%s\" has no property \"%s\"%s"
                    .formatted(path, message.stream(), name, suggestion(name)));
        }
    }

    private String suggestion(String unknown) {
        return properties.keySet().stream()
                .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                .map(name -> ", did you mean \"" + name + "\"?")
                .orElse("; it has " + String.join(", ", properties.keySet()));
    }

    /** What the schema says beside the properties stays, as far as it is about properties that are loaded. */
    private ObjectNode schema() {
        ObjectNode schema = message.schema().deepCopy();
        schema.remove(List.of("$ref", "allOf")); // their properties are among the columns
        ObjectNode loaded = schema.putObject("properties");
        columns.forEach(loaded::set);
        if (schema.path("required") instanceof ArrayNode required) {
            ArrayNode left = schema.putArray("required");
            required.forEach(name -> {
                if (steps.get(name.asText()) instanceof RecordMap.Copy) {
                    left.add(name);
                }
            });
        }
        return schema;
    }
}
