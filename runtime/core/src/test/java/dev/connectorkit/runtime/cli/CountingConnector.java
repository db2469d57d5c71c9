package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.destination.Destination;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A destination in a process of its own that counts rows; at the end it writes what it counted and its largest memory. */
public final class CountingConnector implements Connector {
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new CountingConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("target-counting")
                .setting(SettingDefinition.of("report", SettingType.STRING)
                        .required()
                        .build())
                .build();
    }

    @Override
    public Target open(Settings settings) {
        return new DestinationTarget(new CountingDestination(Path.of(settings.string("report"))));
    }

    private static final class CountingDestination extends Destination {
        private final Path report;
        private final Map<String, Long> rows = new TreeMap<>();
        private long sum;

        CountingDestination(Path report) {
            this.report = report;
        }

        @Override
        public void exportBatch(RecordBatch batch) {
            rows.merge(batch.stream().name(), (long) batch.rows(), Long::sum);
            batch.records().forEach(record -> sum += record.integer(0));
        }

        /** The kernel's own word for the largest resident set of this process (proc(5), VmHWM). */
        @Override
        public void afterProcess() {
            try {
                String memory =
                        Files.readString(Path.of("/proc/self/status")).replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1");
                Files.writeString(report, "rows=%s sum=%d VmHWM=%s kB".formatted(rows, sum, memory));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
