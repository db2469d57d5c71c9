package dev.connectorkit.generator.spec;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.generator.descriptor.DescriptorReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecResolverTest {
    private static final DescriptorReader READER = new DescriptorReader();

    @ParameterizedTest
    @CsvSource({
        "target-flights, Flights, Flights",
        "destination-flights, Flights, Flights",
        "flights, Flights, Flights",
        "target-acme-crm, AcmeCrm, Acme Crm",
        "target, Target, Target",
        "target-3scale, _3scale, 3scale",
        "target-s3-csv, S3Csv, S3 Csv",
    })
    void namesClassesAndLabelAfterTheConnector(String name, String stem, String label) {
        ConnectorSpec spec = resolve("""
                name: %s
                package: com.acme
                architecture: target
                """.formatted(name));
        assertThat(spec.stem()).isEqualTo(stem);
        assertThat(spec.label()).isEqualTo(label);
        assertThat(spec.sinkClass()).isEqualTo(stem + "Sink");
        assertThat(spec.baseClass()).isEqualTo("Abstract" + stem + "Target");
    }

    @ParameterizedTest
    @CsvSource({
        "port, port",
        "default_target, defaultTarget",
        "defaultTarget, defaultTarget",
        "dialect+driver, dialectDriver",
        "a.b-c, aBC",
        "SSL, ssl",
        "SSL_mode, sslMode",
        "Port, port",
        "_9lives, _9lives",
        "class, class_",
        "true, true_",
        "hashCode, hashCode_",
        "record, record",
    })
    void namesComponentsAfterTheirSettings(String setting, String component) {
        assertThat(JavaNames.component(setting)).isEqualTo(component);
    }

    @Test
    void keepsDefaultsAsTheyAreWritten() {
        ConnectorSpec spec = resolve("""
                name: target-acme
                package: com.acme
                architecture: target
                settings:
                  a: {type: number, default: 0.10}
                  b: {type: number, default: 123456789012345678901234567890.5}
                  c: {type: integer, default: -7}
                  d: {type: array, default: [1.50, "x\\ny", {k: false}]}
                  e: {type: string, default: "5432"}
                defaults:
                  maximum_batch_size_mb: 0.5
                  batch_size_rows: 7
                """);
        assertThat(spec.settings().stream().map(SettingSpec::defaultJson).map(Optional::orElseThrow))
                .containsExactly(
                        "0.10", "123456789012345678901234567890.5", "-7", "[1.50,\"x\\ny\",{\"k\":false}]", "\"5432\"");
        assertThat(spec.defaults())
                .containsExactly(entry("maximum_batch_size_mb", "0.5"), entry("batch_size_rows", "7"));
    }

    @Test
    void takesAClassForADialect() {
        ConnectorSpec spec = resolve("""
                name: target-acme
                package: com.acme
                architecture: sql
                sql: {dialect: com.acme.AcmeDialect}
                """);
        assertThat(spec.dialect()).contains("com.acme.AcmeDialect");
    }

    @Test
    void readsWindowsLineEnds() {
        ConnectorSpec spec = resolve("name: target-acme\r\npackage: com.acme\r\narchitecture: target\r\n");
        assertThat(List.of(spec.name(), spec.packageName())).containsExactly("target-acme", "com.acme");
    }

    private static ConnectorSpec resolve(String yaml) {
        return new SpecResolver(READER.runtimeSettings()).resolve(READER.read("connector.yaml", yaml), "1.0");
    }
}
