package dev.connectorkit.runtime.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.error.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a map makes of a record: nothing may tell values that moved from row to row from those that were written and read again. */
class MovedValuesTest {
    private static final String PROPERTIES = """
            {"id": {"type": "integer"},
             "price": {"type": ["null", "number"], "multipleOf": 0.01},
             "count": {"type": ["null", "integer"], "maximum": 100},
             "at": {"type": ["null", "string"], "format": "date-time"},
             "name": {"type": ["null", "string"], "maxLength": 6},
             "ok": {"type": ["null", "boolean"]},
             "home": {"type": ["null", "object"], "required": ["city"], "properties": {
                "city": {"type": "string"}, "geo": {"type": ["null", "object"], "properties": {"lat": {"type": "number"}}}}},
             "tags": {"type": ["null", "array"], "maxItems": 2},
             "any": {}}""".replace("\n", " ");

    /** About no record there is, and yet it has the whole record looked at: such are written as JSON and read again. */
    private static final String OF_WHOLE_RECORDS = "\"not\": {\"required\": [\"no such property\"]},";

    private static final List<String> VALUES = List.of(
            "1",
            "-7",
            "12.50",
            "0.001",
            "1.0",
            "1e2",
            "1E400",
            "123456789012345678901234567890",
            "101",
            "null",
            "true",
            "false",
            "\"\"",
            "\"Zoë\"",
            "\"\\\"q\\\" \\u00e9\\n\"",
            "\"\\ud83d\\ude00\"",
            "\"far too long\"",
            "\"2024-02-29T23:59:59+05:30\"",
            "\"20240-01-01T00:00:00Z\"",
            "\"0000-00-00\"",
            "{}",
            "{\"city\":\"Köln\"}",
            "{\"city\":\"a\\u0062\",\"geo\":{\"lat\":1.5,\"x\":[]}}",
            "{\"city\":1}",
            "[]",
            "[1,\"\\n\"]",
            "[1,2,3]",
            " [ { } ] ");

    private static final List<String> NAMES = List.of("price", "count", "at", "name", "ok", "home", "tags", "any");

    private static final List<String> MAPS = List.of(
            "{}",
            "{\"label\": \"name\", \"name\": null}",
            "{\"source\": \"'web'\", \"n\": \"1\", \"double\": \"(count or 1) * 2\"}",
            "{\"hash\": \"md5(str(name))\", \"name\": null}",
            "{\"any\": \"self\", \"price\": \"price\", \"name\": \"any\"}",
            "{\"all\": \"record\"}",
            "{\"__filter__\": \"count != 100\", \"at\": \"at\", \"name\": \"str(any)\"}",
            "{\"__else__\": null, \"home\": \"home\", \"tags\": \"tags\"}");

    @Test
    void valuesAreAsTheTapSentThem() {
        assertThat(
                        rows(
                                "{\"label\": \"name\", \"name\": null, \"n\": \"int(count)\"}",
                                "",
                                "",
                                "{\"id\": 1, \"name\": \"\\u00e9 \\\"x\\\"\", \"count\": 7, \"price\": 1.10, \"any\": [ 1.0 ]}"))
                .containsExactly(
                        "s {\"id\":1,\"price\":1.10,\"count\":7,\"any\":[ 1.0 ],\"label\":\"é \\\"x\\\"\",\"n\":7}");
    }

    @Test
    void datesThatCannotBeReadAreReplacedOnTheirWay() {
        String maps = "{\"id\": \"id\", \"begin\": \"at\"}";
        assertThat(rows(maps, ", \"datetime_errors\": \"clamp\"", "", "{\"id\":1,\"at\":\"20240-01-01T00:00:00Z\"}"))
                .containsExactly(
                        "s {\"id\":1,\"at\":\"9999-12-31T23:59:59.999999Z\",\"begin\":\"9999-12-31T23:59:59.999999Z\"}");
        assertThat(rows(maps, ", \"datetime_errors\": \"null\"", "", "{\"id\":1,\"at\":\"soon\"}"))
                .containsExactly("s {\"id\":1,\"at\":null,\"begin\":null}");
    }

    @Property(tries = 4000)
    void aRecordBecomesTheSameEitherWay(
            @ForAll("records") List<String> records, @ForAll("maps") String map, @ForAll("settings") String settings) {
        String[] lines = records.toArray(String[]::new);
        assertThat(rows(map, settings, "", lines)).isEqualTo(rows(map, settings, OF_WHOLE_RECORDS, lines));
    }

    @Provide
    Arbitrary<List<String>> records() {
        return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                .ofMaxSize(6)
                .map(values -> {
                    StringBuilder record = new StringBuilder("{\"id\":1");
                    values.forEach((name, value) ->
                            record.append(",\"").append(name).append("\":").append(value));
                    return record.append('}').toString();
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> maps() {
        return Arbitraries.of(MAPS);
    }

    @Provide
    Arbitrary<String> settings() {
        return Arbitraries.of(
                "",
                ", \"flattening_enabled\": true, \"flattening_max_depth\": 2",
                ", \"validate_records\": false",
                ", \"add_record_metadata\": true");
    }

    /** The rows of each record, or what is wrong with it. */
    private static List<String> rows(String map, String settings, String keyword, String... records) {
        List<String> all = new ArrayList<>();
        String schema =
                "{\"type\":\"SCHEMA\",\"stream\":\"s\",\"schema\":{%s\"properties\":%s},\"key_properties\":[\"id\"]}"
                        .formatted(keyword, PROPERTIES);
        for (String record : records) {
            try {
                all.addAll(MappingRun.of(
                                "{\"stream_maps\": {\"s\": %s}%s}".formatted(map, settings),
                                schema,
                                MappingRun.record("s", record))
                        .rows());
            } catch (ConnectorException e) {
                all.add(e.code() + ": " + e.getMessage());
            }
        }
        return all;
    }
}
