package dev.connectorkit.runtime.kafkaconnect.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes JSON Schemas of values, always spelled in the same way, and of two of them the one that admits what either does. */
final class Shapes {
    private static final List<String> ORDER =
            List.of("boolean", "integer", "number", "string", "array", "object", "null");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Shapes() {}

    static ObjectNode of(String type) {
        return withTypes(JSON.objectNode(), Set.of(type));
    }

    /** Any value but null. */
    static ObjectNode any() {
        return withTypes(JSON.objectNode(), Set.of("boolean", "number", "string", "array", "object"));
    }

    static ObjectNode formatted(String format) {
        return of("string").put("format", format);
    }

    static ObjectNode decimal(int scale) {
        return scale > 0 ? of("number").put("multipleOf", BigDecimal.ONE.movePointLeft(scale)) : of("number");
    }

    static ObjectNode array(ObjectNode items) {
        ObjectNode array = of("array");
        array.set("items", items);
        return array;
    }

    static ObjectNode object() {
        ObjectNode object = of("object");
        object.set("properties", JSON.objectNode());
        return object;
    }

    static ObjectNode nullable(ObjectNode shape) {
        Set<String> types = types(shape);
        types.add("null");
        return withTypes(shape.deepCopy(), types);
    }

    /** Admits what one of the two does: all their types; what only one of them limits is limited no more. */
    static ObjectNode union(ObjectNode one, ObjectNode other) {
        if (one.equals(other)) {
            return one;
        }
        Set<String> types = types(one);
        types.addAll(types(other));
        if (types.contains("number")) {
            types.remove("integer");
        }
        ObjectNode union = withTypes(JSON.objectNode(), types);
        keepFormat(one, other, union);
        keepScale(one, other, union);
        if (one.has("properties") || other.has("properties")) {
            union.set("properties", unionOfProperties(one.path("properties"), other.path("properties")));
        }
        if (one.has("items") && other.has("items")) {
            union.set("items", union((ObjectNode) one.path("items"), (ObjectNode) other.path("items")));
        }
        return union;
    }

    /** The names of the types that a shape admits. */
    static Set<String> types(ObjectNode shape) {
        Set<String> types = new TreeSet<>();
        shape.path("type").forEach(type -> types.add(type.textValue()));
        return types;
    }

    private static void keepFormat(ObjectNode one, ObjectNode other, ObjectNode union) {
        boolean onlyOne = !types(one).contains("string") || !types(other).contains("string");
        if (one.path("format").equals(other.path("format")) || onlyOne) {
            JsonNode format = one.has("format") ? one.path("format") : other.path("format");
            if (!format.isMissingNode() && scalarsBesideString(union) == 0) {
                union.set("format", format);
            }
        }
    }

    private static long scalarsBesideString(ObjectNode shape) {
        return types(shape).stream()
                .filter(type -> !type.equals("string") && !type.equals("null"))
                .count();
    }

    private static void keepScale(ObjectNode one, ObjectNode other, ObjectNode union) {
        if (one.has("multipleOf") && other.has("multipleOf")) {
            BigDecimal step = one.path("multipleOf")
                    .decimalValue()
                    .min(other.path("multipleOf").decimalValue());
            union.put("multipleOf", step);
        } else if (one.has("multipleOf") && !types(other).contains("number")) {
            union.set("multipleOf", one.path("multipleOf"));
        } else if (other.has("multipleOf") && !types(one).contains("number")) {
            union.set("multipleOf", other.path("multipleOf"));
        }
    }

    private static ObjectNode unionOfProperties(JsonNode one, JsonNode other) {
        ObjectNode union = JSON.objectNode();
        one.properties().forEach(property -> union.set(property.getKey(), property.getValue()));
        other.properties().forEach(property -> {
            JsonNode known = union.path(property.getKey());
            union.set(
                    property.getKey(),
                    known.isObject()
                            ? union((ObjectNode) known, (ObjectNode) property.getValue())
                            : property.getValue());
        });
        return union;
    }

    private static ObjectNode withTypes(ObjectNode shape, Set<String> types) {
        ArrayNode inOrder = JSON.arrayNode();
        ORDER.stream().filter(types::contains).forEach(inOrder::add);
        shape.set("type", inOrder);
        return shape;
    }
}
