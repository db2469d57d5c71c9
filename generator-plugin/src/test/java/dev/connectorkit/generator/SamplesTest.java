package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import dev.connectorkit.generator.spec.SpecResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample descriptors that new projects begin with, and the schema that editors check them by. */
class SamplesTest {
    private static final String TEMPLATES = "/dev/connectorkit/templates/";

    @ParameterizedTest
    @CsvSource({
        "sql-duckdb, target-sample, SQL",
        "sql-postgres, target-sample, SQL",
        "sql-sqlite, target-sample, SQL",
        "sql-h2, target-sample, SQL",
        "sql-mariadb, target-sample, SQL",
        "sql-ansi, target-sample, SQL",
        "sql-custom, target-sample, SQL",
        "target, target-sample, TARGET",
        "destination, destination-sample, DESTINATION",
        "http, target-sample, HTTP",
    })
    void eachSampleIsAValidDescriptor(String sample, String name, String architecture) throws IOException {
        ConnectorSpec spec = specification(sample);
        assertThat(spec.name()).isEqualTo(name);
        assertThat(spec.architecture()).hasToString(architecture);
        assertThat(spec.packageName()).isEqualTo("com.example.sample");
        assertThat(spec.settings()).noneMatch(setting -> setting.description().isEmpty());
    }

    @Test
    void thePostgresSampleHasTheSettingsOfMeltanosTargetPostgres() throws IOException {
        ConnectorSpec spec = specification("sql-postgres");
        assertThat(spec.settings().stream().map(SettingSpec::name))
                .containsExactlyInAnyOrder(
                        "host",
                        "port",
                        "user",
                        "password",
                        "database",
                        "sqlalchemy_url",
                        "dialect+driver",
                        "use_copy",
                        "interpret_content_encoding",
                        "sanitize_null_text_characters",
                        "ssl_enable",
                        "ssl_mode",
                        "ssl_certificate_authority",
                        "ssl_client_certificate_enable",
                        "ssl_client_certificate",
                        "ssl_client_private_key",
                        "ssl_storage_directory",
                        "ssh_tunnel");
        assertThat(spec.defaults())
                .containsEntry("default_target_schema", "\"melty\"")
                .containsEntry("add_record_metadata", "true");
    }

    @Test
    void theSchemaIsAJsonSchemaThatClosesEachOfItsObjects() throws IOException {
        JsonNode schema;
        try (InputStream resource = resource("descriptor.schema.json")) {
            schema = new ObjectMapper().readTree(resource);
        }
        Schema metaschema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(com.networknt.schema.SchemaLocation.of(
                        Dialects.getDraft7().getId()));
        assertThat(metaschema.validate(schema)).isEmpty();
        assertThat(schema.findParents("properties"))
                .filteredOn(object -> object.has("type"))
                .isNotEmpty()
                .allMatch(object -> object.path("additionalProperties").isBoolean());
    }

    @Test
    void theSchemaDescribesEachKeyForEditors() throws IOException {
        try (InputStream resource = resource("descriptor.schema.json")) {
            new ObjectMapper()
                    .readTree(resource).findValues("properties").stream()
                            .flatMap(properties -> properties.properties().stream())
                            .filter(property -> !property.getValue().has("const"))
                            .forEach(property -> assertThat(property.getValue()
                                            .path("description")
                                            .asText())
                                    .as(property.getKey())
                                    .isNotBlank());
        }
    }

    private static ConnectorSpec specification(String sample) throws IOException {
        try (InputStream resource = resource("samples/" + sample + ".yaml")) {
            DescriptorReader reader = new DescriptorReader();
            Descriptor descriptor =
                    reader.read("connector.yaml", new String(resource.readAllBytes(), StandardCharsets.UTF_8));
            return new SpecResolver(reader.runtimeSettings()).resolve(descriptor, "1.0");
        }
    }

    private static InputStream resource(String name) {
        InputStream resource = SamplesTest.class.getResourceAsStream(TEMPLATES + name);
        assertThat(resource).as(name).isNotNull();
        return resource;
    }
}
