package dev.connectorkit.runtime.kafkaconnect.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.kafkaconnect.MemoryConnector;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordsTest {
    private static final TopicPartition PARTITION = new TopicPartition("shop.orders", 0);

    private final MemoryConnector connector = new MemoryConnector();
    private final StubContext context = new StubContext();
    private final Map<String, String> properties = new HashMap<>(Map.of("name", "sink", "folder", "/tmp"));
    private final SingerSinkTask task = new SingerSinkTask(new InstalledConnector(connector), Duration.ofSeconds(20));
    private long offset;

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void structsKeepEachValueExactly() {
        Schema schema = SchemaBuilder.struct()
                .field("small", Schema.INT8_SCHEMA)
                .field("big", Schema.INT64_SCHEMA)
                .field("float", Schema.FLOAT32_SCHEMA)
                .field("flag", Schema.BOOLEAN_SCHEMA)
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .field("bytes", Schema.BYTES_SCHEMA)
                .field("amount", Decimal.schema(2))
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("at", Timestamp.SCHEMA)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field(
                        "counts",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .field(
                        "nested",
                        SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build())
                .build();
        Struct row = new Struct(schema)
                .put("small", (byte) -5)
                .put("big", Long.MAX_VALUE)
                .put("float", 1.1f)
                .put("flag", true)
                .put("text", null)
                .put("bytes", new byte[] {1, 2, 3})
                .put("amount", new BigDecimal("12345678901234567890.10"))
                .put("day", Date.from(Instant.parse("1969-12-31T00:00:00Z")))
                .put("time", Date.from(Instant.parse("1970-01-01T23:59:59.001Z")))
                .put("at", Date.from(Instant.parse("1969-12-31T23:59:59.999Z")))
                .put("tags", List.of("x", "y"))
                .put("counts", Map.of("n", 1))
                .put("nested", new Struct(schema.field("nested").schema()).put("a", 7));
        load(record(null, null, schema, row));
        assertThat(connector.rows())
                .containsExactly("shop.orders {\"small\":-5,\"big\":9223372036854775807,\"float\":1.1,\"flag\":true,"
                        + "\"text\":null,\"bytes\":\"AQID\",\"amount\":12345678901234567890.10,"
                        + "\"day\":\"1969-12-31\",\"time\":\"23:59:59.001\",\"at\":\"1969-12-31T23:59:59.999Z\","
                        + "\"tags\":[\"x\",\"y\"],\"counts\":{\"n\":1},\"nested\":{\"a\":7}}");
    }

    @Test
    void debeziumsTypesKeepEachValueExactly() {
        SchemaBuilder builder = SchemaBuilder.struct();
        Map<String, Object> values = new LinkedHashMap<>();
        add(builder, values, "Date", SchemaBuilder.int32(), -1);
        add(builder, values, "Time", SchemaBuilder.int32(), 1);
        add(builder, values, "MicroTime", SchemaBuilder.int64(), 86_399_999_999L);
        add(builder, values, "NanoTime", SchemaBuilder.int64(), 1L);
        add(builder, values, "Timestamp", SchemaBuilder.int64(), -1L);
        add(builder, values, "MicroTimestamp", SchemaBuilder.int64(), 1_600_000_000_000_001L);
        add(builder, values, "NanoTimestamp", SchemaBuilder.int64(), 1_600_000_000_000_000_001L);
        add(builder, values, "ZonedTimestamp", SchemaBuilder.string(), "2020-01-01T00:00:00.123456+02:00");
        Schema schema = builder.build();
        Struct row = new Struct(schema);
        values.forEach(row::put);
        load(record(null, null, schema, row));
        assertThat(connector.rows())
                .containsExactly("shop.orders {\"Date\":\"1969-12-31\",\"Time\":\"00:00:00.001\","
                        + "\"MicroTime\":\"23:59:59.999999\",\"NanoTime\":\"00:00:00.000000001\","
                        + "\"Timestamp\":\"1969-12-31T23:59:59.999Z\",\"MicroTimestamp\":\"2020-09-13T12:26:40.000001Z\","
                        + "\"NanoTimestamp\":\"2020-09-13T12:26:40.000000001Z\","
                        + "\"ZonedTimestamp\":\"2020-01-01T00:00:00.123456+02:00\"}");
    }

    private static void add(
            SchemaBuilder struct, Map<String, Object> values, String type, SchemaBuilder schema, Object value) {
        struct.field(type, schema.name("io.debezium.time." + type).build());
        values.put(type, value);
    }

    @Test
    void aFieldMoreIsOneBarrierAndTheOlderSchemaFitsInAfterwards() {
        Schema old = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        Schema young = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        load(
                record(null, null, old, new Struct(old).put("id", 1)),
                record(null, null, young, new Struct(young).put("id", 2L).put("name", "b")),
                record(null, null, old, new Struct(old).put("id", 3)));
        assertThat(connector.schemas()).hasSize(2);
        assertThat(names(connector.schemas().get(1))).containsExactly("id", "name");
        assertThat(connector.rows())
                .containsExactly(
                        "shop.orders {\"id\":1}", "shop.orders {\"id\":2,\"name\":\"b\"}", "shop.orders {\"id\":3}");
    }

    @Test
    void mapsAreInferredAndWidenedAsTheirValuesAsk() {
        load(
                record(null, null, null, row("id", 1L, "what", null)),
                record(null, null, null, row("id", 2L, "what", 1L)),
                record(null, null, null, row("id", 3L, "what", new BigDecimal("0.10"))),
                record(null, null, null, row("id", 4L, "what", "text")));
        assertThat(connector.schemas()).hasSize(4);
        assertThat(connector.rows())
                .containsExactly(
                        "shop.orders {\"id\":1}",
                        "shop.orders {\"id\":2,\"what\":1}",
                        "shop.orders {\"id\":3,\"what\":0.10}",
                        "shop.orders {\"id\":4,\"what\":\"text\"}");
    }

    @Test
    void theFieldsOfTheRecordsKeyIdentifyTheRowAndAreAddedWhereItLacksThem() {
        Schema key = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        Schema value =
                SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
        load(record(key, new Struct(key).put("id", 1), value, new Struct(value).put("name", "a")));
        assertThat(connector.schemas().get(0).keyProperties()).containsExactly("id");
        assertThat(connector.rows()).containsExactly("shop.orders {\"name\":\"a\",\"id\":1}");
    }

    @Test
    void aTombstoneMarksTheRowThatItsKeyIdentifies() {
        properties.put("key_properties", "[\"id\"]");
        properties.put("add_record_metadata", "true");
        load(record(null, null, null, row("id", "a", "n", 1L)), record(Schema.STRING_SCHEMA, "a", null, null));
        assertThat(connector.rows()).hasSize(2);
        assertThat(connector.rows().get(1)).contains("\"id\":\"a\"", "\"_sdc_deleted_at\":\"2020-01-01T00:00:00Z\"");
    }

    @Test
    void tombstonesSayNothingWhereTheyAreIgnored() {
        properties.put("tombstones", "ignore");
        properties.put("add_record_metadata", "true");
        properties.put("key_properties", "[\"id\"]");
        load(record(Schema.STRING_SCHEMA, "a", null, null), record(null, null, null, row("id", "b")));
        assertThat(connector.rows()).hasSize(1);
        assertThat(connector.rows().get(0)).contains("\"id\":\"b\"");
    }

    @Test
    void topicsAreNamedByAPatternUnlessTheyAreNamedThemselves() {
        properties.put("topic_pattern", "shop\\.(.*)");
        properties.put("stream_name", "$1");
        properties.put("stream_names", "{\"other\": \"named\"}");
        load(record(null, null, null, row("id", 1L)), new SinkRecord("other", 0, null, null, null, row("id", 2L), 0));
        assertThat(connector.rows()).containsExactlyInAnyOrder("orders {\"id\":1}", "named {\"id\":2}");
    }

    @Test
    void aTapsMessagesAreLoadedAsTheyAreTextBytesOrMaps() {
        properties.put("record_format", "singer");
        load(
                record(
                        null,
                        null,
                        null,
                        "{\"type\":\"SCHEMA\",\"stream\":\"a\",\"key_properties\":[\"id\"],"
                                + "\"schema\":{\"properties\":{\"id\":{\"type\":\"integer\"}}}}"),
                record(
                        null,
                        null,
                        null,
                        "{\"type\":\"RECORD\",\n \"stream\":\"a\",\"record\":{\"id\":1}}\n".getBytes(UTF_8)),
                record(null, null, null, row("record", row("id", 2L), "stream", "a", "type", "RECORD")),
                record(null, null, null, "{\"type\":\"STATE\",\"value\":{\"mine\":1}}"),
                record(null, null, null, null));
        assertThat(connector.rows()).containsExactly("a {\"id\":1}", "a {\"id\":2}");
        assertThat(connector.schemas().get(0).keyProperties()).containsExactly("id");
    }

    @Test
    void aTapsRecordsNeedASchemaBeforeThem() {
        properties.put("record_format", "singer");
        assertThatThrownBy(() -> loadUntilFailure(
                        record(null, null, null, "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":1}}")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("RECORD before SCHEMA");
    }

    @Test
    void aDeclaredSchemaStandsForTheOneThatAnotherPartitionOrAnEarlierTaskHadRead() {
        properties.put("record_format", "singer");
        properties.put(
                "stream_schemas",
                "{\"a\": {\"schema\": {\"properties\": {\"id\": {\"type\": \"integer\"}}}, \"key_properties\":"
                        + " [\"id\"]}}");
        load(record(null, null, null, "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":1}}"));
        assertThat(connector.rows()).containsExactly("a {\"id\":1}");
        assertThat(connector.schemas().get(0).keyProperties()).containsExactly("id");
    }

    @Test
    void textThatIsNoMessageIsOneBadRecord() {
        properties.put("record_format", "singer");
        context.hasReporter = true;
        properties.put("stream_schemas", "{\"a\": {\"schema\": {\"properties\": {\"id\": {\"type\": \"integer\"}}}}}");
        SinkRecord bad = record(null, null, null, "{\"type\":");
        load(bad, record(null, null, null, "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"id\":1}}"));
        assertThat(context.errant).containsExactly(bad);
        assertThat(connector.rows()).containsExactly("a {\"id\":1}");
    }

    @Test
    void aStructMayHaveMoreThanItsStreamDeclares() {
        properties.put(
                "stream_schemas",
                "{\"shop.orders\": {\"schema\": {\"properties\": {\"id\": {\"type\": \"integer\", \"minimum\": 0}}}}}");
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("note", Schema.STRING_SCHEMA)
                .build();
        load(record(null, null, schema, new Struct(schema).put("id", 1L).put("note", "new")));
        assertThat(connector.rows()).containsExactly("shop.orders {\"id\":1,\"note\":\"new\"}");
    }

    @Test
    void aValueThatBreaksItsDeclaredSchemaIsOneBadRecord() {
        context.hasReporter = true;
        properties.put(
                "stream_schemas",
                "{\"shop.orders\": {\"schema\": {\"properties\": {\"id\": {\"type\": \"integer\"}}}}}");
        SinkRecord bad = record(null, null, null, row("id", "one"));
        load(bad, record(null, null, null, row("id", 2L)));
        assertThat(context.errant).containsExactly(bad);
        assertThat(connector.rows()).containsExactly("shop.orders {\"id\":2}");
    }

    private void load(SinkRecord... records) {
        start();
        task.put(List.of(records));
        assertThat(task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(1_000))))
                .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(offset)));
    }

    private void loadUntilFailure(SinkRecord record) {
        start();
        task.put(List.of(record));
        while (true) {
            task.put(List.of());
        }
    }

    private void start() {
        context.assigned.add(PARTITION);
        task.initialize(context);
        task.start(properties);
        task.open(Set.of(PARTITION));
    }

    private SinkRecord record(
            @Nullable Schema keySchema, @Nullable Object key, @Nullable Schema valueSchema, @Nullable Object value) {
        return new SinkRecord(
                "shop.orders",
                0,
                keySchema,
                key,
                valueSchema,
                value,
                offset++,
                Instant.parse("2020-01-01T00:00:00Z").toEpochMilli(),
                TimestampType.CREATE_TIME);
    }

    private static Map<String, Object> row(@Nullable Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }

    private static List<String> names(StreamSchema schema) {
        return new ArrayList<>(schema.properties().stream().map(Property::name).toList());
    }
}
