package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingsReader;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of input and settings for tests, in few words. */
final class Singer {
    private Singer() {}

    static String schema(String stream) {
        return """
                {"type":"SCHEMA","stream":"%s","schema":{"properties":{"id":{"type":"integer"},"x":{"type":["string","null"]}}},"key_properties":["id"]}
                """.formatted(stream);
    }

    static String keyless(String stream) {
        return schema(stream).replace("[\"id\"]", "[]");
    }

    static String records(String stream, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> record(stream, "{\"id\":" + id + "}"))
                .collect(Collectors.joining());
    }

    static String record(String stream, String json) {
        return "{\"type\":\"RECORD\",\"stream\":\"" + stream + "\",\"record\":" + json + "}\n";
    }

    static String state(String value) {
        return "{\"type\":\"STATE\",\"value\":" + value + "}\n";
    }

    static void read(Session session, String input) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        session.readAll(new MessageReader(new ByteArrayInputStream(bytes), 1024 * 1024, false));
    }

    /** What the engine makes of a configuration. */
    static SessionSettings settings(BatchPolicy policy, String json) {
        try {
            var configuration = (com.fasterxml.jackson.databind.node.ObjectNode)
                    Json.trees(1024 * 1024).readTree(json);
            return SessionSettings.from(
                    new SettingsReader(ConnectorInfo.of("target-test").build()).read(configuration),
                    new PolicyTarget(policy));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Says how its batches are cut, and no more. */
    private static final class PolicyTarget extends Target {
        private final BatchPolicy policy;

        PolicyTarget(BatchPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Sink sink(StreamSchema stream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BatchPolicy batchPolicy() {
            return policy;
        }
    }
}
