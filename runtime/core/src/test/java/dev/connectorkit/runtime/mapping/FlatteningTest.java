package dev.connectorkit.runtime.mapping;

import static dev.connectorkit.runtime.mapping.MappingRun.record;
import static dev.connectorkit.runtime.mapping.MappingRun.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatteningTest {
    private static final String PROPERTIES = """
            {"id": {"type": "integer"},
             "user": {"type": ["object", "null"], "properties": {
               "name": {"type": "string"},
               "address": {"type": "object", "properties": {"city": {"type": "string"}}},
               "tags": {"type": "array"}}},
             "any": {}, "free": {"type": "object"}}""".replace("\n", "");
    private static final String SCHEMA = schema("orders", PROPERTIES, "id");
    private static final String RECORD = record(
            "orders",
            "{\"id\":1,\"user\":{\"tags\":[1, 2],\"name\":\"J\\u00e4ne\",\"address\":{\"city\":\"X\"}},\"any\":{\"user\":1},\"free\":{}}");

    @Test
    void makesColumnsOfTheFirstLevel() {
        MappingRun run = MappingRun.of(depth(1), SCHEMA, RECORD);
        assertThat(run.rows())
                .containsExactly(
                        "orders {\"id\":1,\"user__name\":\"Jäne\",\"user__address\":{\"city\":\"X\"},\"user__tags\":[1, 2],\"any\":{\"user\":1},\"free\":{}}");
        assertThat(run.columns("orders"))
                .contains(
                        "user__address JsonType[elements=Optional.empty]",
                        "user__tags JsonType[elements=Optional.empty]",
                        "any JsonType[elements=Optional.empty]",
                        "free JsonType[elements=Optional.empty]");
    }

    @Test
    void makesColumnsDownToTheDepthWithTheSeparator() {
        String settings = "{\"flattening_enabled\":true,\"flattening_max_depth\":2,\"flattening_separator\":\".\"}";
        assertThat(MappingRun.of(settings, SCHEMA, RECORD).rows())
                .containsExactly(
                        "orders {\"id\":1,\"user.name\":\"Jäne\",\"user.address.city\":\"X\",\"user.tags\":[1, 2],\"any\":{\"user\":1},\"free\":{}}");
    }

    @Test
    void flattensNothingAtDepthNoughtOrWhenItIsOff() {
        String whole =
                "orders {\"id\":1,\"user\":{\"tags\":[1, 2],\"name\":\"J\\u00e4ne\",\"address\":{\"city\":\"X\"}},\"any\":{\"user\":1},\"free\":{}}";
        assertThat(MappingRun.of(depth(0), SCHEMA, RECORD).rows()).containsExactly(whole);
        assertThat(MappingRun.of("{\"flattening_max_depth\":2}", SCHEMA, RECORD).rows())
                .containsExactly(whole);
    }

    @Test
    void aNullObjectMeansNullColumnsAndAMissingOneAbsentColumns() {
        MappingRun run = MappingRun.of(
                depth(2), SCHEMA, record("orders", "{\"id\":1,\"user\":null}"), record("orders", "{\"id\":2}"));
        assertThat(run.rows())
                .containsExactly(
                        "orders {\"id\":1,\"user__name\":null,\"user__address__city\":null,\"user__tags\":null}",
                        "orders {\"id\":2}");
        assertThat(run.schema("orders").properties().get(1).nullable()).isTrue();
    }

    @Test
    void anObjectThatMayBeTextStaysOneColumn() {
        String mixed =
                schema("s", "{\"a\":{\"type\":[\"object\",\"string\"],\"properties\":{\"b\":{\"type\":\"string\"}}}}");
        assertThat(MappingRun.of(depth(1), mixed, record("s", "{\"a\":\"x\"}"), record("s", "{\"a\":{\"b\":\"y\"}}"))
                        .rows())
                .containsExactly("s {\"a\":\"x\"}", "s {\"a\":{\"b\":\"y\"}}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1,"user":{"name":2}}                    | property "user.name" has to be string, found an integer (type)
            {"id":1,"user":[]}                            | property "user" has to be an object or null, since its properties are columns
            {"id":1,"user":{"address":null}}              | property "user.address" has to be an object, since its properties are columns
            {"id":1,"user":{"name":"a","name":"b"}}       | property "user.name" stands twice in the record
            {"id":1,"user":{},"user":{}}                  | property "user" stands twice in the record
            """)
    void checksNestedValuesOnTheWay(String json, String message) {
        assertThatThrownBy(() -> MappingRun.of(depth(2), SCHEMA, record("orders", json)))
                .isInstanceOf(RecordException.class)
                .hasMessage(message);
    }

    @Test
    void requiresWhatTheNestedSchemaRequires() {
        String required = schema(
                "s",
                "{\"u\":{\"type\":\"object\",\"required\":[\"a\"],\"additionalProperties\":false,\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"integer\"}}}}");
        assertThat(MappingRun.of(depth(1), required, record("s", "{\"u\":{\"a\":1}}"), record("s", "{}"))
                        .rows())
                .containsExactly("s {\"u__a\":1}", "s {}");
        assertThatThrownBy(() -> MappingRun.of(depth(1), required, record("s", "{\"u\":{\"b\":1}}")))
                .hasMessage("required property \"u.a\" is missing (required)");
        assertThatThrownBy(() -> MappingRun.of(depth(1), required, record("s", "{\"u\":{\"a\":1,\"c\":1}}")))
                .hasMessage("property \"u.c\" is not in the schema, which allows no others (additionalProperties)");
    }

    @Test
    void followsReferencesAndChecksTheObjectAsAWhole() {
        String referring =
                "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"key_properties\":[],\"schema\":{\"definitions\":{\"u\":{\"type\":\"object\",\"minProperties\":1,\"properties\":{\"a\":{\"$ref\":\"#/definitions/n\"}}},\"n\":{\"type\":\"integer\"}},\"properties\":{\"u\":{\"$ref\":\"#/definitions/u\"}}}}";
        assertThat(MappingRun.of(depth(1), referring, record("s", "{\"u\":{\"a\":1}}"))
                        .rows())
                .containsExactly("s {\"u__a\":1}");
        assertThatThrownBy(() -> MappingRun.of(depth(1), referring, record("s", "{\"u\":{\"a\":\"x\"}}")))
                .hasMessage("property \"u.a\" has to be integer, found a string (type)");
        assertThatThrownBy(() -> MappingRun.of(depth(1), referring, record("s", "{\"u\":{}}")))
                .hasMessage("property \"u\" does not keep to its schema (minProperties)");
    }

    @Test
    void flattensAndChecksAnObjectThatIsReferredTo() {
        String referring = """
                {"type":"SCHEMA","stream":"s","key_properties":[],"schema":{
                  "definitions":{"money":{"type":"number","minimum":0},
                                 "price":{"type":"object","properties":{"net":{"$ref":"#/definitions/money"}},"maxProperties":1}},
                  "properties":{"p":{"$ref":"#/definitions/price"}}}}""".replace("\n", " ");
        assertThat(MappingRun.of(depth(1), referring, record("s", "{\"p\":{\"net\":1.5}}"))
                        .rows())
                .containsExactly("s {\"p__net\":1.5}");
        assertThatThrownBy(() -> MappingRun.of(depth(1), referring, record("s", "{\"p\":{\"net\":-1}}")))
                .hasMessage("property \"p.net\" is less than its limit 0 (minimum)");
        assertThatThrownBy(() -> MappingRun.of(depth(1), referring, record("s", "{\"p\":{\"net\":1,\"x\":1}}")))
                .hasMessage("property \"p\" does not keep to its schema (maxProperties)");
    }

    @Test
    void aFlattenedPropertyMayBeAKey() {
        String keyed = schema(
                "s", "{\"u\":{\"type\":[\"object\",\"null\"],\"properties\":{\"a\":{\"type\":\"integer\"}}}}", "u__a");
        assertThat(MappingRun.of(depth(1), keyed, record("s", "{\"u\":{\"a\":1}}"))
                        .rows())
                .containsExactly("s {\"u__a\":1}");
        for (String json : List.of("{\"u\":{\"a\":null}}", "{\"u\":{}}", "{\"u\":null}", "{}")) {
            assertThatThrownBy(() -> MappingRun.of(depth(1), keyed, record("s", json)))
                    .isInstanceOfSatisfying(
                            RecordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NULL_KEY));
        }
    }

    @Test
    void twoPropertiesThatBecomeOneColumnAreRefusedByName() {
        String both = schema(
                "s",
                "{\"a__b\":{\"type\":\"string\"},\"a\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\"}}}}");
        assertThatThrownBy(() -> MappingRun.of(depth(1), both))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_COLLISION))
                .hasMessageStartingWith(
                        "stream \"s\": properties \"a__b\" and \"a.b\" would both be column \"a__b\"; set");
    }

    /** Expected names are those of singer_sdk.helpers._flattening.flatten_key. */
    @ParameterizedTest(name = "{0} below {1}")
    @CsvSource(textBlock = """
            someVeryLongParent/child_property/leaf, 255, someVeryLongParent__child_property__leaf
            someVeryLongParent/child_property/leaf, 40,  svlp__child_property__leaf
            some_very_long_parent/child/leaf,       30,  svlp__child__leaf
            parent/child_property/leaf,             26,  par__child_property__leaf
            parent/child_property/leaf,             20,  par__cp__leaf
            parent/child_property/leaf,             5,   par__cp__lea
            ab/leaf,                                6,   ab__lea
            """)
    void abbreviatesLongNamesAsTheSdkDoes(String path, int length, String column) {
        assertThat(new Flattening(9, "__", length).column(List.of(path.split("/"))))
                .isEqualTo(column);
    }

    @Test
    void theDepthIsMandatory() {
        assertThatThrownBy(() -> MappingRun.of("{\"flattening_enabled\":true}", SCHEMA))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "configuration: flattening_max_depth is required when flattening_enabled is true; 1 flattens the first level");
        assertThatThrownBy(() -> MappingRun.of(depth(-1), SCHEMA)).isInstanceOf(SettingsException.class);
    }

    private static String depth(int depth) {
        return "{\"flattening_enabled\":true,\"flattening_max_depth\":" + depth + "}";
    }
}
