package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.mapping.PropertyRule.Formula;
import dev.connectorkit.runtime.mapping.expression.Expression;
import dev.connectorkit.runtime.mapping.expression.ExpressionProblem;
import dev.connectorkit.runtime.mapping.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code stream_maps} into rules; what is wrong of it is collected. */
final class StreamMapParser {
    private static final String ROOT = "stream_maps";
    private static final String ELSE = "__else__";
    private static final String SOURCE = "__source__";
    private static final String ALIAS = "__alias__";
    private static final String FILTER = "__filter__";
    private static final String KEY_PROPERTIES = "__key_properties__";
    private static final Set<String> OPERATIONS = Set.of(ELSE, SOURCE, ALIAS, FILTER, KEY_PROPERTIES);
    private static final String NULL = "__NULL__";
    private static final String STREAM_NAME = "__stream_name__";

    private final Expressions expressions;
    private final Map<?, ?> config;
    private final List<String> problems = new ArrayList<>();

    StreamMapParser(Expressions expressions, Map<?, ?> config) {
        this.expressions = expressions;
        this.config = config;
    }

    List<String> problems() {
        return problems;
    }

    StreamMaps parse(JsonNode maps) {
        List<StreamMapRule> rules = new ArrayList<>();
        maps.properties().forEach(entry -> {
            String path = ROOT + "." + entry.getKey();
            if (entry.getKey().startsWith("__")) {
                if (!entry.getKey().equals(ELSE)) {
                    problems.add(path + ": there is no such operation; streams and " + ELSE + " stand here");
                } else if (!isNull(entry.getValue())) {
                    problems.add(path + ": it has to be null, which leaves out all streams that are not named");
                }
            } else if (isNull(entry.getValue())) {
                rules.add(removal(path, entry.getKey()));
            } else if (entry.getValue().isObject()) {
                rules.add(rule(path, entry.getKey(), entry.getValue()));
            } else {
                problems.add(path + ": it has to be an object, or null to leave the stream out");
            }
        });
        return new StreamMaps(rules, maps.has(ELSE), config);
    }

    private static StreamMapRule removal(String path, String stream) {
        return new StreamMapRule(
                path,
                Glob.of(stream),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of());
    }

    private StreamMapRule rule(String path, String stream, JsonNode map) {
        boolean isCopy = map.has(SOURCE);
        if (isCopy && !map.path(SOURCE).isTextual()) {
            problems.add(path + "." + SOURCE + ": it has to be the name of a stream");
        }
        if (isCopy && map.has(ALIAS)) {
            problems.add("%s.%s: a stream with %s is loaded as \"%s\"; change that name instead"
                    .formatted(path, ALIAS, SOURCE, stream));
        }
        if (map.has(ELSE) && !isNull(map.path(ELSE))) {
            problems.add("%s.%s: it has to be null, which leaves out all properties that are not named"
                    .formatted(path, ELSE));
        }
        return new StreamMapRule(
                path,
                Glob.of(isCopy ? map.path(SOURCE).asText() : stream),
                isCopy,
                false,
                isCopy ? formula(path, Expressions.quoted(stream)) : alias(path + "." + ALIAS, map.path(ALIAS)),
                filter(path + "." + FILTER, map.path(FILTER)),
                keyProperties(path + "." + KEY_PROPERTIES, map.path(KEY_PROPERTIES)),
                !map.has(ELSE),
                properties(path, map));
    }

    /** A text with quotes or with {@code __stream_name__} is an expression, any other the name itself. */
    private Optional<Formula> alias(String path, JsonNode alias) {
        if (alias.isMissingNode() || alias.isNull()) {
            return Optional.empty();
        }
        if (!alias.isTextual() || alias.textValue().isBlank()) {
            problems.add(path + ": it has to be a name");
            return Optional.empty();
        }
        String text = alias.textValue();
        boolean isExpression = text.contains("'") || text.contains("\"") || text.contains(STREAM_NAME);
        Optional<Formula> formula = formula(path, isExpression ? text : Expressions.quoted(text));
        formula.ifPresent(expression -> {
            for (String name : expression.compiled().names()) {
                if (!name.equals(STREAM_NAME)) {
                    problems.add("%s: an alias knows %s alone, not \"%s\"; a string stands in quotes"
                            .formatted(path, STREAM_NAME, name));
                }
            }
        });
        return formula;
    }

    private Optional<Formula> filter(String path, JsonNode filter) {
        if (filter.isMissingNode() || isNull(filter)) {
            return Optional.empty();
        }
        if (!filter.isTextual()) {
            problems.add(path + ": it has to be an expression, \"count > 5\"");
            return Optional.empty();
        }
        return formula(path, filter.textValue());
    }

    private Optional<List<String>> keyProperties(String path, JsonNode keys) {
        if (keys.isMissingNode()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        boolean isList = keys.isArray();
        for (JsonNode key : keys) {
            isList &= key.isTextual();
            names.add(key.asText());
        }
        if (!isList && !isNull(keys)) {
            problems.add(path + ": it has to be a list of properties, or null for none");
        }
        return Optional.of(names);
    }

    private List<PropertyRule> properties(String path, JsonNode map) {
        List<PropertyRule> rules = new ArrayList<>();
        map.properties().forEach(entry -> {
            String name = entry.getKey();
            String property = path + "." + name;
            if (OPERATIONS.contains(name)) {
                return;
            }
            if (name.startsWith("__") && name.endsWith("__")) {
                problems.add(property + ": there is no such operation; there are "
                        + String.join(", ", OPERATIONS.stream().sorted().toList()));
            } else if (isNull(entry.getValue())) {
                rules.add(new PropertyRule(property, name, Optional.empty()));
            } else if (entry.getValue().isTextual()) {
                formula(property, entry.getValue().textValue())
                        .ifPresent(formula -> rules.add(new PropertyRule(property, name, Optional.of(formula))));
            } else {
                problems.add("%s: it has to be an expression in quotes, \"%s\", or null"
                        .formatted(
                                property,
                                entry.getValue().isValueNode()
                                        ? entry.getValue().asText()
                                        : "x"));
            }
        });
        return rules;
    }

    private Optional<Formula> formula(String path, String text) {
        try {
            Expression compiled = expressions.compile(text);
            compiled.configKeys().stream()
                    .filter(key -> !config.containsKey(key))
                    .forEach(key -> problems.add("%s: stream_map_config has no \"%s\"".formatted(path, key)));
            return Optional.of(new Formula(text, compiled));
        } catch (ExpressionProblem e) {
            problems.add(path + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isNull(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().equals(NULL));
    }
}
