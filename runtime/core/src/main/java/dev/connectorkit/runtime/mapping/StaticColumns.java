package dev.connectorkit.runtime.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Columns of text that every row of every stream gets, Mage's {@code _streams.columns}
 * (mage_integrations/destinations/base.py); one with the name of a property takes its place.
 *
 * @param values text by column, in the order of the setting
 */
record StaticColumns(Map<String, String> values) {
    private static final Logger LOG = LoggerFactory.getLogger(StaticColumns.class);

    StaticColumns {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads the setting {@code _streams}.
     *
     * @throws SettingsException if it holds something else, or a column that is no text, number or boolean
     */
    static StaticColumns from(JsonNode streams) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        streams.properties().forEach(entry -> {
            if (entry.getKey().equals("partition_keys")) {
                LOG.warn("setting _streams.partition_keys is not used: tables are not partitioned");
            } else if (!entry.getKey().equals("columns")) {
                problems.add("\"_streams.%s\" is not read; \"_streams\" may hold columns".formatted(entry.getKey()));
            } else if (!entry.getValue().isObject()) {
                problems.add("\"_streams.columns\" has to be an object of column and value");
            }
        });
        streams.path("columns").properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                values.put(entry.getKey(), entry.getValue().asText());
            } else {
                problems.add("\"_streams.columns.%s\" has to be a string".formatted(entry.getKey()));
            }
        });
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
        return new StaticColumns(values);
    }

    List<Property> properties() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return values.keySet().stream()
                .map(name -> new Property(
                        name, StringType.UNBOUNDED, false, json.objectNode().put("type", "string")))
                .toList();
    }

    /** Makes what puts the values into rows of the stream. */
    Filler filler(StreamSchema schema) {
        return new Filler(schema, this);
    }

    /** Puts the values into rows. */
    static final class Filler {
        private final int[] positions;
        private final char[][] texts;

        private Filler(StreamSchema schema, StaticColumns columns) {
            positions = columns.values.keySet().stream()
                    .mapToInt(schema::requirePosition)
                    .toArray();
            texts = columns.values.values().stream().map(String::toCharArray).toArray(char[][]::new);
        }

        void fill(RecordBuffer row) {
            for (int i = 0; i < positions.length; i++) {
                row.put(positions[i], ValueKind.STRING, texts[i], 0, texts[i].length);
            }
        }
    }
}
