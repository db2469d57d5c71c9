package dev.connectorkit.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.JsonType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"integer","minimum":3,"maximum":5}            | 3            | ok
            {"type":"integer","minimum":3,"maximum":5}            | 2            | property "v" is less than its limit 3 (minimum)
            {"type":"integer","minimum":3,"maximum":5}            | 6            | property "v" is more than its limit 5 (maximum)
            {"type":"number","exclusiveMaximum":5}                | 5.0          | property "v" is not less than its limit 5 (exclusiveMaximum)
            {"type":"number","exclusiveMaximum":5}                | 4.999        | ok
            {"type":"number","minimum":0.1}                       | 0.1          | ok
            {"type":"number","minimum":0.1}                       | 0.0999999999999999999999 | property "v" is less than its limit 0.1 (minimum)
            {"type":"number","minimum":-1.5}                      | -1           | ok
            {"type":"number","minimum":-1.5}                      | -2           | property "v" is less than its limit -1.5 (minimum)
            {"type":"integer","maximum":1e30}                     | 1000000000000000000000000000001 | property "v" is more than its limit 1E+30 (maximum)
            {"type":"number","maximum":5,"exclusiveMaximum":true} | 5            | property "v" is not less than its limit 5 (exclusiveMaximum)
            {"type":"number","multipleOf":0.01}                   | 19.99        | ok
            {"type":"number","multipleOf":0.01}                   | 1e-1         | ok
            {"type":"number","multipleOf":0.01}                   | 19.999       | property "v" is no multiple of 0.01 (multipleOf)
            {"type":"integer","multipleOf":100}                   | 123400       | ok
            {"type":"integer","multipleOf":100}                   | 123450       | property "v" is no multiple of 100 (multipleOf)
            {"type":"integer","multipleOf":3}                     | 30000000000000000000000000003 | ok
            {"type":"number"}                                     | 1e1001       | property "v" has an exponent past 1000, which is not read
            {"type":"number"}                                     | 1e99999999999999 | property "v" has an exponent past 1000, which is not read
            {"type":"string","maxLength":2}                       | "é😀"        | ok
            {"type":"string","maxLength":2}                       | "abc"        | property "v" is longer than 2 characters (maxLength)
            {"type":"string","minLength":2}                       | "a"          | property "v" is shorter than 2 characters (minLength)
            {"type":"string","minLength":2}                       | "😀"         | property "v" is shorter than 2 characters (minLength)
            {"type":"string","maxLength":2.0}                     | "ab"         | ok
            {"type":"string","enum":["a","b"]}                    | "b"          | ok
            {"type":"string","enum":["a","b"]}                    | "c"          | property "v" is none of the values its schema allows (enum)
            {"type":["string","null"],"enum":["a","b"]}           | null         | property "v" has to be string, found null (type)
            {"enum":["a",1.50,null,true]}                         | 1.5          | ok
            {"enum":["a",1.50,null,true]}                         | 15e-1        | ok
            {"enum":["a",1.50,null,true]}                         | 1            | property "v" has to be string or number or boolean or null, found an integer (type)
            {"enum":["a",1.50,null,true]}                         | false        | property "v" has to be string or number or boolean or null, found a boolean (type)
            {"enum":[1,2]}                                        | 2.0          | ok
            {"enum":[1,2]}                                        | 3            | property "v" is none of the values its schema allows (enum)
            {"const":"x"}                                         | "y"          | property "v" is none of the values its schema allows (const)
            {"type":"string","pattern":"^[a-z]+$"}                | "abc"        | ok
            {"type":"string","pattern":"^[a-z]+$"}                | "abc\\n"     | property "v" does not match the pattern of its schema (pattern)
            {"type":"string","format":"date-time"}                | "2024-01-01T00:00:00Z" | ok
            {"type":"string","format":"date-time"}                | "now"        | property "v" is not a date-time (RFC 3339) (format)
            {"anyOf":[{"type":"string","format":"date-time"},{"type":["string","null"]}]} | "now" | ok
            {"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]} | "now" | property "v" is not a date-time (RFC 3339) (format)
            {"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]} | null  | ok
            {"oneOf":[{"type":"string","maxLength":1},{"type":"integer"}]} | "ab" | property "v" is longer than 1 characters (maxLength)
            {"oneOf":[{"type":"string"},{"type":["string","null"]}]} | "ab" | property "v" has to be null, found a string (type)
            {"type":"string","format":"uuid"}                     | "x"          | property "v" is not a UUID (format)
            {"type":"string","format":"email"}                    | "x"          | ok
            {"allOf":[{"type":"string"}],"description":"d"}       | 5            | property "v" has to be string, found an integer (type)
            {"not":{"type":"null"}}                               | null         | property "v" has to be string or number or boolean or object or array, found null (type)
            """)
    void checksWhileItReads(String schema, String value, String wanted) {
        String stream = "{\"properties\":{\"v\":" + schema + "}}";
        assertThat(rules(stream, "v").validator()).isEmpty();
        assertThat(verdict(stream, "{\"v\":" + value + "}")).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"array","uniqueItems":true}                    | [1,2,1.0]    | property "v" does not keep to its schema (uniqueItems)
            {"type":"array","items":{"type":"integer"}}            | [1,"secret"] | property "v/1" does not keep to its schema (type)
            {"type":"array","items":{"type":"integer"}}            | [1,2.0]      | ok
            {"type":["null","array"],"items":{"type":"integer"}}   | null         | ok
            {"properties":{"a":{"properties":{"b":{"maxLength":1}}}}} | {"a":{"b":"secret"}} | property "v/a/b" does not keep to its schema (maxLength)
            {"additionalProperties":{"type":"integer"}}            | {"secret":"x"} | property "v/*" does not keep to its schema (type)
            {"properties":{"a":{"minimum":0.1}}}                   | {"a":0.09999999999999999999999999} | property "v/a" does not keep to its schema (minimum)
            {"properties":{"a":{"format":"date"}}}                 | {"a":"2023-02-29"} | property "v/a" does not keep to its schema (format)
            {"properties":{"a":{"pattern":"^[a-z]$"}}}             | {"a":"a\\n"} | property "v/a" does not keep to its schema (pattern)
            {"required":["a"]}                                     | {}           | property "v" does not keep to its schema (required)
            {"required":["a"]}                                     | 5            | ok
            {"properties":{"a":{"type":"number"}}}                 | {"a":1e1001} | property "v" holds a number with an exponent past 1000, which is not read
            {"oneOf":[{"minLength":2},{"maxLength":3}]}            | "abc"        | property "v" does not keep to its schema (oneOf)
            {"oneOf":[{"minLength":2},{"maxLength":3}]}            | "abcd"       | ok
            {"enum":[{"a":1},[1]]}                                 | {"a":1.0}    | ok
            {"enum":[{"a":1},[1]]}                                 | {"a":2}      | property "v" does not keep to its schema (enum)
            """)
    void hasTheFullValidatorCheckTheRest(String schema, String value, String wanted) {
        String stream = "{\"properties\":{\"v\":" + schema + "}}";
        assertThat(rules(stream, "v").validator()).isPresent();
        assertThat(verdict(stream, "{\"v\":" + value + "}")).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "required":["a","other"]                        | {"a":1,"other":2}      | ok
            "required":["a","other"]                        | {"a":1}                | required property "other" is missing (required)
            "required":["b"]                                | {"a":1}                | required property "b" is missing (required)
            "additionalProperties":false                    | {"a":1,"c":2}          | property "c" is not in the schema, which allows no others (additionalProperties)
            "additionalProperties":{"type":"integer"}       | {"a":1,"secret":"x"}   | property "*" does not keep to its schema (type)
            "patternProperties":{"^c":{"type":"integer"}},"additionalProperties":false | {"a":1,"c":2} | ok
            "patternProperties":{"^c":{"type":"integer"}},"additionalProperties":false | {"a":1,"d":2} | the record does not keep to its schema (additionalProperties)
            "dependencies":{"a":["b"]}                      | {"a":1}                | the record does not keep to its schema (dependencies)
            "minProperties":2                               | {"a":1}                | the record does not keep to its schema (minProperties)
            "minProperties":2                               | {"a":1,"c":{}}         | ok
            "anyOf":[{"required":["a"]},{"required":["b"]}] | {}                     | the record does not keep to its schema (anyOf)
            "if":{"required":["a"]},"then":{"required":["b"]} | {"a":1}              | the record does not keep to its schema (required)
            "allOf":[{"properties":{"c":{"type":"integer"}}}] | {"c":"x"}            | property "c" has to be integer, found a string (type)
            """)
    void checksRecordsAsAWhole(String keywords, String record, String wanted) {
        assertThat(verdict("{\"properties\":{\"a\":{},\"b\":{}}," + keywords + "}", record))
                .isEqualTo(wanted);
    }

    @Test
    void forgetsWhatARefusedRecordHad() {
        JsonRecordReader reader = Records.reader(
                Records.json("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"other\"]}"));
        assertThatThrownBy(() -> Records.read(reader, "{\"other\":1,\"a\":\"x\"}"))
                .hasMessageContaining("(type)");
        assertThatThrownBy(() -> Records.read(reader, "{\"a\":1}")).hasMessageContaining("(required)");
    }

    @Test
    void resolvesReferencesWithinTheSchemaForTypesToo() {
        String schema = """
                {"definitions": {"money": {"type": "number", "multipleOf": 0.01}, "when": {"$ref": "#/definitions/time"},
                                 "time": {"type": "string", "format": "date-time"},
                                 "node": {"type": "object", "properties": {"next": {"$ref": "#/definitions/node"}, "n": {"type": "integer"}}}},
                 "properties": {
                   "price": {"$ref": "#/definitions/money"},
                   "at": {"anyOf": [{"$ref": "#/definitions/when"}, {"type": "null"}]},
                   "count": {"allOf": [{"type": "integer"}, {"minimum": 0.5}, {"exclusiveMaximum": 10}], "title": "t"},
                   "code": {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "string", "maxLength": 7}]},
                   "list": {"$ref": "#/definitions/node"}}}""";
        assertThat(properties(schema).stream().map(Property::type))
                .containsExactly(
                        new NumberType(OptionalInt.empty(), OptionalInt.of(2)),
                        new DateTimeType(),
                        new IntegerType(Optional.of(BigInteger.ONE), Optional.of(BigInteger.valueOf(9))),
                        new StringType(OptionalInt.of(7)),
                        new JsonType());
        assertThat(properties(schema).stream().map(Property::nullable))
                .containsExactly(false, true, false, false, false);
        assertThat(verdict(schema, "{\"price\":1.005}"))
                .isEqualTo("property \"price\" is no multiple of 0.01 (multipleOf)");
        assertThat(verdict(schema, "{\"list\":{\"next\":{\"next\":{\"n\":1.5}}}}"))
                .isEqualTo("property \"list/next/next/n\" does not keep to its schema (type)");
    }

    @Test
    void knowsTheElementsOfAnArrayOfScalarsAndHowTextStandsForBytes() {
        String schema = """
                {"definitions": {"names": {"type": "array", "items": {"type": ["string", "null"]}}},
                 "properties": {
                   "names": {"$ref": "#/definitions/names"},
                   "counts": {"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]},
                   "days": {"type": "array", "items": {"type": "string", "format": "date"}},
                   "pairs": {"type": "array", "items": [{"type": "integer"}, {"type": "integer"}]},
                   "deep": {"type": "array", "items": {"$ref": "#/properties/deep"}},
                   "either": {"type": ["array", "object"], "items": {"type": "string"}},
                   "bytes": {"anyOf": [{"type": "string", "contentEncoding": "BASE64"}, {"type": "null"}]},
                   "mail": {"type": "string", "contentEncoding": "quoted-printable"}}}""";
        assertThat(properties(schema).stream().map(Property::type))
                .containsExactly(
                        new JsonType(Optional.of(StringType.UNBOUNDED)),
                        new JsonType(Optional.of(IntegerType.UNBOUNDED)),
                        new JsonType(),
                        new JsonType(),
                        new JsonType(),
                        new JsonType(),
                        new StringType(OptionalInt.empty(), Optional.of(ContentEncoding.BASE64)),
                        StringType.UNBOUNDED);
    }

    @Test
    void readsASchemaThatIsAReferenceItself() {
        String schema = """
                {"$ref": "#/definitions/order",
                 "definitions": {"order": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}}}""";
        assertThat(verdict(schema, "{\"id\":1}")).isEqualTo("ok");
        assertThat(verdict(schema, "{}")).isEqualTo("required property \"id\" is missing (required)");
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$ref":"http://example.com/a.json"}      | property "v": $ref "http://example.com/a.json" leads to nothing in the schema; the tap has to send what it refers to, nothing is fetched
            {"$ref":"file:///etc/passwd"}             | property "v": $ref "file:///etc/passwd" leads to nothing in the schema; the tap has to send what it refers to, nothing is fetched
            {"items":{"$ref":"http://example.com/"}}  | property "v": $ref "http://example.com/" leads to nothing in the schema; the tap has to send what it refers to, nothing is fetched
            {"$ref":"#/definitions/missing"}          | property "v": $ref "#/definitions/missing" leads to nothing in the schema; the tap has to send what it refers to, nothing is fetched
            {"$ref":"#/properties/v"}                 | property "v": $ref "#/properties/v" refers to itself
            {"allOf":[{"$ref":"#/properties/v"}]}     | property "v": the schema refers to itself without end
            {"items":{"anyOf":[{"$ref":"#/properties/v/items"}]}} | property "v": the schema refers to itself without end
            {"type":"text"}                           | property "v": "text" is no JSON Schema type
            {"type":5}                                | property "v": "type" has to be the name of a type or a list of them
            {"minLength":-1}                          | property "v": "minLength" has to be a whole number, 0 or more
            {"multipleOf":0}                          | property "v": "multipleOf" has to be a number above 0
            {"enum":"a"}                              | property "v": "enum" has to be a list of values
            {"pattern":"(a"}                          | property "v": "pattern" is no regular expression that can be read: Unclosed group near index 2
            {"pattern":"\\\\Aa"}                      | property "v": "pattern" has, at index 0, the escape \\A, which ECMA-262 does not have
            {"items":{"items":{"maxLength":"x"}}}     | property "v": "maxLength" has to be a number
            {"required":[1]}                          | property "v": "required" has to be a list of names
            {"anyOf":[]}                              | property "v": "anyOf" has to be a list of schemas
            """)
    void refusesSchemasAtOnce(String schema, String problem) {
        assertThatThrownBy(() -> Records.reader(Records.json("{\"properties\":{\"v\":" + schema + "}}")))
                .isInstanceOfSatisfying(MessageException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_INVALID);
                    assertThat(e).hasMessage("stream \"s\": " + problem);
                });
    }

    @Test
    void readsEachDraftByItsOwnRules() {
        String four = "\"$schema\":\"http://json-schema.org/draft-04/schema#\",";
        String six = "\"$schema\":\"http://json-schema.org/draft-06/schema#\",";
        String later = "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",";
        String constant = "\"properties\":{\"v\":{\"const\":1}}}";
        String condition = "\"properties\":{\"v\":{\"if\":{\"type\":\"integer\"},\"then\":false}}}";
        assertThat(verdict("{" + four + constant, "{\"v\":2}")).isEqualTo("ok");
        assertThat(verdict("{" + six + constant, "{\"v\":2}")).isNotEqualTo("ok");
        assertThat(verdict("{" + six + condition, "{\"v\":2}")).isEqualTo("ok");
        assertThat(verdict("{" + condition, "{\"v\":2}")).isNotEqualTo("ok");
        assertThat(verdict("{" + later + condition, "{\"v\":2}")).isNotEqualTo("ok");
        assertThat(verdict("{" + four + "\"properties\":{\"v\":{\"type\":\"integer\"}}}", "{\"v\":1.0}"))
                .isEqualTo("ok");
    }

    @Test
    void toleratesTheRequiredOfDraft3() {
        assertThat(verdict(
                        "{\"properties\":{\"v\":{\"type\":\"integer\",\"required\":true}},\"required\":false}", "{}"))
                .isEqualTo("ok");
    }

    @Test
    void givesUpOnAPatternThatBacktracksForEver() {
        String schema = "{\"properties\":{\"v\":{\"type\":\"string\",\"pattern\":\"^(a|aa)+c\\\\1$\"}}}";
        assertThat(verdict(schema, "{\"v\":\"" + "a".repeat(200) + "\"}")).contains("in time (pattern)");
    }

    @Test
    void namesTheRuleThatAPropertyBreaks() {
        String schema =
                "{\"properties\":{\"v\":{\"maxLength\":30,\"minLength\":2,\"anyOf\":[{\"format\":\"date\"},{\"type\":\"null\"}]}}}";
        assertThat(rule(schema, "{\"v\":\"" + "x".repeat(3) + "\"}")).isEqualTo(InvalidRule.BAD_DATE);
        assertThat(rule("{\"properties\":{\"v\":{\"maxLength\":3}}}", "{\"v\":\"abcd\"}"))
                .isEqualTo(InvalidRule.TOO_LONG);
        assertThat(rule("{\"properties\":{\"v\":{\"minLength\":3}}}", "{\"v\":\"a\"}"))
                .isEqualTo(InvalidRule.INVALID);
    }

    private static InvalidRule rule(String schema, String record) {
        try {
            Records.read(Records.reader(Records.json(schema)), record);
        } catch (RecordException e) {
            return e.rule();
        }
        throw new AssertionError("the record was accepted");
    }

    private static String verdict(String schema, String record) {
        try {
            Records.read(Records.reader(Records.json(schema)), record);
            return "ok";
        } catch (RecordException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static RecordRules.PropertyRules rules(String schema, String property) {
        return RecordRules.of("s", (ObjectNode) Records.json(schema))
                .property(properties(schema).stream()
                        .filter(one -> one.name().equals(property))
                        .findFirst()
                        .orElseThrow());
    }

    private static List<Property> properties(String schema) {
        return SchemaCompiler.properties("s", (ObjectNode) Records.json(schema), List.of());
    }
}
