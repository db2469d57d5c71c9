package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The newest result of each measurement, in a file that is whole after each of them. */
final class Results {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // the ratio follows from the rest
            .build();

    private final Path file;
    private final Map<String, Result> byName = new LinkedHashMap<>();

    private Results(Path file) {
        this.file = file;
    }

    /** Those of the file; none if it is not there. */
    static Results in(Path file) throws IOException {
        Results results = new Results(file);
        if (Files.exists(file)) {
            Arrays.stream(JSON.readValue(file.toFile(), Result[].class))
                    .forEach(result -> results.byName.put(result.name(), result));
        }
        return results;
    }

    Optional<Result> of(Measurement measurement) {
        return Optional.ofNullable(byName.get(measurement.name()));
    }

    /** Takes the place of an earlier one. */
    void put(Result result) throws IOException {
        byName.put(result.name(), result);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        ArrayNode json = JSON.createArrayNode();
        byName.values()
                .forEach(each -> json.add(JSON.<ObjectNode>valueToTree(each).put("ratio", each.ratio())));
        JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), json);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A table in Markdown, in the order of the measurements. */
    String table(List<Measurement> measurements) {
        StringBuilder table = new StringBuilder(Result.HEADING).append('\n');
        measurements.stream()
                .map(measurement -> byName.get(measurement.name()))
                .filter(Objects::nonNull)
                .forEach(result -> table.append(result.row()).append('\n'));
        return table.toString();
    }
}
