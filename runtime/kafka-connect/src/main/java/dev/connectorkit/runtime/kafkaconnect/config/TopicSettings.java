package dev.connectorkit.runtime.kafkaconnect.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings that a connector has on Kafka Connect beside its own and the runtime's: how topics become streams. */
public final class TopicSettings {
    public static final String RECORD_FORMAT = "record_format";
    public static final String STREAM_NAMES = "stream_names";
    public static final String TOPIC_PATTERN = "topic_pattern";
    public static final String STREAM_NAME = "stream_name";
    public static final String KEY_PROPERTIES = "key_properties";
    public static final String STREAM_SCHEMAS = "stream_schemas";
    public static final String TOMBSTONES = "tombstones";

    private static final List<SettingDefinition> DEFINITIONS = List.of(
            SettingDefinition.of(RECORD_FORMAT, SettingType.STRING)
                    .description("What a record's value is: a row, as the worker's converter gives it (connect), or a"
                            + " Singer message as a tap writes it, as text, bytes or a map (singer).")
                    .defaultJson("\"connect\"")
                    .allowed("connect", "singer")
                    .build(),
            SettingDefinition.of(STREAM_NAMES, SettingType.OBJECT)
                    .description("Streams of single topics, by topic; it wins over topic_pattern.")
                    .build(),
            SettingDefinition.of(TOPIC_PATTERN, SettingType.STRING)
                    .description(
                            "A regular expression that a whole topic's name has to match for stream_name to count.")
                    .build(),
            SettingDefinition.of(STREAM_NAME, SettingType.STRING)
                    .description("The stream of a topic that topic_pattern matches, with $1 for its first group;"
                            + " else a stream is called as its topic.")
                    .build(),
            SettingDefinition.of(KEY_PROPERTIES, SettingType.ARRAY)
                    .description("Properties that identify a row, of all streams. Without it those of the record's key"
                            + " do, where that is a struct or a map; an empty list says that rows have no identity.")
                    .build(),
            SettingDefinition.of(STREAM_SCHEMAS, SettingType.OBJECT)
                    .description("What is known of streams beforehand, by stream: schema (JSON Schema) and"
                            + " key_properties, for topics whose records bring no schema.")
                    .build(),
            SettingDefinition.of(TOMBSTONES, SettingType.STRING)
                    .description(
                            "What a record without a value does: mark its key's row by the time in _sdc_deleted_at,"
                                    + " where add_record_metadata is true, so that hard_delete deletes it (mark); or"
                                    + " nothing (ignore).")
                    .defaultJson("\"mark\"")
                    .allowed("mark", "ignore")
                    .build());

    private TopicSettings() {}

    public static List<SettingDefinition> definitions() {
        return DEFINITIONS;
    }

    /**
     * The properties that identify rows, where the settings say so.
     *
     * @throws SettingsException if they are no names
     */
    public static Optional<List<String>> keyProperties(Settings settings) {
        return settings.optionalJson(KEY_PROPERTIES).map(names -> {
            List<String> texts = new ArrayList<>();
            for (JsonNode name : names) {
                if (!name.isTextual()) {
                    throw new SettingsException(
                            ErrorCode.CONFIG_INVALID, "configuration: key_properties has to be a list of names");
                }
                texts.add(name.textValue());
            }
            return texts;
        });
    }
}
