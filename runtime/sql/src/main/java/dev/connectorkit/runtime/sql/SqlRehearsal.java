package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.cli.Rehearsal;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads into files of the embedded databases whose drivers are there. */
public final class SqlRehearsal implements Rehearsal {
    /** Driver by dialect. */
    private static final Map<String, String> EMBEDDED =
            new TreeMap<>(Map.of("duckdb", "org.duckdb.DuckDBDriver", "sqlite", "org.sqlite.JDBC"));

    @Override
    public List<Connector> connectors(Path folder) {
        return EMBEDDED.entrySet().stream()
                .filter(dialect -> isThere(dialect.getValue()))
                .<Connector>map(dialect -> new IntoFile(dialect.getKey(), folder.resolve(dialect.getKey())))
                .toList();
    }

    private static boolean isThere(String driver) {
        return SqlRehearsal.class.getResource("/" + driver.replace('.', '/') + ".class") != null;
    }

    private record IntoFile(String dialect, Path file) implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of(dialect)
                    .setting(SettingDefinition.of("path", SettingType.STRING)
                            .defaultJson("\"" + file.toString().replace("\\", "\\\\") + "\"")
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new SqlTarget(dialect, settings);
        }
    }
}
