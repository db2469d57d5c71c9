package dev.connectorkit.runtime.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.destination.Destination;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A run of a connector with an HTTP destination, the whole engine around it. */
final class HttpRun {
    private final Path folder;
    private final Map<String, Object> settings = new TreeMap<>();
    private final List<String> arguments = new ArrayList<>();
    private Function<Settings, Destination> destination = unset -> {
        throw new IllegalStateException("no destination given");
    };

    /**
     * What came of a run.
     *
     * @param log everything on standard error, with debug lines
     */
    record Result(int status, List<String> states, String log) {}

    HttpRun(Path folder) {
        this.folder = folder;
    }

    HttpRun api(HttpApi api) {
        return api(api, new FakeTime());
    }

    HttpRun api(HttpApi api, TimeKeeper time) {
        return destination(of -> new HttpDestination(api, of, time));
    }

    HttpRun destination(Function<Settings, Destination> made) {
        destination = made;
        return this;
    }

    HttpRun setting(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    HttpRun argument(String argument) {
        arguments.add(argument);
        return this;
    }

    Result load(String... lines) {
        try {
            Path config = folder.resolve("config.json");
            Files.writeString(config, new JsonMapper().writeValueAsString(settings));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream before = System.err;
            PrintStream captured = new PrintStream(err, true, StandardCharsets.UTF_8);
            System.setErr(captured); // slf4j-simple logs there
            try {
                List<String> all = new ArrayList<>(arguments);
                all.addAll(List.of("--config", config.toString()));
                int status = ConnectorCommand.run(
                        new TestConnector(),
                        new StandardStreams(
                                new ByteArrayInputStream(
                                        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)),
                                out,
                                captured),
                        all.toArray(String[]::new));
                return new Result(
                        status,
                        out.toString(StandardCharsets.UTF_8).lines().toList(),
                        err.toString(StandardCharsets.UTF_8));
            } finally {
                System.setErr(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class TestConnector implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("target-test")
                    .setting(SettingDefinition.of("url", SettingType.STRING).build())
                    .setting(SettingDefinition.of("user", SettingType.STRING).build())
                    .setting(SettingDefinition.of("token", SettingType.STRING)
                            .secret()
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings given) {
            return new DestinationTarget(destination.apply(given));
        }
    }
}
