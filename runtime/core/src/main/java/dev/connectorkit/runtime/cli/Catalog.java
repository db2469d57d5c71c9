package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Singer catalog that decides over the SCHEMA messages of its streams, as in Mage: a stream's entry (schema, key
 * properties, unique constraints, …) takes the place of what the tap sends, and is there before the stream's first
 * message (mage_integrations/destinations/base.py, {@code _process}). Other streams pass as they are. For one run.
 */
final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final String OPTION = "--catalog_json";

    private final Map<String, SchemaMessage> schemas;

    private Catalog(Map<String, SchemaMessage> schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads a catalog.
     *
     * @throws SettingsException if it is none, or a stream has no schema or a wrong one; the message names the stream
     */
    static Catalog parse(String json) {
        JsonNode streams = Configuration.parse(OPTION, json).path("streams");
        if (!streams.isArray()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, OPTION + ": it has to hold a list named streams");
        }
        Map<String, SchemaMessage> schemas = new HashMap<>();
        for (JsonNode stream : streams) {
            SchemaMessage schema = schema(stream);
            if (schemas.put(schema.stream(), schema) != null) {
                throw wrong(schema.stream(), "it stands there twice");
            }
        }
        return new Catalog(schemas);
    }

    /** Hands all messages on to the handler, with this catalog's schemas among them. */
    void readAll(MessageReader messages, MessageHandler handler) {
        Overriding overriding = new Overriding(handler);
        while (messages.next(overriding)) {
            // the reader hands each message to the handler
        }
    }

    /** An entry has the keys of a SCHEMA message, so it is read as one. */
    private static SchemaMessage schema(JsonNode entry) {
        String name = entry.path("tap_stream_id").asText(entry.path("stream").asText());
        if (!(entry instanceof ObjectNode object)) {
            throw wrong(name, "it has to be an object");
        }
        ObjectNode message = object.deepCopy();
        message.put("type", "SCHEMA").put("stream", name);
        JsonNode keys = keysOfMetadata(entry.path("metadata"));
        if (!message.has("key_properties") && keys.isArray()) {
            message.set("key_properties", keys);
        }
        byte[] line = message.toString().getBytes(StandardCharsets.UTF_8);
        OneSchema found = new OneSchema();
        try {
            new MessageReader(new ByteArrayInputStream(line), line.length, false).next(found);
        } catch (MessageException e) {
            throw wrong(name, String.valueOf(e.getMessage()).replaceFirst("^line 1[^:]*: ", ""));
        }
        return found.message.orElseThrow();
    }

    /** Where catalogs of the Singer specification say it: in the metadata of the stream itself. */
    private static JsonNode keysOfMetadata(JsonNode metadata) {
        for (JsonNode one : metadata) {
            if (one.path("breadcrumb").isArray() && one.path("breadcrumb").isEmpty()) {
                JsonNode keys = one.path("metadata").path("table-key-properties");
                return keys.isMissingNode() ? one.path("metadata").path("view-key-properties") : keys;
            }
        }
        return MissingNode.getInstance();
    }

    private static SettingsException wrong(String stream, String problem) {
        return new SettingsException(
                ErrorCode.CONFIG_INVALID, "%s, stream \"%s\": %s".formatted(OPTION, stream, problem));
    }

    /** Puts a stream's entry before its first message, and leaves out what the tap says of its shape. */
    private final class Overriding implements MessageHandler {
        private final MessageHandler next;
        private final Set<String> given = new HashSet<>();

        Overriding(MessageHandler next) {
            this.next = next;
        }

        @Override
        public void onSchema(SchemaMessage message) {
            if (schemas.containsKey(message.stream())) {
                LOG.debug(
                        "line {}, stream \"{}\": SCHEMA left out, the catalog has one",
                        message.line(),
                        message.stream());
                giveSchema(message.stream(), message.line());
            } else {
                next.onSchema(message);
            }
        }

        @Override
        public void onRecord(RecordMessage message) throws IOException {
            giveSchema(message.stream(), message.line());
            next.onRecord(message);
        }

        @Override
        public void onState(StateMessage message) {
            next.onState(message);
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage message) {
            giveSchema(message.stream(), message.line());
            next.onActivateVersion(message);
        }

        @Override
        public void onBatch(BatchMessage message) {
            giveSchema(message.stream(), message.line());
            next.onBatch(message);
        }

        private void giveSchema(String stream, long line) {
            SchemaMessage entry = schemas.get(stream);
            if (entry != null && given.add(stream)) {
                next.onSchema(new SchemaMessage(stream, entry.schema(), entry.keyProperties(), entry.options(), line));
            }
        }
    }

    /** Takes the one message that an entry was made into. */
    private static final class OneSchema implements MessageHandler {
        private Optional<SchemaMessage> message = Optional.empty();

        @Override
        public void onSchema(SchemaMessage schema) {
            message = Optional.of(schema);
        }

        @Override
        public void onRecord(RecordMessage other) {
            throw new IllegalStateException("no SCHEMA");
        }

        @Override
        public void onState(StateMessage other) {
            throw new IllegalStateException("no SCHEMA");
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage other) {
            throw new IllegalStateException("no SCHEMA");
        }

        @Override
        public void onBatch(BatchMessage other) {
            throw new IllegalStateException("no SCHEMA");
        }
    }
}
