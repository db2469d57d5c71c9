package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.schema.ValueType.BooleanType;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.DateType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.JsonType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.schema.ValueType.TimeType;
import dev.connectorkit.runtime.schema.ValueType.UuidType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what a property's schema amounts to: one type that loses no value which the schema admits. */
final class TypeResolver {
    private TypeResolver() {}

    static ValueType resolve(JsonNode schema) {
        JsonTypes types = JsonTypes.of(schema).without(JsonTypes.NULL);
        if (types.isOnly(JsonTypes.BOOLEAN)) {
            return new BooleanType();
        }
        if (types.isOnly(JsonTypes.INTEGER)) {
            return integer(schema);
        }
        if (types.isOnly(JsonTypes.NUMBER)) {
            return number(schema);
        }
        if (types.isOnly(JsonTypes.STRING)) {
            return string(schema);
        }
        if (types.admits(JsonTypes.CONTAINER) || types.mask() == 0) {
            return new JsonType();
        }
        return StringType.UNBOUNDED;
    }

    private static ValueType integer(JsonNode schema) {
        return new IntegerType(limit(schema, "minimum"), limit(schema, "maximum"));
    }

    private static Optional<BigInteger> limit(JsonNode schema, String keyword) {
        JsonNode limit = schema.path(keyword);
        return limit.isIntegralNumber() ? Optional.of(limit.bigIntegerValue()) : Optional.empty();
    }

    private static ValueType number(JsonNode schema) {
        JsonNode multipleOf = schema.path("multipleOf");
        if (!multipleOf.isNumber()) {
            return NumberType.UNBOUNDED;
        }
        BigDecimal step = multipleOf.decimalValue().stripTrailingZeros();
        return new NumberType(OptionalInt.empty(), OptionalInt.of(Math.max(0, step.scale())));
    }

    private static ValueType string(JsonNode schema) {
        Set<String> formats = formats(schema);
        String format = formats.size() == 1 ? formats.iterator().next() : "";
        return switch (format) {
            case "date-time" -> new DateTimeType();
            case "date" -> new DateType();
            case "time" -> new TimeType();
            case "uuid" -> new UuidType();
            case "x-singer.decimal", "singer.decimal" ->
                new NumberType(positive(schema.path("precision")), positive(schema.path("scale")));
            default -> new StringType(positive(schema.path("maxLength")));
        };
    }

    /** The formats of all alternatives that admit strings; an alternative without one counts as the empty format. */
    static Set<String> formats(JsonNode schema) {
        List<JsonNode> alternatives = JsonTypes.alternatives(schema);
        if (schema.has("format") || alternatives.isEmpty()) {
            return Set.of(schema.path("format").asText(""));
        }
        return alternatives.stream()
                .filter(alternative -> JsonTypes.of(alternative).admits(JsonTypes.STRING))
                .flatMap(alternative -> formats(alternative).stream())
                .collect(Collectors.toSet());
    }

    private static OptionalInt positive(JsonNode number) {
        return number.isInt() && number.intValue() >= 0 ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }
}
