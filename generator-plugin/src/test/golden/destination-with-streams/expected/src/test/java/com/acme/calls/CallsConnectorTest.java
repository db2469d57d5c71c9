package com.acme.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.cli.StandardStreams;
import dev.connectorkit.runtime.session.Connector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsConnectorTest {
    @Test
    void isFoundByTheServiceLoader() {
        assertTrue(ServiceLoader.load(Connector.class).stream()
                .anyMatch(provider -> provider.type() == CallsConnector.class));
    }

    @Test
    void refusesASettingThatTheDescriptorDoesNotDeclare(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), "{\"no_such_setting\": 1}");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8));

        int status = ConnectorCommand.run(new CallsConnector(), streams, "--config", config.toString());

        assertEquals(2, status);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no_such_setting"));
    }
}
