package dev.connectorkit.runtime.mapping;

import static dev.connectorkit.runtime.mapping.MappingRun.record;
import static dev.connectorkit.runtime.mapping.MappingRun.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddedColumnsTest {
    private static final String SCHEMA = schema("s", "{\"id\":{\"type\":\"integer\"}}", "id");

    @Test
    void addsTheSevenColumnsOfTheSdkWithItsTypes() {
        String record =
                "{\"type\":\"RECORD\",\"stream\":\"s\",\"version\":7,\"time_extracted\":\"2026-01-01T00:00:00Z\",\"record\":{\"id\":1}}";
        MappingRun run = MappingRun.of("{\"add_record_metadata\":true}", SCHEMA, record);
        assertThat(run.rows())
                .containsExactly(
                        "s {\"id\":1,\"_sdc_extracted_at\":\"2026-01-01T00:00:00Z\",\"_sdc_received_at\":\"2026-01-02T03:04:05.678Z\","
                                + "\"_sdc_batched_at\":\"2026-01-02T03:03:05.678Z\",\"_sdc_sequence\":1767323045678,\"_sdc_table_version\":7,"
                                + "\"_sdc_sync_started_at\":1767323040678}");
        assertThat(run.columns("s"))
                .containsExactly(
                        "id IntegerType[minimum=Optional.empty, maximum=Optional.empty]",
                        "_sdc_extracted_at DateTimeType[]",
                        "_sdc_received_at DateTimeType[]",
                        "_sdc_batched_at DateTimeType[]",
                        "_sdc_deleted_at DateTimeType[]",
                        "_sdc_sequence IntegerType[minimum=Optional.empty, maximum=Optional.empty]",
                        "_sdc_table_version IntegerType[minimum=Optional.empty, maximum=Optional.empty]",
                        "_sdc_sync_started_at IntegerType[minimum=Optional.empty, maximum=Optional.empty]");
        assertThat(run.schema("s").properties().subList(1, 8)).allMatch(property -> property.nullable());
    }

    @Test
    void keepsTheTapsTimeOfDeletionOnlyWithTheMetadata() {
        String schema = schema(
                "s", "{\"id\":{},\"_sdc_deleted_at\":{\"type\":[\"null\",\"string\"],\"format\":\"date-time\"}}");
        String record = record("s", "{\"id\":1,\"_sdc_deleted_at\":\"2026-01-01T00:00:00Z\"}");
        assertThat(MappingRun.of("{\"add_record_metadata\":true}", schema, record)
                        .rows()
                        .get(0))
                .contains("\"_sdc_deleted_at\":\"2026-01-01T00:00:00Z\"");
        assertThat(MappingRun.of("{}", schema, record).rows()).containsExactly("s {\"id\":1}");
    }

    @Test
    void givesEveryRowTheColumnsOfMagesSetting() {
        String schema = schema("s", "{\"id\":{\"type\":\"integer\"},\"source\":{\"type\":\"integer\"}}", "id");
        MappingRun run = MappingRun.of(
                "{\"_streams\":{\"columns\":{\"tenant\":\"a \\\"b\\\"\",\"source\":\"crm\",\"year\":2026},\"partition_keys\":[\"id\"]}}",
                schema,
                record("s", "{\"id\":1,\"source\":5}"));
        assertThat(run.rows())
                .containsExactly("s {\"id\":1,\"tenant\":\"a \\\"b\\\"\",\"source\":\"crm\",\"year\":\"2026\"}");
    }

    @Test
    void refusesWhatItDoesNotReadOfMagesSetting() {
        assertThatThrownBy(() -> MappingRun.of("{\"_streams\":{\"column\":{},\"columns\":{\"a\":null}}}"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "configuration: \"_streams.column\" is not read; \"_streams\" may hold columns; \"_streams.columns.a\" has to be a string");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            null,  date-time, 2024-02-30T00:00:00Z,         null
            null,  date-time, soon,                         null
            null,  date-time, 2024-02-29T00:00:00Z,         2024-02-29T00:00:00Z
            null,  date,      0000-00-00,                   null
            null,  time,      25:00:00,                     null
            clamp, date-time, 0000-00-00 00:00:00,          0001-01-01T00:00:00Z
            clamp, date-time, -0044-03-15T12:00:00Z,        0001-01-01T00:00:00Z
            clamp, date-time, +10000-01-01T00:00:00Z,       9999-12-31T23:59:59.999999Z
            clamp, date,      20240-01-01,                  9999-12-31
            clamp, date,      0000-01-01,                   0001-01-01
            """)
    void replacesDatesThatCannotBeRead(String errors, String format, String value, String expected) {
        for (String validate : new String[] {"true", "false"}) {
            String settings = "{\"datetime_errors\":\"%s\",\"validate_records\":%s}".formatted(errors, validate);
            assertThat(MappingRun.of(settings, dates(format), record("s", "{\"at\":\"" + value + "\"}"))
                            .rows())
                    .containsExactly(
                            "s {\"at\":%s}".formatted(expected.equals("null") ? expected : "\"" + expected + "\""));
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            error, date-time, 2024-02-30T00:00:00Z
            error, date,      0000-00-00
            clamp, date-time, 2024-02-30T00:00:00Z
            clamp, date-time, soon
            clamp, time,      25:00:00
            """)
    void refusesDatesThatCannotBeReplaced(String errors, String format, String value) {
        assertThatThrownBy(() -> MappingRun.of(
                        "{\"datetime_errors\":\"%s\"}".formatted(errors),
                        dates(format),
                        record("s", "{\"at\":\"" + value + "\"}")))
                .isInstanceOfSatisfying(
                        RecordException.class, e -> assertThat(e.rule()).isEqualTo(InvalidRule.BAD_DATE));
    }

    private static String dates(String format) {
        return schema("s", "{\"at\":{\"type\":[\"string\",\"null\"],\"format\":\"" + format + "\"}}");
    }
}
