package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the results where the project keeps them: the table into docs/performance.md, the guarded ratios into committed.json. */
final class Publication {
    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- it/bench/run -->\n).*?(<!-- end -->)");

    private final Path kit;
    private final Results results;
    private final List<Measurement> measurements;

    Publication(Path kit, Results results, List<Measurement> measurements) {
        this.kit = kit;
        this.results = results;
        this.measurements = measurements;
    }

    /**
     * Writes both files.
     *
     * @throws IllegalStateException if a result is of another number of rows than the measurement's own: those are not compared
     */
    void write() throws IOException {
        List<String> shortened = measurements.stream()
                .filter(measurement -> results.of(measurement)
                        .filter(result -> result.rows() != measurement.rows())
                        .isPresent())
                .map(Measurement::name)
                .toList();
        if (!shortened.isEmpty()) {
            throw new IllegalStateException("measured with --rows, which is not for publishing: " + shortened);
        }
        writeTable();
        writeRatios();
        measurements.stream()
                .filter(measurement -> results.of(measurement).isEmpty())
                .forEach(measurement -> System.out.println("not measured: " + measurement.name()));
    }

    private void writeTable() throws IOException {
        Path page = kit.resolve("docs/performance.md");
        Matcher place = PLACE.matcher(Files.readString(page));
        if (!place.find()) {
            throw new IllegalStateException(page + " has no place for the table: " + PLACE);
        }
        String text = "$1%s\n%s$2".formatted(quoted(Machine.describe()), quoted(results.table(measurements)));
        Files.writeString(page, place.replaceFirst(text));
        System.out.println("written: " + page);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    /** Which ratios are guarded is decided in the file; a result changes their values alone. */
    private void writeRatios() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Path file = kit.resolve("it/bench/committed.json");
        ObjectNode committed = (ObjectNode) mapper.readTree(file.toFile());
        ObjectNode ratios = (ObjectNode) committed.path("ratios");
        List<String> guarded = new ArrayList<>();
        ratios.fieldNames().forEachRemaining(guarded::add);
        for (String name : guarded) {
            Optional<Result> result = measurements.stream()
                    .filter(measurement -> measurement.name().equals(name))
                    .findFirst()
                    .flatMap(results::of);
            result.ifPresent(measured -> ratios.put(name, Math.round(measured.ratio() * 100) / 100.0));
        }
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(committed) + "\n");
        System.out.println("written: " + file);
    }
}
