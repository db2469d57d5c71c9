package dev.connectorkit.testkit.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Singer messages of a case, byte for byte, and what the suite has to know of them. */
public final class CaseInput {
    private final byte[] bytes;
    private final List<SentMessage> messages = new ArrayList<>();

    /**
     * A STATE of the input.
     *
     * @param line from 1
     */
    public record SentState(JsonNode value, int line) {}

    private record SentMessage(String type, JsonNode body, int line) {
        String stream() {
            return body.path("stream").asText();
        }
    }

    public CaseInput(byte[] bytes) {
        this.bytes = bytes.clone();
        int line = 0;
        for (String text : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            line++;
            addIfMessage(text, line);
        }
    }

    public void writeTo(Path file) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here on the bytes are those of the line and what comes after it; a line past the end begins at the end. */
    public int offsetOf(int line) {
        int at = 0;
        for (int passed = 1; passed < line && at < bytes.length; at++) {
            passed += bytes[at] == '\n' ? 1 : 0;
        }
        return at;
    }

    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /** What a tap writes that goes on after the state of that line: the schemas of its streams, and all that comes later. */
    public CaseInput resumedAfter(int line) {
        Map<String, byte[]> schemas = new LinkedHashMap<>();
        messages.stream()
                .filter(message -> message.type().equals("SCHEMA") && message.line() <= line)
                .forEach(message -> schemas.put(
                        message.stream(),
                        Arrays.copyOfRange(bytes, offsetOf(message.line()), offsetOf(message.line() + 1))));
        ByteArrayOutputStream resumed = new ByteArrayOutputStream();
        schemas.values().forEach(resumed::writeBytes);
        resumed.write(bytes, offsetOf(line + 1), bytes.length - offsetOf(line + 1));
        return new CaseInput(resumed.toByteArray());
    }

    /** In the order of the input. */
    public List<SentState> states() {
        return messages.stream()
                .filter(message -> message.type().equals("STATE"))
                .map(message -> new SentState(message.body().path("value"), message.line()))
                .toList();
    }

    /**
     * How many rows each stream has once all before the line is loaded. Streams with a version activated before the line are
     * left out, since that may take rows away.
     *
     * @param upserted  whether rows with the same key are one row
     * @param notLoaded lines of records that make no row
     */
    public Map<String, Integer> rowsBefore(int line, boolean upserted, Set<Integer> notLoaded) {
        Map<String, JsonNode> keys = new HashMap<>();
        Map<String, Set<Object>> rows = new HashMap<>();
        Set<String> versioned = new HashSet<>();
        for (SentMessage message : messages) {
            if (message.line() < line && !notLoaded.contains(message.line())) {
                switch (message.type()) {
                    case "SCHEMA" -> keys.put(message.stream(), message.body().path("key_properties"));
                    case "ACTIVATE_VERSION" -> versioned.add(message.stream());
                    case "RECORD" ->
                        rows.computeIfAbsent(message.stream(), any -> new HashSet<>())
                                .add(upserted ? identity(message, keys.get(message.stream())) : message.line());
                    default -> {
                        // a STATE adds no rows, a BATCH cannot be counted here
                    }
                }
            }
        }
        rows.keySet().removeAll(versioned);
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach((stream, identities) -> counts.put(stream, identities.size()));
        return counts;
    }

    private static Object identity(SentMessage message, @Nullable JsonNode keyProperties) {
        List<JsonNode> key = new ArrayList<>();
        if (keyProperties != null) {
            keyProperties.forEach(name -> key.add(message.body().path("record").path(name.asText())));
        }
        return key.isEmpty() ? message.line() : key;
    }

    /** A line that is no message is there for the connector to refuse. */
    private void addIfMessage(String text, int line) {
        try {
            JsonNode body = JsonTrees.parse(text);
            String type = body.path("type").asText();
            messages.add(new SentMessage(type.toUpperCase(Locale.ROOT), body, line));
        } catch (JsonProcessingException e) {
            return;
        }
    }
}
