package dev.connectorkit.runtime.kafkaconnect.record;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.kafkaconnect.config.DeclaredStreams;
import dev.connectorkit.runtime.kafkaconnect.config.DeclaredStreams.Declaration;
import dev.connectorkit.runtime.kafkaconnect.config.StreamNames;
import dev.connectorkit.runtime.kafkaconnect.config.TopicSettings;
import dev.connectorkit.runtime.kafkaconnect.record.RowStream.RowOptions;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.message.StreamOptions;
import dev.connectorkit.runtime.session.Session;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Gives a session the messages that a topic's records amount to: a row's RECORD, with the stream's SCHEMA before it whenever
 * that has changed, or Singer messages as a tap wrote them. Not safe for threads.
 */
public final class RecordMessages {
    /** What is wrong with one message alone, so that the next one may follow. */
    private static final Set<ErrorCode> OF_ONE_MESSAGE = EnumSet.of(
            ErrorCode.INVALID_JSON, ErrorCode.MESSAGE_INVALID, ErrorCode.REPEATED_KEY, ErrorCode.UNKNOWN_MESSAGE);

    private final Session session;
    private final Runnable beforeSchema;
    private final LineFeed feed;
    private final StreamNames names;
    private final DeclaredStreams declared;
    private final RowOptions options;
    private final boolean areSinger;
    private final Optional<List<String>> keyProperties;
    private final Map<String, RowStream> streams = new HashMap<>();
    private final MessageHandler ofTaps = new TapsMessages();

    /**
     * Messages for one session.
     *
     * @param beforeSchema is run before a SCHEMA that changes a stream
     * @throws SettingsException if the settings of topics make no sense
     */
    public RecordMessages(Session session, Settings settings, Runnable beforeSchema) {
        this.session = session;
        this.beforeSchema = beforeSchema;
        boolean ignoreUnknown = settings.string("unknown_messages").equals("ignore");
        this.feed =
                new LineFeed((int) Math.min(Integer.MAX_VALUE / 2, settings.integer("max_line_bytes")), ignoreUnknown);
        this.names = StreamNames.from(settings);
        this.declared = DeclaredStreams.from(settings);
        this.options = new RowOptions(
                settings.flag("add_record_metadata"),
                settings.flag("add_record_metadata")
                        && settings.string(TopicSettings.TOMBSTONES).equals("mark"));
        this.areSinger = settings.string(TopicSettings.RECORD_FORMAT).equals("singer");
        this.keyProperties = TopicSettings.keyProperties(settings);
    }

    /** The line that the next record is, should it become one. */
    public long nextLine() {
        return feed.lines() + 1;
    }

    /**
     * Has the session take a record. One that is no row, or no message, is given to it as invalid.
     *
     * @throws RuntimeException what the session throws
     */
    public void deliver(SinkRecord record) {
        if (areSinger) {
            deliverMessage(record);
        } else {
            deliverRow(record);
        }
    }

    private void deliverRow(SinkRecord record) {
        RowStream stream = streams.computeIfAbsent(record.topic(), this::rowStream);
        try {
            LineFeed.Line line = stream.line(record);
            if (line == null) {
                return;
            }
            feed.write(line);
        } catch (RecordException e) {
            session.onInvalid(stream.shape().stream(), nextLine(), e, "");
            return;
        }
        if (stream.shape().hasChanged()) {
            beforeSchema.run();
            session.onSchema(stream.shape().message(nextLine()));
        }
        feed.deliver(session);
    }

    private RowStream rowStream(String topic) {
        String name = names.streamOf(topic);
        Optional<Declaration> declaration = declared.of(name);
        List<String> named = keyProperties
                .or(() -> declaration.map(Declaration::keyProperties))
                .orElse(List.of());
        StreamShape shape = declaration
                .map(known -> new StreamShape(name, known.schema(), named))
                .orElseGet(() -> new StreamShape(name, named));
        Optional<List<String>> decided = keyProperties.or(
                () -> declaration.map(Declaration::keyProperties).filter(keys -> !keys.isEmpty()));
        return new RowStream(shape, declaration.isPresent(), new RowKeys(decided), options);
    }

    private void deliverMessage(SinkRecord record) {
        try {
            if (record.value() == null) {
                return; // compaction's way to say that there is nothing
            }
            if (record.value() instanceof Map<?, ?> message) {
                feed.write(json -> writeMessage(message, json));
            } else {
                byte[] text = text(record.value());
                if (isBlank(text)) {
                    return;
                }
                feed.write(text);
            }
            feed.deliver(ofTaps);
        } catch (MessageException e) {
            if (!OF_ONE_MESSAGE.contains(e.code())) {
                throw e;
            }
            session.onInvalid(
                    names.streamOf(record.topic()),
                    feed.lines(),
                    new RecordException(InvalidRule.INVALID, String.valueOf(e.getMessage())),
                    feed.text());
        }
    }

    /** In the order that is read fastest: what a record is before what it holds. */
    private static void writeMessage(Map<?, ?> message, JsonLine json) {
        json.beginObject();
        for (String first : List.of("type", "stream")) {
            if (message.containsKey(first)) {
                json.member(first);
                Inferred.write(message.get(first), json);
            }
        }
        for (Map.Entry<?, ?> entry : message.entrySet()) {
            if (!entry.getKey().equals("type") && !entry.getKey().equals("stream")) {
                json.member(String.valueOf(entry.getKey()));
                Inferred.write(entry.getValue(), json);
            }
        }
        json.endObject();
    }

    private static byte[] text(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof byte[] || value instanceof java.nio.ByteBuffer) {
            return ConnectTypes.bytes(value);
        }
        throw new MessageException(
                ErrorCode.MESSAGE_INVALID,
                "a Singer message has to be text, bytes or a map, found %s; check the topic's converter"
                        .formatted(value.getClass().getSimpleName()));
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** A tap's messages, but for its states: what is to be read again, offsets say. */
    private final class TapsMessages implements MessageHandler {
        private final Set<String> described = new HashSet<>();

        @Override
        public void onSchema(SchemaMessage message) {
            described.add(message.stream());
            beforeSchema.run();
            session.onSchema(message);
        }

        @Override
        public void onRecord(RecordMessage message) throws IOException {
            if (described.add(message.stream())) {
                declared.of(message.stream()).ifPresent(known -> describe(message, known));
            }
            session.onRecord(message);
        }

        private void describe(RecordMessage message, Declaration known) {
            beforeSchema.run();
            session.onSchema(new SchemaMessage(
                    message.stream(), known.schema(), known.keyProperties(), StreamOptions.NONE, message.line()));
        }

        @Override
        public void onState(StateMessage message) {
            // its place in the topic is an offset, and those are the states here
        }

        @Override
        public void onActivateVersion(ActivateVersionMessage message) {
            session.onActivateVersion(message);
        }

        @Override
        public void onBatch(BatchMessage message) {
            session.onBatch(message);
        }
    }
}
