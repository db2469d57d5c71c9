package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependenciesTest {
    @TempDir
    private Path folder;

    @Test
    void namesTheDriverThatTheDialectNeedsReadyToPaste() throws Exception {
        Path descriptor = Files.writeString(folder.resolve("connector.yaml"), """
                name: target-flights
                package: com.acme
                architecture: sql
                sql: {dialect: duckdb}
                settings: {path: {type: string}}
                """);
        ConnectorSpec connector = new ConnectorGenerator().specification(descriptor, "1.0");
        Dependencies without = new Dependencies(
                List.of(ProjectGoalsTest.dependency("dev.connectorkit", "connector-runtime-sql", "0.1.0")), "0.1.0");
        assertThat(without.missing(connector)).singleElement().asString().containsIgnoringWhitespaces("""
                        <dependency>
                            <groupId>org.duckdb</groupId>
                            <artifactId>duckdb_jdbc</artifactId>
                        </dependency>""");
        Dependencies with = new Dependencies(
                List.of(
                        ProjectGoalsTest.dependency("dev.connectorkit", "connector-runtime-sql", "0.1.0"),
                        ProjectGoalsTest.dependency("org.duckdb", "duckdb_jdbc", "2.0.0.1")),
                "0.1.0");
        assertThat(with.missing(connector)).isEmpty();
    }
}
