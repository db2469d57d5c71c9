package dev.connectorkit.runtime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 100 MiB that a Destination gathers before it exports fit, one set filling while the one before is exported, into a
 * process of 512 MiB with the options that the launcher gives.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the peak of memory is read from /proc")
class DestinationMemoryTest {
    private static final long PROCESS_KIB = 512 * 1024;
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_PER_STATE = 10_000;
    private static final int RECORD_BYTES = 512;

    @TempDir
    private Path folder;

    /** More than four sets. */
    @Test
    @Timeout(300)
    void aMillionRecordsOfHalfAKilobyteFitIntoHalfAGibibyte() throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        Path states = folder.resolve("states");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingConnector.class.getName(),
                        "--config_json",
                        "{\"report\":\"" + report + "\"}")
                .redirectOutput(states.toFile())
                .redirectError(folder.resolve("log").toFile())
                .start();
        CompletableFuture<Void> tap = CompletableFuture.runAsync(() -> send(process));
        int status = process.waitFor();
        tap.join();
        assertThat(status).as(Files.readString(folder.resolve("log"))).isZero();
        long sum = (long) RECORDS * (RECORDS + 1) / 2;
        String found = Files.readString(report);
        assertThat(found).startsWith("rows={parcels=%d} sum=%d VmHWM=".formatted(RECORDS, sum));
        assertThat(Long.parseLong(found.replaceAll(".*VmHWM=(\\d+) kB", "$1"))).isLessThan(PROCESS_KIB);
        assertThat(Files.readAllLines(states))
                .isNotEmpty()
                .last()
                .isEqualTo("{\"bookmarks\":{\"parcels\":" + RECORDS + "}}");
        assertThat(Files.readAllLines(states).stream().map(DestinationMemoryTest::position))
                .isSorted();
    }

    private static int position(String state) {
        Matcher digits = Pattern.compile("\\d+").matcher(state);
        assertThat(digits.find()).as(state).isTrue();
        return Integer.parseInt(digits.group());
    }

    private static void send(Process process) {
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 256 * 1024)) {
            out.write("""
                    {"type":"SCHEMA","stream":"parcels","schema":{"properties":{"id":{"type":"integer"},"weight":{"type":"number"},"sent_at":{"type":"string","format":"date-time"},"text":{"type":"string"}}},"key_properties":["id"]}
                    """.getBytes(UTF_8));
            for (int id = 1; id <= RECORDS; id++) {
                out.write(record(id));
                if (id % RECORDS_PER_STATE == 0) {
                    out.write("{\"type\":\"STATE\",\"value\":{\"bookmarks\":{\"parcels\":%d}}}\n"
                            .formatted(id)
                            .getBytes(UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] record(int id) {
        String head = "{\"type\":\"RECORD\",\"stream\":\"parcels\",\"record\":{\"id\":" + id + ",\"weight\":"
                + id % 1000 + ".25,\"sent_at\":\"2024-05-06T07:08:09Z\",\"text\":\"";
        return (head + "x".repeat(RECORD_BYTES - head.length() - 3) + "\"}}\n").getBytes(UTF_8);
    }
}
