package dev.connectorkit.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Measures packaged connectors, from the launcher's start to the exit, each beside its limit in the same run. */
public final class Bench {
    private final Options options;
    private final Results results;
    private final List<Measurement> measurements;

    /**
     * What is asked for.
     *
     * @param kit     folder of the kit
     * @param work    folder for data, connectors and results
     * @param maven   the command, with the options that every call gets
     * @param version of the kit
     * @param only    names of measurements; empty for all
     * @param missing whether those that have a result already are passed over
     * @param rows    instead of each measurement's own number
     * @param runs    of each
     * @param peer    the command of another target for PostgreSQL, to be measured beside ours; empty for none
     */
    public record Options(
            Path kit,
            Path work,
            List<String> maven,
            String version,
            Set<String> only,
            boolean missing,
            Optional<Long> rows,
            int runs,
            String peer) {}

    private Bench(Options options, Workshop shop) throws IOException {
        this.options = options;
        this.results = Results.in(options.work().resolve("results.json"));
        this.measurements = Stream.of(
                        new IntoNothing(shop).measurements(),
                        new IntoPostgres(shop, options.peer()).measurements(),
                        new IntoFiles(shop).measurements())
                .flatMap(List::stream)
                .toList();
    }

    /** Takes {@code --kit, --work, --maven, --version} from {@code it/bench/run}, and what a person adds. */
    public static void main(String[] args) throws IOException, SQLException {
        Map<String, String> given = new HashMap<>();
        Set<String> flags = Set.of("--missing", "--publish");
        for (int i = 0; i < args.length; i++) {
            given.put(args[i], flags.contains(args[i]) || i + 1 == args.length ? "" : args[++i]);
        }
        Set<String> known = Set.of(
                "--kit",
                "--work",
                "--maven",
                "--version",
                "--only",
                "--missing",
                "--rows",
                "--runs",
                "--peer",
                "--publish");
        given.keySet().stream()
                .filter(option -> !known.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    System.err.println("no option " + option + "; there are " + new TreeSet<>(known));
                    System.exit(2);
                });
        Options options = new Options(
                Path.of(given.getOrDefault("--kit", ".")).toAbsolutePath().normalize(),
                Files.createDirectories(Path.of(given.getOrDefault("--work", "it/target/bench"))
                        .toAbsolutePath()
                        .normalize()),
                List.of(given.getOrDefault("--maven", "mvn -q -B -ntp").split(" +")),
                given.getOrDefault("--version", ""),
                given.containsKey("--only")
                        ? new TreeSet<>(List.of(given.get("--only").split(",")))
                        : Set.of(),
                given.containsKey("--missing"),
                Optional.ofNullable(given.get("--rows")).map(Long::valueOf),
                Integer.parseInt(given.getOrDefault("--runs", "3")),
                given.getOrDefault("--peer", ""));
        try (Workshop shop = shop(options)) {
            Bench bench = new Bench(options, shop);
            if (given.containsKey("--publish")) {
                new Publication(options.kit(), bench.results, bench.measurements).write();
            } else if (!bench.runAll().isEmpty()) {
                System.exit(1);
            }
        }
    }

    /**
     * Measures, prints the table, and writes {@code results.json} into the folder for work.
     *
     * @return the ratio to its limit of each measurement that could be made, by name
     */
    public static Map<String, Double> run(Options options) throws IOException, SQLException {
        try (Workshop shop = shop(options)) {
            Bench bench = new Bench(options, shop);
            Set<String> failed = bench.runAll();
            Map<String, Double> ratios = new HashMap<>();
            bench.asked().stream()
                    .filter(measurement -> !failed.contains(measurement.name()))
                    .forEach(measurement -> bench.results
                            .of(measurement)
                            .ifPresent(result -> ratios.put(result.name(), result.ratio())));
            return ratios;
        }
    }

    private static Workshop shop(Options options) throws IOException {
        Path work = options.work().toAbsolutePath().normalize();
        return new Workshop(
                options.kit(),
                work,
                new Connectors(options.kit(), work.resolve("connectors"), options.maven(), options.version()));
    }

    private List<Measurement> asked() {
        Set<String> unknown = new TreeSet<>(options.only());
        measurements.forEach(measurement -> unknown.remove(measurement.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("--only: no measurement %s; there are %s"
                    .formatted(
                            unknown,
                            measurements.stream().map(Measurement::name).toList()));
        }
        return measurements.stream()
                .filter(measurement -> options.only().isEmpty()
                        ? !measurement.name().equals(IntoPostgres.PEER)
                                || !options.peer().isEmpty()
                        : options.only().contains(measurement.name()))
                .toList();
    }

    /** One that fails keeps no other from being measured; gives the names of those that did. */
    private Set<String> runAll() throws IOException {
        Set<String> failed = new TreeSet<>();
        System.out.println(Result.HEADING);
        for (Measurement measurement : asked()) {
            if (options.missing() && results.of(measurement).isPresent()) {
                continue;
            }
            try {
                Result result = measure(measurement);
                results.put(result);
                System.out.println(result.row());
            } catch (IOException | SQLException | RuntimeException e) {
                failed.add(measurement.name());
                System.err.println(measurement.name() + " failed: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        System.out.println();
        System.out.println(results.table(measurements));
        if (!failed.isEmpty()) {
            System.err.println("failed: " + String.join(", ", failed));
        }
        return failed;
    }

    /** Runs both by turns, so that what else the machine does meets both. */
    private Result measure(Measurement measurement) throws IOException, InterruptedException, SQLException {
        long rows = options.rows().filter(any -> measurement.repeats() == 1).orElse(measurement.rows());
        Measurement.Pair pair = measurement.preparation().prepare(rows);
        List<Cost> ours = new ArrayList<>();
        List<Cost> limits = new ArrayList<>();
        for (int run = 0; run < options.runs() * measurement.repeats(); run++) {
            limits.add(pair.limit().run());
            ours.add(pair.ours().run());
        }
        return new Result(
                measurement.name(),
                measurement.what(),
                measurement.limit(),
                measurement.toReach(),
                pair.rows(),
                Files.size(pair.input()),
                ours,
                limits);
    }
}
