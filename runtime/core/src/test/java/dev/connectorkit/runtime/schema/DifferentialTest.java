package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.Validator;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random schemas of the keywords that are checked while reading, and random values: does Everit come to the same verdict? */
class DifferentialTest {
    /** A schema without what is written for Everit anew: the stock validator on what org.json parsed. */
    private static boolean everitAccepts(String schema, String value) {
        try {
            JSONObject stream = new JSONObject(new JSONTokener("{\"properties\":{\"v\":" + schema + "}}"));
            Validator.builder()
                    .failEarly()
                    .build()
                    .performValidation(
                            SchemaLoader.builder()
                                    .draftV7Support()
                                    .schemaJson(stream)
                                    .build()
                                    .load()
                                    .build(),
                            new JSONObject(new JSONTokener("{\"v\":" + value + "}")));
            return true;
        } catch (ValidationException e) {
            return false;
        }
    }

    private static boolean readerAccepts(String schema, String value) {
        try {
            JsonNode stream = Records.json("{\"properties\":{\"v\":" + schema + "}}");
            Records.read(Records.reader(stream), "{\"v\":" + value + "}");
            return true;
        } catch (RecordException e) {
            return false;
        }
    }

    private static boolean fullValidatorAccepts(String schema, String value) {
        ObjectNode stream = (ObjectNode) Records.json("{\"properties\":{\"v\":" + schema + "}}");
        RulesCompiler compiler = new RulesCompiler(new SchemaDocument(stream, Draft.SEVEN));
        FullValidator validator =
                new FullValidator(compiler, stream.path("properties").path("v"));
        try {
            validator.check(Optional.of("v"), OrgJson.of(Records.json(value)));
            return true;
        } catch (RecordException e) {
            return false;
        }
    }

    @Property(tries = 3000)
    void theReaderAndTheFullValidatorAgree(@ForAll("cases") Tuple2<String, String> pair) {
        assertThat(readerAccepts(pair.get1(), pair.get2())).isEqualTo(fullValidatorAccepts(pair.get1(), pair.get2()));
    }

    @Property(tries = 3000)
    void theReaderAndStockEveritAgreeOutsideOfTheDepartures(@ForAll("cases") Tuple2<String, String> pair) {
        String schema = pair.get1();
        String value = pair.get2();
        boolean accepts = readerAccepts(schema, value);
        if (accepts != everitAccepts(schema, value)) {
            assertThat(Departure.values())
                    .as("schema %s, value %s: the reader says %s", schema, value, accepts)
                    .anyMatch(departure -> departure.explains(schema, value, accepts));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyDepartureIsOne(Departure departure) {
        boolean accepts = readerAccepts(departure.schema, departure.value);
        assertThat(everitAccepts(departure.schema, departure.value)).isNotEqualTo(accepts);
        assertThat(departure.explains(departure.schema, departure.value, accepts))
                .isTrue();
    }

    /** The list of what stock Everit decides otherwise than the drafts, or than this project's decisions; each with an example. */
    enum Departure {
        /** Draft 6, 6.1.1: a number without a fraction is an integer, however it is written. Everit goes by the spelling. */
        INTEGERS_WITH_A_POINT("{\"type\":\"integer\"}", "1.0") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"integer\"") && isSpelledAsDecimal(value);
            }
        },
        /** org.json makes a floating point number of -0, so to Everit it is no integer. */
        MINUS_ZERO("{\"type\":\"integer\"}", "-0") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"integer\"") && value.equals("-0");
            }
        },
        /** Draft 6, 6.23: numbers are equal by their value. Everit compares decimals digit by digit, 1.5 and 1.50 differ. */
        EQUAL_DECIMALS("{\"enum\":[1.5]}", "1.50") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return (schema.contains("\"enum\"") || schema.contains("\"const\"")) && isSpelledAsDecimal(value);
            }
        },
        /** ECMA-262: $ is the end. In java.util.regex it also stands before a last newline. */
        DOLLAR_BEFORE_A_LAST_NEWLINE("{\"pattern\":\"b$\"}", "\"b\\n\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("$\"") && value.endsWith("\\n\"");
            }
        },
        /** ECMA-262: \s is any white space of Unicode; in java.util.regex that of ASCII. */
        WHITE_SPACE_OF_UNICODE("{\"pattern\":\"\\\\s\"}", "\"\u00a0\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\\\\s") && value.contains("\u00a0");
            }
        },
        /** Taps send naive date-times, blanks for the T, offsets without a colon; RFC 3339 and Everit refuse them. */
        DATE_TIMES_THAT_TAPS_SEND("{\"format\":\"date-time\"}", "\"2024-01-01 10:00:00\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"date-time\"") && isDateTime(value);
            }
        },
        /** The same of times. */
        TIMES_THAT_TAPS_SEND("{\"format\":\"time\"}", "\"10:00:00\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"time\"") && value.contains(":");
            }
        },
        /** Everit knows no format uuid. */
        UUID_IS_ASSERTED("{\"format\":\"uuid\"}", "\"x\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"uuid\"") && value.startsWith("\"");
            }
        },
        /** Formats but those of dates, times and UUIDs are annotations (draft 7, 7.2); Everit asserts what it knows. */
        OTHER_FORMATS_ARE_ANNOTATIONS("{\"format\":\"json-pointer\"}", "\"x\"") {
            @Override
            boolean explains(String schema, String value, boolean accepts) {
                return schema.contains("\"json-pointer\"") && value.startsWith("\"");
            }
        };

        private final String schema;
        private final String value;

        Departure(String schema, String value) {
            this.schema = schema;
            this.value = value;
        }

        abstract boolean explains(String schema, String value, boolean accepts);

        private static boolean isSpelledAsDecimal(String value) {
            return value.matches("-?[0-9]+(\\.[0-9]+([eE].*)?|[eE].*)");
        }

        private static boolean isDateTime(String value) {
            byte[] text = value.replace("\"", "").getBytes(StandardCharsets.UTF_8);
            return DateTimes.microsOfDateTime(text, 0, text.length) != DateTimes.INVALID;
        }
    }

    @Provide
    Arbitrary<Tuple2<String, String>> cases() {
        return Combinators.combine(schemas(), values()).as(Tuple::of);
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> numbers = Arbitraries.of(
                "0",
                "-0",
                "1",
                "2",
                "3",
                "-1",
                "5",
                "10",
                "100",
                "1.0",
                "1.5",
                "1.50",
                "2.00",
                "0.1",
                "0.3",
                "0.01",
                "-1.5",
                "1e1",
                "15e-1",
                "1E+2",
                "0.30000000000000000001",
                "12345678901234567890",
                "9223372036854775808",
                "123456789012345678",
                "1234567890123456789.5",
                "0.0");
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars('a', 'b', 'c', '1', ' ', '\u00e9', '\u00a0')
                .ofMaxLength(5)
                .map(text -> "\"" + text + "\"");
        Arbitrary<String> special = Arbitraries.of(
                "\"\\ud83d\\ude00\"",
                "\"b\\n\"",
                "\"a\\u0000\"",
                "\"2024-02-29\"",
                "\"2023-02-29\"",
                "\"2024-01-01T10:00:00Z\"",
                "\"2024-01-01T10:00:00.5+01:00\"",
                "\"2024-01-01 10:00:00\"",
                "\"10:00:00\"",
                "\"10:00:00Z\"",
                "\"25:00:00Z\"",
                "\"123e4567-e89b-12d3-a456-426614174000\"",
                "\"a@example.com\"");
        Arbitrary<String> others = Arbitraries.of("null", "true", "false", "{}", "[]", "{\"a\":1}", "[1,\"a\"]");
        return Arbitraries.frequencyOf(
                Tuple.of(4, numbers), Tuple.of(3, texts), Tuple.of(2, special), Tuple.of(2, others));
    }

    private static Arbitrary<String> schemas() {
        Arbitrary<String> leaves = leaves();
        Arbitrary<String> combined = Combinators.combine(
                        Arbitraries.of("anyOf", "oneOf", "allOf"),
                        leaves.list().ofMinSize(1).ofMaxSize(3))
                .as((keyword, parts) -> "{\"" + keyword + "\":[" + String.join(",", parts) + "]}");
        Arbitrary<String> nullable =
                leaves.map(leaf -> "{\"anyOf\":[" + leaf + ",{\"type\":\"null\"}],\"title\":\"t\"}");
        Arbitrary<String> negated = leaves.map(leaf -> "{\"not\":" + leaf + "}");
        Arbitrary<String> conditional = leaves.list().ofSize(3).map(parts -> "{\"if\":%s,\"then\":%s,\"else\":%s}"
                .formatted(parts.get(0), parts.get(1), parts.get(2)));
        return Arbitraries.frequencyOf(
                Tuple.of(6, leaves),
                Tuple.of(3, combined),
                Tuple.of(2, nullable),
                Tuple.of(1, negated),
                Tuple.of(1, conditional));
    }

    private static Arbitrary<String> leaves() {
        Arbitrary<String> type = Arbitraries.of("string", "number", "integer", "boolean", "null", "object", "array");
        Arbitrary<String> types = type.list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(names -> names.size() == 1
                        ? "\"type\":\"" + names.get(0) + "\""
                        : names.stream()
                                .map(name -> "\"" + name + "\"")
                                .collect(Collectors.joining(",", "\"type\":[", "]")));
        Arbitrary<String> limit = Arbitraries.of("0", "1", "-1.5", "2.50", "0.1", "100", "1e1", "9223372036854775807");
        Arbitrary<String> limits = Combinators.combine(
                        Arbitraries.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), limit)
                .as((keyword, value) -> "\"" + keyword + "\":" + value);
        Arbitrary<String> steps =
                Arbitraries.of("1", "2", "0.1", "0.01", "0.25", "2.5", "3").map(step -> "\"multipleOf\":" + step);
        Arbitrary<String> lengths = Combinators.combine(
                        Arbitraries.of("minLength", "maxLength"),
                        Arbitraries.integers().between(0, 4))
                .as((keyword, length) -> "\"" + keyword + "\":" + length);
        Arbitrary<String> patterns = Arbitraries.of("^a", "b$", "^[a-c]*$", "\\\\d", "a|1", "^.$", "\\\\s", "[^a]")
                .map(pattern -> "\"pattern\":\"" + pattern + "\"");
        Arbitrary<String> formats = Arbitraries.of("date-time", "date", "time", "uuid", "json-pointer", "unknown")
                .map(format -> "\"format\":\"" + format + "\"");
        Arbitrary<String> constants =
                Arbitraries.of("1", "1.5", "0.0", "\"a\"", "\"\"", "null", "true", "false", "12345678901234567890");
        Arbitrary<String> enums = constants
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(values -> "\"enum\":[" + String.join(",", values) + "]");
        Arbitrary<String> fixed = constants.map(value -> "\"const\":" + value);
        Arbitrary<String> keyword = Arbitraries.frequencyOf(
                Tuple.of(4, types),
                Tuple.of(3, limits),
                Tuple.of(1, steps),
                Tuple.of(2, lengths),
                Tuple.of(1, patterns),
                Tuple.of(1, formats),
                Tuple.of(1, enums),
                Tuple.of(1, fixed));
        return keyword.list().ofMaxSize(4).map(DifferentialTest::schemaOf);
    }

    /** Each keyword once. */
    private static String schemaOf(List<String> keywords) {
        return keywords.stream()
                .collect(Collectors.toMap(
                        one -> one.substring(0, one.indexOf(':')), one -> one, (first, second) -> first, TreeMap::new))
                .values()
                .stream()
                .collect(Collectors.joining(",", "{", "}"));
    }
}
