package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A connector with a process of its own, whose sink is as slow as the test wants: with a gate, each drain calls there,
 * says what it is about to write, and waits for an answer.
 */
public final class GatedConnector implements Connector {
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new GatedConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("target-gated")
                .version("1.2.3")
                .description("Writes lines, when it may.")
                .setting(SettingDefinition.of("folder", SettingType.STRING)
                        .description("Where the lines go.")
                        .required()
                        .build())
                .setting(SettingDefinition.of("gate", SettingType.INTEGER)
                        .description("Port to ask at.")
                        .env("GATE")
                        .build())
                .setting(SettingDefinition.of("password", SettingType.STRING)
                        .secret()
                        .defaultJson("\"in the source\"")
                        .build())
                .setting(SettingDefinition.of("ratio", SettingType.NUMBER).build())
                .setting(SettingDefinition.of("options", SettingType.OBJECT).build())
                .build();
    }

    @Override
    public Target open(Settings settings) {
        Path folder = Path.of(settings.string("folder"));
        OptionalLong gate = settings.optionalInteger("gate");
        return new Target() {
            @Override
            public Sink sink(StreamSchema stream) {
                JsonLinesFile file = new JsonLinesFile(folder, stream.name());
                return new BatchSink(stream) {
                    @Override
                    public void processBatch(RecordBatch batch) {
                        gate.ifPresent(port -> ask((int) port, stream.name() + " " + batch.rows()));
                        file.append(batch);
                    }
                };
            }
        };
    }

    private static void ask(int port, String question) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
