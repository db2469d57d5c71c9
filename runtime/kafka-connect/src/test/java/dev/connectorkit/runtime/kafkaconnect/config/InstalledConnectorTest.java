package dev.connectorkit.runtime.kafkaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.kafkaconnect.MemoryConnector;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledConnectorTest {
    @TempDir
    private Path plugin;

    @Test
    void aFolderWithoutAConnectorIsNoPlugin() {
        assertThatThrownBy(this::find).isInstanceOf(ConnectException.class).hasMessageContaining("found 0");
    }

    @Test
    void settingsBeginWithTheStreamsOfTheDescriptor() throws IOException {
        install();
        write("streams.json", """
                {"orders": {"topic": "shop.orders", "key_properties": ["id"],
                            "schema": {"properties": {"id": {"type": "integer"}}}},
                 "notes": {"key_properties": [], "schema": {"properties": {"text": {"type": "string"}}}}}""");
        Settings settings = find().settings().read(Map.of("folder", "/tmp"));
        assertThat(StreamNames.from(settings).streamOf("shop.orders")).isEqualTo("orders");
        assertThat(StreamNames.from(settings).streamOf("notes")).isEqualTo("notes");
        assertThat(DeclaredStreams.from(settings).of("orders").orElseThrow().keyProperties())
                .containsExactly("id");
        assertThat(DeclaredStreams.from(settings).of("notes").orElseThrow().schema())
                .hasToString("{\"properties\":{\"text\":{\"type\":\"string\"}}}");
    }

    @Test
    void whatSettingsSayOfAStreamOrTopicWins() throws IOException {
        install();
        write("streams.json", """
                {"orders": {"topic": "shop.orders", "key_properties": ["id"], "schema": {"properties": {}}},
                 "notes": {"key_properties": [], "schema": {"properties": {}}}}""");
        Settings settings = find().settings()
                .read(Map.of(
                        "folder", "/tmp",
                        "stream_names", "{\"shop.orders\": \"sales\", \"b\": \"orders\"}",
                        "stream_schemas", "{\"orders\": {\"schema\": {}, \"key_properties\": [\"other\"]}}"));
        assertThat(StreamNames.from(settings).streamOf("shop.orders")).isEqualTo("sales");
        assertThat(StreamNames.from(settings).streamOf("b")).isEqualTo("orders");
        assertThat(DeclaredStreams.from(settings).of("orders").orElseThrow().keyProperties())
                .containsExactly("other");
        assertThat(DeclaredStreams.from(settings).of("notes")).isPresent();
    }

    @Test
    void aBrokenFileOfStreamsIsSaid() throws IOException {
        install();
        write("streams.json", "{");
        assertThatThrownBy(this::find)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("META-INF/connectorkit/streams.json cannot be read");
    }

    private InstalledConnector find() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {plugin.toUri().toURL()}, getClass().getClassLoader())) {
            return InstalledConnector.find(loader);
        }
    }

    private void install() throws IOException {
        Path services = Files.createDirectories(plugin.resolve("META-INF/services"));
        Files.writeString(services.resolve(Connector.class.getName()), MemoryConnector.class.getName() + "\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(
                Files.createDirectories(plugin.resolve("META-INF/connectorkit")).resolve(name), text);
    }
}
