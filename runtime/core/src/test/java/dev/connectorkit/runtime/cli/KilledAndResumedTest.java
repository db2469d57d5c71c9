package dev.connectorkit.runtime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tap that honours the state it is given sends three interleaved streams, a state after every 997th record. The target,
 * with batches of 1,000, is killed with SIGKILL again and again and run from its last state: no record may be missing.
 */
class KilledAndResumedTest {
    private static final List<String> STREAMS = List.of("orders", "lines", "payments");
    private static final int RECORDS = 100_000;
    private static final int RECORDS_PER_STATE = 997;
    private static final int KILLS = 8;
    private static final Pattern POSITION = Pattern.compile("\\{\"position\":(\\d+)}");
    private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+),.*");

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void noRecordIsMissingAfterManyKills() throws IOException, InterruptedException {
        Random random = new Random(997);
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"folder\":\"%s\",\"batch_size_rows\":1000}"
                        .formatted(folder.toString().replace("\\", "\\\\")));
        int position = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            position = Math.max(position, run(config, position, 1 + random.nextInt(4)));
        }
        assertThat(position).as("the kills came in the middle").isBetween(1, RECORDS - 1);
        assertThat(run(config, position, Integer.MAX_VALUE)).isEqualTo(RECORDS);
        assertThat(missing().stream()).isEmpty();
    }

    /** Runs from that position until so many states have come out, and gives the last of them. */
    private int run(Path config, int position, int statesUntilKill) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatedConnector.class.getName(),
                        "--config",
                        config.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        AtomicInteger statesSeen = new AtomicInteger();
        CompletableFuture<Void> tap =
                CompletableFuture.runAsync(() -> send(process, position, () -> statesSeen.get() >= statesUntilKill));
        int last = position;
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher state = POSITION.matcher(line);
                assertThat(state.matches()).as(line).isTrue();
                last = Integer.parseInt(state.group(1));
                statesSeen.incrementAndGet();
            }
        }
        tap.join();
        int status = process.waitFor();
        assertThat(status).isEqualTo(statesUntilKill == Integer.MAX_VALUE ? 0 : 137);
        return last;
    }

    /** What a tap sends that was given that state; it is also what kills, while it is sending. */
    private static void send(Process process, int position, BooleanSupplier kill) {
        try (BufferedWriter lines = process.outputWriter(UTF_8)) {
            for (String stream : STREAMS) {
                lines.write("""
                        {"type":"SCHEMA","stream":"%s","schema":{"properties":{"id":{"type":"integer"},"text":{"type":"string"}}},"key_properties":["id"]}
                        """.formatted(stream));
            }
            for (int id = position + 1; id <= RECORDS; id++) {
                lines.write("""
                        {"type":"RECORD","stream":"%s","record":{"id":%d,"text":"%s"}}
                        """.formatted(STREAMS.get(id % STREAMS.size()), id, "x".repeat(id % 100)));
                if (id % RECORDS_PER_STATE == 0 || id == RECORDS) {
                    lines.write("{\"type\":\"STATE\",\"value\":{\"position\":%d}}\n".formatted(id));
                }
                if (kill.getAsBoolean()) {
                    process.toHandle().destroyForcibly(); // that of Process would close the pipe of states too
                    process.waitFor();
                    return;
                }
            }
        } catch (IOException e) {
            assertThat(process.isAlive()).as("the pipe breaks by a kill only").isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Numbers of records that are in no file; a line that a kill cut off does not count. */
    private BitSet missing() throws IOException {
        BitSet missing = new BitSet();
        missing.set(1, RECORDS + 1);
        for (String stream : STREAMS) {
            for (String line : Files.readAllLines(folder.resolve(stream + ".jsonl"))) {
                Matcher record = ID.matcher(line);
                if (record.matches() && line.endsWith("}")) {
                    missing.clear(Integer.parseInt(record.group(1)));
                }
            }
        }
        return missing;
    }
}
