package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingsReader;
import dev.connectorkit.runtime.sink.BatchPolicy;
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
                    new SettingsReader(ConnectorInfo.of("target-test").build()).read(configuration), policy);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
