package dev.connectorkit.runtime.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final JsonMapper JSON = Json.trees(1 << 20);
    private static final String RECORD = """
            {"id": 7, "count": 21, "big": 123456789012345678901234567890, "price": 12.50, "neg": -7, "zero": 0,
             "name": "Ada Lovelace", "email": "Ada@Example.com", "empty_text": "", "none": null, "yes": true, "no": false,
             "user": {"id": 1, "tags": ["x", "y"], "name": null, "sub": {"num": 1}},
             "fields": [{"key": "age", "value": 5}, {"key": "city", "value": "Paris"}],
             "custom_fields": [{"id": 1, "value": "abc"}, {"id": 2, "value": 1212}, {"id": 3, "value": null}],
             "numbers": [3, 1, 2], "joined_at": "2022-01-01T00:00:00Z", "created": "2019-05-17",
             "uni": "caf\\u00e9 \\ud83d\\ude00", "size": "L", "from": "here", "huge": 1e99999}""";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.5Z"), ZoneOffset.UTC);
    private static final Expressions EXPRESSIONS = new Expressions(CLOCK);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void givesWhatPythonGives(String expression, String json) throws IOException {
        assertThat(json(expression)).isEqualTo(withPlainNumbers(JSON.readTree(json)));
    }

    static Stream<Arguments> givesWhatPythonGives() throws IOException {
        try (InputStream in = ExpressionTest.class.getResourceAsStream("/mapping/python-expressions.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> Arguments.of((Object[]) line.split("  =>  ", 2)));
        }
    }

    /** What Python calculates in floating point, or has no word for. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.1 + 0.2                              | 0.3
            0.1 + 0.2 == 0.3                       | true
            price * 3                              | 37.50
            12345678901234567890.12345678901234567890 * 10 | 123456789012345678901.23456789012345678900
            1 / 3                                  | 0.3333333333333333333333333333333333
            big + 0.5                              | 123456789012345678901234567890.5
            count > 5 ? 'a' : 'b'                  | "a"
            count > 50 ? 'a' : count > 5 ? 'b' : 'c' | "b"
            yes && !no                             | true
            [none?.lower()]                        | [null]
            none == null ? 'n' : none.lower()      | "n"
            user.sub.num + 1                       | 2
            [user['none']]                         | [null]
            datetime.datetime.now().isoformat()    | "2026-01-02T03:04:05.500000"
            datetime.datetime.now(datetime.timezone.utc).isoformat() | "2026-01-02T03:04:05.500000+00:00"
            datetime.date.today().isoformat()      | "2026-01-02"
            """)
    void keepsEveryDigitAndReadsJexlToo(String expression, String json) throws IOException {
        assertThat(json(expression)).isEqualTo(withPlainNumbers(JSON.readTree(json)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            lambda x: x               | column 1, "lambda": there are no lambdas; write a comprehension, [x + 1 for x in list]
            x ** 2                    | column 3: "**" has no place in an expression; there is no power; write a product, x * x
            x // 2                    | column 3: "//" has no place in an expression; there is no division without remainder; write int(a / b)
            x & 1                     | column 3: "&" has no place in an expression; there are no operators on bits; write and, or, not
            x = 5                     | column 3: nothing is assigned in an expression; two values are compared by ==
            x := 5                    | column 3: ":=" has no place in an expression; nothing is assigned in an expression; two values are compared by ==
            x; y                      | column 2: ";" has no place in an expression; a map holds one expression; a second one is a property of its own
            x # note                  | column 3: "#" has no place in an expression; an expression has no comments
            'a%s' % x                 | column 1, a string: a string is not formatted by %; write 'a' + str(x), or f'a{x}'
            'a{}'.format(x)           | column 7: there is no method format; write 'a' + str(x), or f'a{x}'
            f'{x:.2f}'                | column 2: braces in a string hold a plain expression; write 'a' + str(x) for others
            b'x'                      | column 2: there are no strings of bytes; write the string without its prefix b
            x.toLowerCase()           | column 3: there is no method toLowerCase; write x.lower()
            x.encode('utf-8')         | column 3: there is no method encode; md5 and sha256 take strings as they are
            x.getClass()              | column 3: there is no method getClass; docs/maps.md lists those there are
            x[::2]                    | column 2, "[": a slice has a start and an end, no step
            x.split(',', maxsplit=1)  | column 14, "maxsplit": arguments are given in their order, without names
            rand()                    | column 1: there is no function rand; a row has to come out the same each time; write sha256(str(id)) for something like chance
            fake.name()               | column 1: there is no Faker; mask by sha256(config['hash_seed'] + x) or by a string
            size(x)                   | column 1: there is no function size; write len(x)
            [a for a, b in x]         | column 4, "for": a comprehension has one variable; write [x[0] for x in pairs]
            [a for a in x for b in a] | column 4, "for": a comprehension goes through one list; put the second one in brackets of its own
            x if y                    | column 3, "if": an if needs its else; write x if condition else None
            x is 5                    | column 6, "5": is compares with None; write == for other values
            a, b                      | column 1, "a": a property has one value; write a list, [a, b]
            a b                       | column 3, "b": an operator is missing before it
            a +                       | column 3, "+": a value is missing beside it
            a * / b                   | it is no expression; see docs/maps.md
            (a                        | column 1: "(" is not closed
            a)                        | column 2: ")" closes no bracket
            'a                        | column 1: the string has no end
            class                     | column 1: "class" has no place here; the property of that name is _['class']
            010                       | column 1: "010" is no number
            1e99999                   | column 1: "1e99999" is no number
            x =~ 'a'                  | column 3: "=~" has no place in an expression; write x in y, x.startswith('a') or x.endswith('a')
            x.__class__               | column 3: __class__ is no name of a member; write x['__class__']
            __import__('os')          | column 1: there is no function __import__; there are abs, all, any, bool, dict, float, int, len, list, max, md5, min, round, set, sha256, sorted, str, sum, tuple
            new('java.io.File')       | column 1: there is no function new; there are abs, all, any, bool, dict, float, int, len, list, max, md5, min, round, set, sha256, sorted, str, sum, tuple
            this should raise an er!ror | column 6, "should": an operator is missing before it
            """)
    void refusesWhatDoesNotWorkWithWhatDoes(String expression, String message) {
        assertThatThrownBy(() -> EXPRESSIONS.compile(expression))
                .isInstanceOf(ExpressionProblem.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none.lower()               | "none" is null; write … if x is not None else None
            record['none'].lower()     | a part of it is null; write … if x is not None else None
            user['name'].lower()       | a part of it is null; write … if x is not None else None
            user.name.lower()          | a part of it is null; write … if x is not None else None
            record.get('none').lower() | a part of it is null; write … if x is not None else None
            [x.lower() for x in [none]] | "x" is null; write … if x is not None else None
            none['a']                  | "none" is null; write … if x is not None else None
            none + 1                   | null cannot be added to a number; write … if x is not None else None
            1 + none                   | a number cannot be added to null; write … if x is not None else None
            none > 5                   | null cannot be compared with a number; write … if x is not None else None
            'a' if none > 5 else 'b'   | null cannot be compared with a number; write … if x is not None else None
            'a' in none                | a string is looked for in null, which holds nothing of the kind; write … if x is not None else None
            md5(none)                  | md5 takes a string, found null; write … if x is not None else None
            md5(count)                 | md5 takes a string, found a number; write str(x) around it
            name + count               | a string and a number cannot be added; write str(x) around the number
            name - 1                   | a string cannot be reduced by a number
            name > 1                   | a string cannot be compared with a number
            count.lower()              | the value has no method lower
            name.items()               | the value has no method items
            int('x')                   | int is given a string that is no whole number; write int(float(x)) to cut it off
            int(none)                  | int takes a number or a string, found null; write … if x is not None else None
            float('nan')               | float is given a string that is no number
            count / zero               | division by zero; write … if x else None
            name.split('@')[1]         | the list has no item 1, only 1 items; write x[1] if len(x) > 1 else None
            'x' * 10000000             | a string is repeated to more than a million characters
            str(user)                  | str takes a simple value, found an object; write json.dumps(x)
            datetime.datetime.fromisoformat(name) | the string is not a date-time such as 2024-12-31T23:59:59+00:00
            datetime.date.fromisoformat(name) | the string is not a date such as 2024-12-31
            huge + 1                   | a number with an exponent of more than 1000 cannot be calculated with
            len()                      | len takes 1 argument, 0 given
            none(1)                    | there is no function none
            """)
    void saysWhyItCannotBeEvaluatedWithoutAnyValue(String expression, String message) {
        assertThatThrownBy(() -> EXPRESSIONS.compile(expression).evaluate(new RecordNames()))
                .hasMessageContaining(message);
    }

    /** Whatever gets past the translation finds no class, no method of Java and nothing to change. */
    @ParameterizedTest
    @ValueSource(strings = {"name.class", "user.class.name", "json.class", "record.name.bytes", "datetime.clock"})
    void reachesNothingOfJava(String expression) {
        Expression compiled = EXPRESSIONS.compile(expression);
        assertThatThrownBy(
                        () -> assertThat(compiled.evaluate(new RecordNames())).isNotNull())
                .isInstanceOfAny(ExpressionFault.class, AssertionError.class);
    }

    @Test
    void tellsWhichNamesItReads() {
        Expression expression = EXPRESSIONS.compile(
                "md5(config['seed'] + email) if [x for x in tags if x == size] else record['name'] + json.dumps(_['a'])");
        assertThat(expression.names()).containsExactlyInAnyOrder("config", "email", "tags", "size", "record", "_");
        assertThat(expression.recordKeys()).containsExactlyInAnyOrder("name", "a");
        assertThat(expression.configKeys()).containsExactly("seed");
    }

    private static JsonNode json(String expression) throws IOException {
        StringBuilder json = new StringBuilder();
        PythonJson.write(EXPRESSIONS.compile(expression).evaluate(new RecordNames()), json);
        return withPlainNumbers(JSON.readTree(json.toString()));
    }

    /** 1.50 and 1.5 are one number. */
    private static JsonNode withPlainNumbers(JsonNode node) {
        if (node.isNumber()) {
            return DecimalNode.valueOf(node.decimalValue().stripTrailingZeros());
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(withPlainNumbers(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), withPlainNumbers(entry.getValue())));
            return copy;
        }
        return node;
    }

    private static final class RecordNames implements Names {
        private final Map<String, Object> values = new HashMap<>();

        @SuppressWarnings("unchecked")
        RecordNames() {
            byte[] json = RECORD.getBytes(StandardCharsets.UTF_8);
            Map<String, Object> record =
                    (Map<String, Object>) Objects.requireNonNull(PythonJson.read(json, 0, json.length));
            values.putAll(record);
            values.put("record", record);
            values.put("_", new LinkedHashMap<>(record));
            values.put("self", "Self");
            values.put("config", Map.of("hash_seed", "s33d"));
            values.put("__stream_name__", "people");
            values.put("__original_stream_name__", "people");
        }

        @Override
        public boolean has(String name) {
            return values.containsKey(name);
        }

        @Override
        public @Nullable Object get(String name) {
            return values.get(name);
        }
    }
}
