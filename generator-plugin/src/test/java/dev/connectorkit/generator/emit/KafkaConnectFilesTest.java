package dev.connectorkit.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

class KafkaConnectFilesTest {
    private static final String CLASS = "com/acme/crm/AcmeCrmSinkConnector";

    @TempDir
    private Path folder;

    private ConnectorSpec spec;

    @BeforeEach
    void read() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("connector.yaml"), """
            name: target-acme-crm
            package: com.acme.crm
            architecture: target
            engines: [kafka-connect]
            settings:
              base_url: {type: string, required: true, description: "Where it is.", examples: ["https://crm"]}
              token: {type: string, required: true, secret: true, description: "Its token."}
              page: {type: integer, default: 5, description: "Rows a page."}
            """);
        spec = new ConnectorGenerator().specification(descriptor, "1.0.0");
    }

    @Test
    void aWorkerFindsTheConnectorByAClassOfItsOwn() {
        Map<String, byte[]> jar = KafkaConnectFiles.of(spec).jar();
        assertThat(jar)
                .containsOnlyKeys("META-INF/services/org.apache.kafka.connect.sink.SinkConnector", CLASS + ".class");
        assertThat(new String(
                        jar.getOrDefault("META-INF/services/org.apache.kafka.connect.sink.SinkConnector", new byte[0]),
                        StandardCharsets.UTF_8))
                .isEqualTo("com.acme.crm.AcmeCrmSinkConnector\n");
        ClassReader type = new ClassReader(jar.getOrDefault(CLASS + ".class", new byte[0]));
        assertThat(type.getClassName()).isEqualTo(CLASS);
        assertThat(type.getSuperName()).isEqualTo("dev/connectorkit/runtime/kafkaconnect/SingerSinkConnector");
    }

    @Test
    void theSampleConfigurationHasWhatIsRequired() throws IOException {
        JsonNode sample =
                JsonMapper.builder().build().readTree(KafkaConnectFiles.of(spec).sample());
        assertThat(sample.path("name").asText()).isEqualTo("target-acme-crm");
        JsonNode config = sample.path("config");
        assertThat(config.path("connector.class").asText()).isEqualTo("com.acme.crm.AcmeCrmSinkConnector");
        assertThat(config.path("base_url").asText()).isEqualTo("https://crm");
        assertThat(config.path("token").asText()).isEqualTo("…");
        assertThat(config.has("page")).isFalse();
    }

    @Test
    void thePluginKnowsTheDescriptorsStreamsAndTheirTopics() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("streams.yaml"), """
            name: target-acme-crm
            package: com.acme.crm
            architecture: target
            streams:
              orders:
                topic: shop.public.orders
                key_properties: [id]
                schema: {type: object, required: [id], properties: {id: {type: integer}, paid: {type: number, multipleOf: 0.01}}}
              notes:
                schema: {properties: {text: {type: string}}}
            """);
        KafkaConnectFiles files = KafkaConnectFiles.of(new ConnectorGenerator().specification(descriptor, "1.0.0"));
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readTree(files.jar().getOrDefault("META-INF/connectorkit/streams.json", new byte[0])))
                .isEqualTo(json.readTree("""
                    {"orders": {"topic": "shop.public.orders", "key_properties": ["id"], "schema":
                       {"type": "object", "required": ["id"],
                        "properties": {"id": {"type": "integer"}, "paid": {"type": "number", "multipleOf": 0.01}}}},
                     "notes": {"key_properties": [], "schema": {"properties": {"text": {"type": "string"}}}}}"""));
        JsonNode config = json.readTree(files.sample()).path("config");
        assertThat(config.path("topics").asText()).isEqualTo("shop.public.orders,notes");
        assertThat(config.has("key_properties")).isFalse();
    }

    @Test
    void twoStreamsOfOneTopicAreAProblem() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("streams.yaml"), """
            name: target-acme-crm
            package: com.acme.crm
            architecture: target
            streams:
              orders:
                schema: {properties: {id: {type: integer}}}
              returns:
                topic: orders
                schema: {properties: {id: {type: integer}}}
            """);
        assertThatThrownBy(() -> new ConnectorGenerator().specification(descriptor, "1.0.0"))
                .hasMessageContaining(
                        "streams.yaml:8:12 streams.returns.topic: topic \"orders\" is stream \"orders\"'s already, on line 5");
    }
}
