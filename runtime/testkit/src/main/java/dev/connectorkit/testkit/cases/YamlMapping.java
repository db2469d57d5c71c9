package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A mapping of a case.yaml, asked for key by key. What is wrong is added to the problems, and something harmless given in
 * its place; a key that nobody asked for is a problem too, see {@link #end}.
 */
final class YamlMapping {
    private final String place;
    private final JsonNode node;
    private final List<String> problems;
    private final TreeSet<String> known = new TreeSet<>();

    /** Takes {@code place} for messages: the file, and the keys that lead here. */
    YamlMapping(String place, JsonNode node, List<String> problems) {
        this.place = place;
        this.node = node.isObject() ? node : MissingNode.getInstance();
        this.problems = problems;
        if (!node.isObject()) {
            problems.add("%s: has to be a mapping".formatted(place));
        }
    }

    boolean has(String key) {
        return !take(key).isMissingNode();
    }

    /** The value as it is; a missing node if there is none. */
    JsonNode take(String key) {
        known.add(key);
        return node.path(key);
    }

    JsonNode require(String key) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            problem(key, "is missing");
        }
        return value;
    }

    String text(String key) {
        JsonNode value = require(key);
        if (!value.isMissingNode() && (!value.isTextual() || value.textValue().isBlank())) {
            problem(key, "has to be a text");
        }
        return value.asText();
    }

    int integer(String key) {
        JsonNode value = require(key);
        if (!value.isMissingNode() && !value.canConvertToInt()) {
            problem(key, "has to be a whole number");
        }
        return value.asInt();
    }

    /** An empty object if there is none. */
    ObjectNode object(String key) {
        JsonNode value = take(key);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode()) {
            problem(key, "has to be a mapping");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** Empty if there is none. */
    List<JsonNode> list(String key) {
        JsonNode value = take(key);
        if (!value.isMissingNode() && !value.isArray()) {
            problem(key, "has to be a list");
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return value.isArray() ? elements : List.of();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(key)) {
            if (!element.isTextual()) {
                problem(key, "has to be a list of texts");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** False if there is none. */
    boolean flag(String key) {
        JsonNode value = take(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(key, "has to be true or false");
        }
        return value.asBoolean();
    }

    /** The mappings of a list; empty if there is none. */
    List<YamlMapping> mappingsOf(String key) {
        List<YamlMapping> mappings = new ArrayList<>();
        for (JsonNode element : list(key)) {
            mappings.add(new YamlMapping("%s[%d]".formatted(at(key), mappings.size()), element, problems));
        }
        return mappings;
    }

    Optional<YamlMapping> mapping(String key) {
        return has(key) ? Optional.of(new YamlMapping(at(key), take(key), problems)) : Optional.empty();
    }

    YamlMapping requireMapping(String key) {
        return new YamlMapping(at(key), require(key).isMissingNode() ? JsonTrees.object() : take(key), problems);
    }

    /** Each of the mapping's own keys with its mapping, where the keys are names that the author chose. */
    Map<String, YamlMapping> mappings() {
        Map<String, YamlMapping> mappings = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> mapping(name).ifPresent(mapping -> mappings.put(name, mapping)));
        return mappings;
    }

    void problem(String key, String text) {
        problems.add("%s: %s".formatted(at(key), text));
    }

    /** All keys were asked for; any other is a problem. */
    void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(name, "unknown key; the keys here are: " + String.join(", ", known));
            }
        });
    }

    /** Where the key is, for messages. */
    String at(String key) {
        return place.endsWith(": ") ? place + key : place + "." + key;
    }
}
