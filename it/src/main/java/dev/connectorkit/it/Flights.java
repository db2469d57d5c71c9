package dev.connectorkit.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The real streams in {@code data}, and what is left of them when they are loaded. */
public final class Flights {
    /** Rows by stream, in the order of the input. */
    public static final Map<String, Long> ROWS = rows();

    private Flights() {}

    /** Queries that count each stream's rows; {@code prefix} goes before the table's name, such as a schema and a dot. */
    public static String[] countsIn(String prefix) {
        return ROWS.keySet().stream()
                .map(stream -> "SELECT '%s', count(*) FROM %s\"%s\"".formatted(stream, prefix, stream))
                .toArray(String[]::new);
    }

    /** What {@link Query} prints for {@link #countsIn}. */
    public static List<String> expectedCounts() {
        return ROWS.entrySet().stream()
                .map(rows -> rows.getKey() + "\t" + rows.getValue())
                .toList();
    }

    /** The state that covers them all, which holds the number of rows of each stream. */
    public static JsonNode lastState() {
        String text = ROWS.entrySet().stream()
                .map(rows -> "\"%s\": {\"replication_key_value\": %d}".formatted(rows.getKey(), rows.getValue()))
                .collect(Collectors.joining(", ", "{\"bookmarks\": {", "}}"));
        return Json.parse(text);
    }

    /** Lines by stream of a folder with {@code <stream>.jsonl} files. */
    public static Map<String, Long> linesIn(Path folder) throws IOException {
        Map<String, Long> lines = new LinkedHashMap<>();
        for (String stream : ROWS.keySet()) {
            try (Stream<String> file = Files.lines(folder.resolve(stream + ".jsonl"))) {
                lines.put(stream, file.count());
            }
        }
        return lines;
    }

    /** The records of the input, which is compressed by gzip, by stream and in its order. */
    public static Map<String, List<JsonNode>> records(Path input) throws IOException {
        Map<String, List<JsonNode>> records = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(input)), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(Json::parse)
                    .filter(message -> message.path("type").asText().equals("RECORD"))
                    .forEach(message -> records.computeIfAbsent(
                                    message.path("stream").asText(), stream -> new ArrayList<>())
                            .add(message.path("record")));
        }
        return records;
    }

    /** The same of lines of JSON. */
    public static List<JsonNode> parsed(List<String> records) {
        return records.stream().map(Json::parse).toList();
    }

    private static Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("airlines", 16L);
        rows.put("airports", 1458L);
        rows.put("planes", 3322L);
        rows.put("weather", 2226L);
        rows.put("flights", 27_004L);
        return Collections.unmodifiableMap(rows);
    }
}
