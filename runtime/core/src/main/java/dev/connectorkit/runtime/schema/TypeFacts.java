package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What a schema says of its values as far as a destination's types can follow: it may admit less than these facts do, never
 * more. A keyword of the wrong shape says nothing here.
 *
 * @param format          of strings, empty where they have none or several
 * @param contentEncoding of strings, likewise
 * @param maxLength       of strings, in code points
 * @param minimum         of whole numbers, inclusive
 * @param maximum         of whole numbers, inclusive
 * @param scale           digits behind the point of numbers
 * @param singerPrecision digits of decimals in strings (format {@code x-singer.decimal})
 * @param singerScale     digits behind the point of decimals in strings
 */
record TypeFacts(
        JsonTypes types,
        String format,
        String contentEncoding,
        Optional<Integer> maxLength,
        Optional<BigInteger> minimum,
        Optional<BigInteger> maximum,
        Optional<Integer> scale,
        Optional<Integer> singerPrecision,
        Optional<Integer> singerScale) {
    /** A schema that says nothing. */
    static final TypeFacts NONE = ofTypes(JsonTypes.ANY);

    static TypeFacts ofTypes(JsonTypes types) {
        return new TypeFacts(
                types,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What the schema's own keywords say; the schemas in it are not looked at. */
    static TypeFacts ofKeywords(JsonNode schema, Draft draft) {
        return new TypeFacts(
                types(schema, draft),
                schema.path("format").asText(""),
                schema.path("contentEncoding").asText(""),
                size(schema.path("maxLength")),
                minimum(schema),
                maximum(schema),
                number(schema.path("multipleOf"))
                        .map(step -> Math.max(0, step.stripTrailingZeros().scale())),
                size(schema.path("precision")),
                size(schema.path("scale")));
    }

    /** Both schemas hold. */
    TypeFacts and(TypeFacts other) {
        return new TypeFacts(
                new JsonTypes(types.mask() & other.types.mask()),
                format.isEmpty() ? other.format : format,
                contentEncoding.isEmpty() ? other.contentEncoding : contentEncoding,
                tighter(maxLength, other.maxLength, Math::min),
                tighter(minimum, other.minimum, BigInteger::max),
                tighter(maximum, other.maximum, BigInteger::min),
                tighter(scale, other.scale, Math::min),
                tighter(singerPrecision, other.singerPrecision, Math::min),
                tighter(singerScale, other.singerScale, Math::min));
    }

    /** One of the schemas holds. */
    TypeFacts or(TypeFacts other) {
        return new TypeFacts(
                new JsonTypes(types.mask() | other.types.mask()),
                or(other, JsonTypes.STRING, TypeFacts::format, TypeFacts::common),
                or(other, JsonTypes.STRING, TypeFacts::contentEncoding, TypeFacts::common),
                looser(other, JsonTypes.STRING, TypeFacts::maxLength, Math::max),
                looser(other, JsonTypes.INTEGER, TypeFacts::minimum, BigInteger::min),
                looser(other, JsonTypes.INTEGER, TypeFacts::maximum, BigInteger::max),
                looser(other, JsonTypes.NUMBER, TypeFacts::scale, Math::max),
                looser(other, JsonTypes.STRING, TypeFacts::singerPrecision, Math::max),
                looser(other, JsonTypes.STRING, TypeFacts::singerScale, Math::max));
    }

    private static String common(String one, String other) {
        return one.equals(other) ? one : "";
    }

    private static <T> Optional<T> tighter(Optional<T> one, Optional<T> two, BinaryOperator<T> choice) {
        return one.isPresent() && two.isPresent() ? Optional.of(choice.apply(one.get(), two.get())) : one.or(() -> two);
    }

    private <T> Optional<T> looser(
            TypeFacts other, int bits, Function<TypeFacts, Optional<T>> fact, BinaryOperator<T> choice) {
        return or(other, bits, fact, (one, two) -> one.flatMap(a -> two.map(b -> choice.apply(a, b))));
    }

    /** Where only one of the two admits values of the type, what it says goes for all of them. */
    private <T> T or(TypeFacts other, int bits, Function<TypeFacts, T> fact, BinaryOperator<T> choice) {
        if (!other.types.admits(bits)) {
            return fact.apply(this);
        }
        return types.admits(bits) ? choice.apply(fact.apply(this), fact.apply(other)) : fact.apply(other);
    }

    private static JsonTypes types(JsonNode schema, Draft draft) {
        int mask = JsonTypes.ofKeyword(schema.path("type")).mask();
        if (schema.path("enum").isArray()) {
            int values = 0;
            for (JsonNode value : schema.path("enum")) {
                values |= JsonTypes.bitOf(value);
            }
            mask &= values;
        }
        if (schema.has("const") && draft.knows("const")) {
            mask &= JsonTypes.bitOf(schema.path("const"));
        }
        return new JsonTypes(mask);
    }

    private static Optional<BigInteger> minimum(JsonNode schema) {
        return limit(schema, "minimum", "exclusiveMinimum", RoundingMode.CEILING, BigInteger.ONE, BigInteger::max);
    }

    private static Optional<BigInteger> maximum(JsonNode schema) {
        return limit(
                schema, "maximum", "exclusiveMaximum", RoundingMode.FLOOR, BigInteger.ONE.negate(), BigInteger::min);
    }

    /** The last whole number inside; an exclusive limit is given by itself, or as in draft 4 by a boolean beside the limit. */
    private static Optional<BigInteger> limit(
            JsonNode schema,
            String keyword,
            String exclusiveKeyword,
            RoundingMode inwards,
            BigInteger step,
            BinaryOperator<BigInteger> tighter) {
        boolean open = schema.path(exclusiveKeyword).booleanValue();
        return tighter(
                number(schema.path(keyword)).map(limit -> inside(limit, open, inwards, step)),
                number(schema.path(exclusiveKeyword)).map(limit -> inside(limit, true, inwards, step)),
                tighter);
    }

    private static BigInteger inside(BigDecimal limit, boolean open, RoundingMode inwards, BigInteger step) {
        BigInteger whole = limit.setScale(0, inwards).toBigInteger();
        return open && limit.compareTo(new BigDecimal(whole)) == 0 ? whole.add(step) : whole;
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return node.isNumber() && ExactNumber.isReadable(node.decimalValue())
                ? Optional.of(node.decimalValue())
                : Optional.empty();
    }

    private static Optional<Integer> size(JsonNode node) {
        return node.isInt() && node.intValue() >= 0 ? Optional.of(node.intValue()) : Optional.empty();
    }
}
