package dev.connectorkit.runtime.kafkaconnect.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.kafkaconnect.MemoryConnector;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.DateType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.JsonType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.schema.ValueType.TimeType;
import dev.connectorkit.runtime.schema.ValueType.UuidType;
import io.debezium.data.Bits;
import io.debezium.data.Enum;
import io.debezium.data.EnumSet;
import io.debezium.data.Json;
import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.Xml;
import io.debezium.data.geometry.Geometry;
import io.debezium.data.geometry.Point;
import io.debezium.time.Interval;
import io.debezium.time.IsoDate;
import io.debezium.time.IsoTime;
import io.debezium.time.IsoTimestamp;
import io.debezium.time.MicroDuration;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoTime;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Year;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connect's logical types and Debezium's own schemas, by the JSON converter with schemas that every worker has. */
@Timeout(60)
class LogicalTypesTest {
    private static final TopicPartition PARTITION = new TopicPartition("types", 0);
    private static final byte[] POINT = Base64.getDecoder().decode("AQEAAAAAAAAAAADwPwAAAAAAAABA");

    private final Map<String, String> properties = new HashMap<>(Map.of("name", "sink", "folder", "/tmp"));

    /** What became of one value: its type, and itself or the reason why it is none. */
    private record Loaded(ValueType type, String value) {}

    @Test
    void wholeNumbersAndDecimalsKeepEveryDigitAtTheirLimits() {
        assertThat(load(Schema.INT64_SCHEMA, Long.MIN_VALUE).value()).isEqualTo("-9223372036854775808");
        assertThat(load(Schema.FLOAT64_SCHEMA, Double.MIN_VALUE).value()).isEqualTo("4.9E-324");
        assertThat(load(Decimal.schema(10), new BigDecimal("-0.0000000001")).value())
                .isEqualTo("-0.0000000001");
        String longest = "9".repeat(60) + "." + "1".repeat(38);
        assertThat(load(Decimal.schema(38), new BigDecimal(longest)).value()).isEqualTo(longest);
        assertThat(load(Decimal.schema(-3), new BigDecimal(BigInteger.TEN, -3)).value())
                .isEqualTo("10000");
        Schema variable = VariableScaleDecimal.schema();
        assertThat(load(variable, decimal(variable, new BigDecimal("1234567890123456789012345678901234567890.5"))))
                .satisfies(loaded -> assertThat(loaded.type()).isInstanceOf(NumberType.class))
                .extracting(Loaded::value)
                .isEqualTo("1234567890123456789012345678901234567890.5");
        assertThat(load(variable, decimal(variable, new BigDecimal(BigInteger.ONE.negate(), -3)))
                        .value())
                .isEqualTo("-1000");
    }

    @Test
    void anExponentNeverBecomesATextOfAnyLength() {
        Schema variable = VariableScaleDecimal.schema();
        assertThat(load(variable, decimal(variable, new BigDecimal(BigInteger.ONE, -2_000_000_000)))
                        .value()
                        .length())
                .isLessThan(100);
    }

    @Test
    void daysAreThoseOfTheCalendar() {
        assertThat(load(Date.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(-86_400_000L))))
                .isEqualTo(date("1969-12-31"));
        assertThat(load(io.debezium.time.Date.schema(), -719_162)).isEqualTo(date("0001-01-01"));
        assertThat(load(io.debezium.time.Date.schema(), 2_932_896)).isEqualTo(date("9999-12-31"));
        assertThat(load(IsoDate.schema(), "2020-02-29")).isEqualTo(date("2020-02-29"));
    }

    @Test
    void timesOfADayHaveTheirSecondsAndEveryDigitBehindThem() {
        assertThat(load(Time.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(36_000_000L))))
                .isEqualTo(time("10:00:00"));
        assertThat(load(io.debezium.time.Time.schema(), 0)).isEqualTo(time("00:00:00"));
        assertThat(load(io.debezium.time.Time.schema(), 86_399_999)).isEqualTo(time("23:59:59.999"));
        assertThat(load(MicroTime.schema(), 60_000_000L)).isEqualTo(time("00:01:00"));
        assertThat(load(MicroTime.schema(), 86_399_999_999L)).isEqualTo(time("23:59:59.999999"));
        assertThat(load(NanoTime.schema(), 86_399_999_999_999L)).isEqualTo(time("23:59:59.999999999"));
        assertThat(load(IsoTime.schema(), "10:00:00.5Z")).isEqualTo(time("10:00:00.5Z"));
        assertThat(load(ZonedTime.schema(), "10:00:00+02:00").value()).isEqualTo("\"10:00:00+02:00\"");
    }

    @Test
    void dateTimesAreInstantsToTheLastDigit() {
        assertThat(load(Timestamp.SCHEMA, java.util.Date.from(Instant.ofEpochMilli(-1L))))
                .isEqualTo(instant("1969-12-31T23:59:59.999Z"));
        assertThat(load(io.debezium.time.Timestamp.schema(), 253_402_300_799_999L))
                .isEqualTo(instant("9999-12-31T23:59:59.999Z"));
        assertThat(load(MicroTimestamp.schema(), -62_135_596_800_000_000L)).isEqualTo(instant("0001-01-01T00:00:00Z"));
        assertThat(load(MicroTimestamp.schema(), 253_402_300_799_999_999L))
                .isEqualTo(instant("9999-12-31T23:59:59.999999Z"));
        assertThat(load(NanoTimestamp.schema(), Long.MAX_VALUE)).isEqualTo(instant("2262-04-11T23:47:16.854775807Z"));
        assertThat(load(NanoTimestamp.schema(), Long.MIN_VALUE)).isEqualTo(instant("1677-09-21T00:12:43.145224192Z"));
        assertThat(load(ZonedTimestamp.schema(), "2020-01-01T00:00:00.123456+02:00"))
                .isEqualTo(instant("2020-01-01T00:00:00.123456+02:00"));
        assertThat(load(IsoTimestamp.schema(), "2020-01-01T00:00:00Z")).isEqualTo(instant("2020-01-01T00:00:00Z"));
    }

    /** PostgreSQL's infinity, a year before Christ, MySQL's times of more than a day, 24:00. */
    @Test
    void whatTheCalendarDoesNotHoldGoesTheWayOfDatetimeErrors() {
        Map<Schema, Object> beyond = Map.of(
                MicroTimestamp.schema(),
                9_223_372_036_825_200_000L,
                io.debezium.time.Date.schema(),
                -800_000,
                MicroTime.schema(),
                86_400_000_000L,
                io.debezium.time.Time.schema(),
                -1);
        beyond.forEach((schema, value) ->
                assertThat(load(schema, value).value()).as(schema.name()).startsWith("property \"v\" is no"));
        properties.put("datetime_errors", "null");
        beyond.forEach((schema, value) ->
                assertThat(load(schema, value).value()).as(schema.name()).isEqualTo("null"));
        properties.put("datetime_errors", "clamp");
        assertThat(load(MicroTimestamp.schema(), 9_223_372_036_825_200_000L).value())
                .isEqualTo("\"9999-12-31T23:59:59.999999Z\"");
    }

    @Test
    void countsAndNamesOfTimeStayWhatTheyAre() {
        assertThat(load(MicroDuration.schema(), Long.MIN_VALUE))
                .satisfies(loaded -> assertThat(loaded.type()).isInstanceOf(IntegerType.class))
                .extracting(Loaded::value)
                .isEqualTo("-9223372036854775808");
        assertThat(load(Year.schema(), 2155).value()).isEqualTo("2155");
        assertThat(load(Interval.schema(), "P1Y2M3DT4H5M6.78S").value()).isEqualTo("\"P1Y2M3DT4H5M6.78S\"");
    }

    @Test
    void jsonIsJsonWhateverItHolds() {
        for (String text : List.of(
                "{\"a\":[1,2.50,null,\"é\"]}", "[]", "\"text\"", "true", "12345678901234567890.10", "{\"a\":1e400}")) {
            Loaded loaded = load(Json.schema(), text);
            assertThat(loaded.type()).isInstanceOf(JsonType.class);
            assertThat(loaded.value()).isEqualTo(text);
        }
        assertThat(load(Json.schema(), "{\n \"a\":\r\n 1}").value().replaceAll("\\s", ""))
                .isEqualTo("{\"a\":1}");
        for (String text : List.of("{", "", "1 2", "no")) {
            assertThat(load(Json.schema(), text).value()).as(text).contains("is no JSON");
        }
    }

    @Test
    void identifiersWordsBitsAndShapesKeepTheirExactValue() {
        assertThat(load(Uuid.schema(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"))
                .isEqualTo(new Loaded(new UuidType(), "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""));
        assertThat(load(Enum.schema("small,large"), "large").value()).isEqualTo("\"large\"");
        assertThat(load(EnumSet.schema("a,b,c"), "a,c").value()).isEqualTo("\"a,c\"");
        assertThat(load(Xml.schema(), "<a b=\"\">\n</a>").value()).isEqualTo("\"<a b=\\\"\\\">\\n</a>\"");
        assertThat(load(Bits.schema(10), new byte[] {(byte) 0xFF, 3}))
                .satisfies(loaded -> assertThat(loaded.type()).isInstanceOf(StringType.class))
                .extracting(Loaded::value)
                .isEqualTo("\"/wM=\"");
        Schema geometry = Geometry.schema();
        assertThat(load(geometry, Geometry.createValue(geometry, POINT, 4326)))
                .isEqualTo(new Loaded(new JsonType(), "{\"wkb\":\"AQEAAAAAAAAAAADwPwAAAAAAAABA\",\"srid\":4326}"));
        Schema point = Point.builder().build();
        assertThat(load(point, Point.createValue(point, 1.5, -2)).value()).startsWith("{\"x\":1.5,\"y\":-2.0,");
    }

    private static Loaded date(String text) {
        return new Loaded(new DateType(), '"' + text + '"');
    }

    private static Loaded time(String text) {
        return new Loaded(new TimeType(), '"' + text + '"');
    }

    private static Loaded instant(String text) {
        return new Loaded(new DateTimeType(), '"' + text + '"');
    }

    private static Struct decimal(Schema schema, BigDecimal value) {
        return VariableScaleDecimal.fromLogical(schema, value);
    }

    private Loaded load(Schema type, Object value) {
        Schema schema = SchemaBuilder.struct().field("v", type).build();
        Struct row = new Struct(schema).put("v", value);
        MemoryConnector connector = new MemoryConnector();
        StubContext context = new StubContext();
        context.hasReporter = true;
        context.assigned.add(PARTITION);
        SingerSinkTask task = new SingerSinkTask(new InstalledConnector(connector), Duration.ofSeconds(20));
        task.initialize(context);
        task.start(properties);
        try {
            task.open(Set.of(PARTITION));
            task.put(List.of(converted(schema, row)));
            task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(1)));
        } finally {
            task.stop();
        }
        if (connector.rows().isEmpty()) {
            return new Loaded(new StringType(java.util.OptionalInt.empty()), String.join("", context.reasons));
        }
        Property property = connector.schemas().get(0).properties().get(0);
        String text = connector.rows().get(0);
        return new Loaded(property.type(), text.substring("types {\"v\":".length(), text.length() - 1));
    }

    /** Through the bytes of a topic. */
    private static SinkRecord converted(Schema schema, Struct row) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "true", "converter.type", "value"), false);
            byte[] bytes = converter.fromConnectData("types", schema, row);
            assertThat(new String(bytes, UTF_8)).startsWith("{\"schema\":");
            SchemaAndValue read = converter.toConnectData("types", bytes);
            return new SinkRecord("types", 0, null, null, read.schema(), read.value(), 0);
        }
    }
}
