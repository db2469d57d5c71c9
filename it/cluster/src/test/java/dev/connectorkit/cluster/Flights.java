package dev.connectorkit.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The flights of January 2013, again and again under other ids. */
final class Flights {
    static final List<String> NUMBERS = List.of(
            "year",
            "month",
            "day",
            "dep_time",
            "sched_dep_time",
            "dep_delay",
            "arr_time",
            "sched_arr_time",
            "arr_delay",
            "flight",
            "air_time",
            "distance",
            "hour",
            "minute");
    static final List<String> TEXTS = List.of("carrier", "tailnum", "origin", "dest");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> january = new ArrayList<>();
    private ObjectNode schema = JSON.createObjectNode();

    private Flights() {}

    static Flights read(Path file) throws IOException {
        Flights flights = new Flights();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.path("stream").asText().equals("flights")) {
                    flights.take(message);
                }
            }
        }
        return flights;
    }

    private void take(JsonNode message) {
        if (message.path("type").asText().equals("RECORD")) {
            january.add((ObjectNode) message.path("record"));
        } else if (message.path("type").asText().equals("SCHEMA")) {
            schema = (ObjectNode) message;
        }
    }

    /** The tap's SCHEMA, and the note that flights may have here. */
    ObjectNode schemaMessage() {
        ObjectNode message = schema.deepCopy();
        message.withObject("/schema/properties")
                .putObject("note")
                .putArray("type")
                .add("null")
                .add("string");
        return message;
    }

    /** The flight of that id, from 0 on; not to be kept. One that is seen again carries a note, which the others lack. */
    ObjectNode flight(long id, boolean isSeenAgain) {
        ObjectNode flight = january.get((int) (id % january.size())).put("id", id);
        flight.remove("note");
        return isSeenAgain ? flight.put("note", "seen again") : flight;
    }

    /** The sum of distances of the flights from 0 on. */
    long distances(long count) {
        long sum = 0;
        for (long id = 0; id < count; id++) {
            sum += flight(id, false).path("distance").longValue();
        }
        return sum;
    }
}
