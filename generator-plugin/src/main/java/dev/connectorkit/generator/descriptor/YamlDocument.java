package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A YAML document as a tree, with the place of each key and value.
 *
 * @param root     not to be changed
 * @param keys     where the key of an object's value stands
 * @param values   where a value stands
 * @param problems what is wrong with the YAML itself; the tree holds what could be read all the same
 * @param unclear  the values in the tree that such a problem is about, and that nothing more can be said of
 */
record YamlDocument(
        String file,
        JsonNode root,
        Map<JsonPointer, Place> keys,
        Map<JsonPointer, Place> values,
        List<Problem> problems,
        Set<JsonPointer> unclear) {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    YamlDocument {
        keys = Map.copyOf(keys);
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
        unclear = Set.copyOf(unclear);
    }

    /** Where the value stands, or the document's start if there is none. */
    Place placeOf(JsonPointer pointer) {
        return values.getOrDefault(pointer, Place.START);
    }

    /** Where the value's key stands, or else the value. */
    Place placeOfKey(JsonPointer pointer) {
        return keys.getOrDefault(pointer, placeOf(pointer));
    }

    Problem problemAt(JsonPointer pointer, String text) {
        return new Problem(file, placeOf(pointer), path(pointer), text);
    }

    Problem problemAtKey(JsonPointer pointer, String text) {
        return new Problem(file, placeOfKey(pointer), path(pointer), text);
    }

    /** The pointer as messages write it: {@code settings.port.allowed[1]}, {@code settings["a+b"].type}. */
    static String path(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer part = pointer; !part.matches(); part = part.tail()) {
            String name = part.getMatchingProperty();
            if (part.mayMatchElement()) {
                path.append('[').append(name).append(']');
            } else if (PLAIN_KEY.matcher(name).matches()) {
                path.append(path.isEmpty() ? "" : ".").append(name);
            } else {
                path.append('[').append(Words.quoted(name)).append(']');
            }
        }
        return path.isEmpty() ? "(document)" : path.toString();
    }
}
