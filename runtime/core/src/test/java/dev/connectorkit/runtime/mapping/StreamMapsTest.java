package dev.connectorkit.runtime.mapping;

import static dev.connectorkit.runtime.mapping.MappingRun.record;
import static dev.connectorkit.runtime.mapping.MappingRun.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamMapsTest {
    private static final String PROPERTIES =
            "{\"id\":{\"type\":\"integer\"},\"email\":{\"type\":[\"string\",\"null\"],\"maxLength\":20},\"total\":{\"type\":\"number\",\"multipleOf\":0.01},\"user\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}}";
    private static final String SCHEMA = schema("customers", PROPERTIES, "id");
    private static final String RECORD = record(
            "customers",
            "{\"id\":1,\"email\":\"a\\u0022\\u00e9@x.org\",\"total\":1.50,\"user\":{\"name\" : \"\\u0041\"},\"_more\":1}");
    private static final String AS_SENT =
            "{\"id\":1,\"email\":\"a\\\"é@x.org\",\"total\":1.50,\"user\":{\"name\" : \"\\u0041\"}}";

    @Test
    void keepsWhatNoRuleNamesAsTheTapSentIt() {
        assertThat(rows("{\"other\":{\"id\":null}}")).containsExactly("customers " + AS_SENT);
        assertThat(rows("{\"customers\":{}}")).containsExactly("customers " + AS_SENT);
        assertThat(rows("{\"customers\":{\"__filter__\":\"id == 1\"}}")).containsExactly("customers " + AS_SENT);
    }

    @Test
    void definesRemovesAndRenamesProperties() {
        MappingRun run = run(
                "{\"customers\":{\"email\":null,\"domain\":\"email.split('@')[-1]\",\"total\":\"__NULL__\",\"sum\":\"total\",\"id\":\"id + 1\"}}");
        assertThat(run.rows())
                .containsExactly(
                        "customers {\"id\":2,\"user\":{\"name\" : \"\\u0041\"},\"domain\":\"x.org\",\"sum\":1.50}");
        assertThat(run.columns("customers"))
                .containsExactly(
                        "id IntegerType[minimum=Optional.empty, maximum=Optional.empty]",
                        "user JsonType[elements=Optional.empty]",
                        "domain StringType[maxLength=OptionalInt.empty, encoding=Optional.empty]",
                        "sum NumberType[precision=OptionalInt.empty, scale=OptionalInt[2]]");
        assertThat(run.schema("customers").keyProperties()).containsExactly("id");
    }

    @Test
    void keepsOnlyWhatIsNamedAndTheKeys() {
        assertThat(rows("{\"customers\":{\"email\":\"self.upper()\",\"__else__\":null}}"))
                .containsExactly("customers {\"id\":1,\"email\":\"A\\\"É@X.ORG\"}");
    }

    @Test
    void aConstantIsTheSameInEveryRecord() {
        String maps = "{\"customers\":{\"source\":\"'a \\\"shop\\\" é'\",\"none\":\"''\",\"__else__\":null}}";
        String loaded = "customers {\"id\":1,\"source\":\"a \\\"shop\\\" é\",\"none\":\"\"}";
        assertThat(run(maps, SCHEMA, RECORD, RECORD).rows()).containsExactly(loaded, loaded);
    }

    @Test
    void loadsAStreamByAnotherName() {
        assertThat(rows("{\"customers\":{\"__alias__\":\"customers_v2\"}}")).containsExactly("customers_v2 " + AS_SENT);
        assertThat(rows("{\"*\":{\"__alias__\":\"__stream_name__.upper() + '_v2'\"}}"))
                .containsExactly("CUSTOMERS_v2 " + AS_SENT);
        assertThat(
                        rows(
                                "{\"cust*\":{\"__alias__\":\"new\",\"a\":\"__stream_name__\",\"b\":\"__original_stream_name__\",\"__else__\":null}}"))
                .containsExactly("new {\"id\":1,\"a\":\"new\",\"b\":\"customers\"}");
    }

    @Test
    void leavesOutStreams() {
        MappingRun run = run("{\"customers\":null}");
        assertThat(run.rows()).isEmpty();
        assertThat(run.schemas()).isEmpty();
        assertThat(rows("{\"__else__\":null,\"orders\":{}}")).isEmpty();
        assertThat(rows("{\"__else__\":\"__NULL__\",\"customers\":{}}")).containsExactly("customers " + AS_SENT);
    }

    @Test
    void loadsOneStreamAsSeveral() {
        MappingRun run = run(
                "{\"customers\":{\"email\":null,\"user\":null,\"total\":null},\"pii\":{\"__source__\":\"customers\",\"email\":\"email\",\"__else__\":null,\"__filter__\":\"id < 2\"}}",
                SCHEMA,
                RECORD,
                record("customers", "{\"id\":2}"));
        assertThat(run.rows())
                .containsExactly(
                        "customers {\"id\":1}", "pii {\"id\":1,\"email\":\"a\\\"é@x.org\"}", "customers {\"id\":2}");
        assertThat(run("{\"customers\":null,\"copy\":{\"__source__\":\"customers\"}}")
                        .rows())
                .containsExactly("copy " + AS_SENT);
    }

    @Test
    void filtersRecords() {
        MappingRun run = run(
                "{\"customers\":{\"__filter__\":\"bool(total > 1) and 'x.org' in email\",\"__else__\":null}}",
                SCHEMA,
                RECORD,
                record("customers", "{\"id\":2,\"total\":0.5}"),
                record("customers", "{\"id\":3,\"total\":5,\"email\":\"b@y.org\"}"));
        assertThat(run.rows()).containsExactly("customers {\"id\":1}");
    }

    @Test
    void changesTheKeys() {
        MappingRun hashed = run(
                "{\"customers\":{\"id\":null,\"id_hash\":\"md5(str(id))\",\"__else__\":null,\"__key_properties__\":[\"id_hash\"]}}");
        assertThat(hashed.rows()).containsExactly("customers {\"id_hash\":\"c4ca4238a0b923820dcc509a6f75849b\"}");
        assertThat(hashed.schema("customers").keyProperties()).containsExactly("id_hash");
        assertThat(run("{\"customers\":{\"__key_properties__\":null}}")
                        .schema("customers")
                        .hasKeys())
                .isFalse();
    }

    @Test
    void aKeyThatAnExpressionMakesNullIsAnInvalidRecord() {
        assertThatThrownBy(() -> run("{\"customers\":{\"id\":\"None if id == 1 else id\"}}"))
                .isInstanceOfSatisfying(
                        RecordException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NULL_KEY));
    }

    @Test
    void flattensWhatTheMapGives() {
        MappingRun run = MappingRun.of(
                "{\"flattening_enabled\":true,\"flattening_max_depth\":1,\"stream_maps\":{\"customers\":{\"email\":null,\"total\":null,\"name\":\"user['name']\",\"user\":\"{'name': user['name'].lower()}\"}}}",
                SCHEMA,
                RECORD);
        assertThat(run.rows()).containsExactly("customers {\"id\":1,\"user__name\":\"a\",\"name\":\"A\"}");
    }

    @Test
    void loadsAWholeRecordAsOneColumn() {
        assertThat(rows("{\"customers\":{\"data\":\"record\",\"__else__\":null}}"))
                .containsExactly("customers {\"id\":1,\"data\":" + AS_SENT + "}");
    }

    @Test
    void anAbsentPropertyStaysAbsentUnderAnotherName() {
        assertThat(run("{\"customers\":{\"mail\":\"email\",\"email\":null}}", SCHEMA, record("customers", "{\"id\":1}"))
                        .rows())
                .containsExactly("customers {\"id\":1}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int(id)                    | integer
            float(id)                  | number
            str(id)                    | string
            bool(id)                   | boolean
            json.dumps(user)           | string
            'x'                        | string
            datetime.date.today()      | date
            datetime.datetime.now()    | date-time
            total                      | number
            total * 2                  | string
            id                         | integer
            """)
    void takesTheTypeByTheSdksRule(String expression, String type) {
        MappingRun run = MappingRun.of(
                "{\"stream_maps\":{\"customers\":{\"x\":\"%s\"}},\"validate_records\":false}".formatted(expression),
                SCHEMA,
                RECORD);
        String found = run.schema("customers").properties().get(4).schema().toString();
        assertThat(found).contains("\"" + type + "\"").contains("\"null\"");
    }

    @Test
    void aCalculatedValueKeepsTheTypeOfItsPropertyButNotItsLimits() {
        MappingRun run = run("{\"customers\":{\"email\":\"sha256(email)\",\"total\":\"total / 3\"}}");
        assertThat(run.rows().get(0)).contains("\"total\":0.50,");
        assertThat(run.columns("customers"))
                .contains("email StringType[maxLength=OptionalInt.empty, encoding=Optional.empty]")
                .contains("total NumberType[precision=OptionalInt.empty, scale=OptionalInt.empty]");
    }

    @Test
    void aResultOfAnotherTypeIsAnInvalidRecord() {
        assertThatThrownBy(() -> run("{\"customers\":{\"double\":\"total * 2\"}}"))
                .isInstanceOf(RecordException.class)
                .hasMessage("property \"double\" has to be string or null, found a number (type)");
    }

    @Test
    void aFailingExpressionIsAnInvalidRecordAndNothingOfItIsLoaded() {
        String maps = "{\"a\":{\"__source__\":\"customers\"},\"customers\":{\"x\":\"email.split('#')[1]\"}}";
        assertThatThrownBy(() -> run(maps))
                .isInstanceOf(RecordException.class)
                .hasMessage(
                        "stream_maps.customers.x: the list has no item 1, only 1 items; write x[1] if len(x) > 1 else None");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"customers":{"x":"emial.lower()"}}    | stream_maps.customers.x: stream "customers" has no property "emial", did you mean "email"?
            {"customers":{"x":"_['emial']"}}       | stream_maps.customers.x: stream "customers" has no property "emial", did you mean "email"?
            {"customers":{"x":"self"}}             | stream_maps.customers.x: stream "customers" has no property "self"; it has id, email, total, user
            {"customers":{"__filter__":"zzz"}}     | stream_maps.customers.__filter__: stream "customers" has no property "zzz"; it has id, email, total, user
            {"customers":{"id":null}}              | stream_maps.customers.id: it is a key of stream "customers"; set __key_properties__ to other properties, or to null for none
            {"customers":{"__key_properties__":["x"]}} | stream_maps.customers.__key_properties__: stream "customers" is loaded without "x"; it has id, email, total, user
            """)
    void refusesAMapThatDoesNotFitTheSchema(String maps, String problem) {
        assertThatThrownBy(() -> run(maps))
                .isInstanceOf(SettingsException.class)
                .hasMessage("configuration: " + problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"a":"b"}                          | stream_maps.a: it has to be an object, or null to leave the stream out
            {"a":5}                            | stream_maps.a: it has to be an object, or null to leave the stream out
            {"__els__":null}                   | stream_maps.__els__: there is no such operation; streams and __else__ stand here
            {"__else__":{}}                    | stream_maps.__else__: it has to be null, which leaves out all streams that are not named
            {"a":{"__else__":"x"}}             | stream_maps.a.__else__: it has to be null, which leaves out all properties that are not named
            {"a":{"__fliter__":"x"}}           | stream_maps.a.__fliter__: there is no such operation; there are __alias__, __else__, __filter__, __key_properties__, __source__
            {"a":{"__source__":"b","__alias__":"c"}} | stream_maps.a.__alias__: a stream with __source__ is loaded as "a"; change that name instead
            {"a":{"__source__":5}}             | stream_maps.a.__source__: it has to be the name of a stream
            {"a":{"__alias__":"'x' + y"}}      | stream_maps.a.__alias__: an alias knows __stream_name__ alone, not "y"; a string stands in quotes
            {"a":{"__filter__":true}}          | stream_maps.a.__filter__: it has to be an expression, "count > 5"
            {"a":{"__key_properties__":"id"}}  | stream_maps.a.__key_properties__: it has to be a list of properties, or null for none
            {"a":{"x":5}}                      | stream_maps.a.x: it has to be an expression in quotes, "5", or null
            {"a":{"x":"config['seed']"}}       | stream_maps.a.x: stream_map_config has no "seed"
            {"a":{"x":"y.toLowerCase()","z":"1 +"}} | stream_maps.a.x: column 3: there is no method toLowerCase; write x.lower(); stream_maps.a.z: column 3, "+": a value is missing beside it
            """)
    void refusesWhatIsNoMapAtStart(String maps, String problem) {
        assertThatThrownBy(() -> MappingRun.of("{\"stream_maps\":" + maps + "}"))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.code().exitStatus()).isEqualTo(2))
                .hasMessage("configuration: " + problem);
    }

    @Test
    void twoStreamsAreNotLoadedAsOne() {
        String orders = schema("orders", "{\"id\":{}}");
        assertThatThrownBy(() -> run("{\"*\":{\"__alias__\":\"all\"}}", SCHEMA, orders))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_COLLISION))
                .hasMessage(
                        "streams \"customers\" and \"orders\" would twice be loaded as \"all\"; give one of them another name in stream_maps (__alias__)");
        assertThatThrownBy(() -> run("{\"customers\":{\"__alias__\":\"b\"},\"b\":{\"__source__\":\"customers\"}}"))
                .hasMessageContaining("stream \"customers\", by \"stream_maps.customers\" and by \"stream_maps.b\",");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            *,       orders, true
            ord*,    orders, true
            ord?rs,  orders, true
            [o]rders, orders, true
            [!o]rders, orders, false
            or.ers,  orders, false
            a-*,     a-b,    true
            ORDERS,  orders, false
            [a,      [a,     true
            """)
    void matchesGlobsAsPythonDoes(String glob, String name, boolean matches) {
        assertThat(Glob.of(glob).matches(name)).isEqualTo(matches);
    }

    @Test
    void theLastRuleForAStreamWins() {
        assertThat(rows("{\"customers\":{\"x\":\"1\"},\"*\":{\"__alias__\":\"y\"}}"))
                .containsExactly("y " + AS_SENT);
    }

    private static Stream<String> rows(String maps) {
        return run(maps).rows().stream();
    }

    private static MappingRun run(String maps) {
        return run(maps, SCHEMA, RECORD);
    }

    private static MappingRun run(String maps, String... lines) {
        return MappingRun.of("{\"stream_maps\":" + maps + "}", lines);
    }
}
