package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arrays that are a type of the database's own, as the JSON arrays that they hold. */
final class SqlArrays {
    private SqlArrays() {}

    /** The array's items in order; those of an array of JSON as trees. */
    static JsonNode tree(Array array) throws SQLException {
        boolean ofJson = array.getBaseTypeName().toLowerCase(Locale.ROOT).startsWith("json");
        return item(array.getArray(), ofJson);
    }

    private static JsonNode item(@Nullable Object value, boolean ofJson) throws SQLException {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof Array inner) {
            return item(inner.getArray(), ofJson);
        }
        if (value instanceof Object[] items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Object item : items) {
                array.add(item(item, ofJson));
            }
            return array;
        }
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        if (value instanceof Number) {
            return JsonTrees.comparable(DecimalNode.valueOf(new BigDecimal(value.toString())));
        }
        return ofJson ? parsed(value.toString()) : TextNode.valueOf(value.toString());
    }

    private static JsonNode parsed(String json) {
        try {
            return JsonTrees.parse(json);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(json); // equals no tree, and is shown as found
        }
    }
}
