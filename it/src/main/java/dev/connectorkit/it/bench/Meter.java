package dev.connectorkit.it.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs commands and says what they cost. CPU time comes from the shell's {@code times}, peak memory from Linux' /proc. */
final class Meter {
    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final long FIRST_LOOKS_MILLIS = 10;
    private static final long LATER_LOOKS_MILLIS = 50;
    private static final long LATER_NANOS = 500_000_000;
    private static final long LONGEST_NANOS = 15L * 60 * 1_000_000_000;

    private final Path folder;
    private final DoubleSupplier serverSeconds;

    /**
     * A meter.
     *
     * @param folder        for what the commands print
     * @param serverSeconds CPU time of the server so far
     */
    Meter(Path folder, DoubleSupplier serverSeconds) {
        this.folder = folder;
        this.serverSeconds = serverSeconds;
    }

    /**
     * Runs the command to its end, with the file as its standard input.
     *
     * @throws IllegalStateException if it fails or takes more than a quarter of an hour; with the end of what it said
     */
    Cost run(List<String> command, Optional<Path> input) throws IOException, InterruptedException {
        Path times = folder.resolve("times.txt");
        List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\"; status=$?; times > \"$0\"; exit $status"));
        timed.add(times.toString());
        timed.addAll(command);
        double serverBefore = serverSeconds.getAsDouble();
        long started = System.nanoTime();
        Process process = new ProcessBuilder(timed)
                .directory(folder.toFile())
                .redirectInput(input.map(file -> Redirect.from(file.toFile()))
                        .orElse(Redirect.from(Path.of("/dev/null").toFile())))
                .redirectOutput(output().toFile())
                .redirectError(log().toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(millisToNextLook(System.nanoTime() - started), TimeUnit.MILLISECONDS)) {
            peak = Math.max(
                    peak,
                    process.descendants().mapToLong(Meter::peakBytes).max().orElse(0));
            if (System.nanoTime() - started > LONGEST_NANOS) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        if (process.exitValue() != 0) {
            List<String> said = Files.readAllLines(log());
            throw new IllegalStateException("%s ended with %d: %s"
                    .formatted(
                            String.join(" ", command),
                            process.exitValue(),
                            said.subList(Math.max(0, said.size() - 5), said.size())));
        }
        return new Cost(seconds, cpuSeconds(times), serverSeconds.getAsDouble() - serverBefore, peak);
    }

    /** Each look costs time of the two cores that are measured; what a short process had at its end is seen by frequent ones. */
    private static long millisToNextLook(long nanos) {
        return nanos < LATER_NANOS ? FIRST_LOOKS_MILLIS : LATER_LOOKS_MILLIS;
    }

    /** What the last command wrote to standard output. */
    Path output() {
        return folder.resolve("output.txt");
    }

    private Path log() {
        return folder.resolve("log.txt");
    }

    private static long peakBytes(ProcessHandle process) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
            return peak.find() ? 1024 * Long.parseLong(peak.group(1)) : 0;
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    /** The second line of {@code times} is of the shell's children: user and system. */
    private static double cpuSeconds(Path times) throws IOException {
        try (Stream<String> lines = Files.lines(times)) {
            Matcher part = MINUTES_AND_SECONDS.matcher(lines.skip(1).findFirst().orElseThrow());
            double seconds = 0;
            while (part.find()) {
                seconds += 60 * Long.parseLong(part.group(1)) + Double.parseDouble(part.group(2));
            }
            return seconds;
        }
    }
}
