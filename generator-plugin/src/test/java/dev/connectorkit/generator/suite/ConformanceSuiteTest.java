package dev.connectorkit.generator.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the suite's JVM is started and heard; a program with the suite's main class says what reached it. */
class ConformanceSuiteTest {
    private static final String MAIN = """
            package dev.connectorkit.testkit;
            public class ConformanceMain {
                public static void main(String[] args) throws Exception {
                    System.out.println(String.join(" ", args));
                    System.err.println(java.nio.file.Files.readString(java.nio.file.Path.of(args[3])).strip());
                    System.exit(java.nio.file.Files.isDirectory(java.nio.file.Path.of(args[7])) ? 3 : 4);
                }
            }
            """;

    @TempDir
    private Path folder;

    private final List<String> output = new ArrayList<>();

    @BeforeEach
    void compileTheMainClass() throws IOException {
        Path source = Files.writeString(folder.resolve("ConformanceMain.java"), MAIN);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                folder.resolve("class path").toString(),
                                source.toString()))
                .isZero();
    }

    @Test
    void tellsTheSuiteWhereTheConnectorIsAndGivesItsVerdict() throws Exception {
        int status =
                suite().run(connector(), folder.resolve("target-flights"), folder.resolve("config.json"), output::add);
        assertThat(output)
                .containsExactlyInAnyOrder(
                        "--command %s --connector %s --work %s --reports %s --cases load"
                                .formatted(
                                        folder.resolve("target-flights"),
                                        folder.resolve("work/connector.json"),
                                        folder.resolve("work"),
                                        folder.resolve("reports/of it")),
                        "{",
                        "  \"name\" : \"target-flights\",",
                        "  \"architecture\" : \"sql\",",
                        "  \"dialect\" : \"duckdb\"",
                        "}");
        assertThat(status).isEqualTo(3);
    }

    @Test
    void handsOnTheSettingsThatTheConnectorCannotStartWithout() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"path\": \"x\", \"share\": 12345678901234567890.5}");
        suite().run(connector(), folder.resolve("target-flights"), folder.resolve("config.json"), output::add);
        assertThat(output)
                .containsSequence(
                        "  \"settings\" : {",
                        "    \"path\" : \"x\",",
                        "    \"share\" : 12345678901234567890.5",
                        "  }",
                        "}");
    }

    @Test
    void saysWhereTheSettingsAreNone() throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), "{\n  path: 1}");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> suite().run(
                                connector(),
                                folder.resolve("target-flights"),
                                folder.resolve("config.json"),
                                output::add))
                .withMessage(config + ", line 2, column 3: is not JSON");
        Files.writeString(config, "[]");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> suite().run(
                                connector(),
                                folder.resolve("target-flights"),
                                folder.resolve("config.json"),
                                output::add))
                .withMessage(config + " has to be a JSON object");
    }

    @Test
    void tellsWhatTheDescriptorSaysThatTheSystemCannotDo() throws Exception {
        ConnectorSpec connector = connector("capabilities: {upsert: false, cannot_hold: [exact-number]}\n");

        suite().run(connector, folder.resolve("target-flights"), folder.resolve("config.json"), output::add);

        assertThat(output)
                .containsSequence(
                        "  \"capabilities\" : {",
                        "    \"upsert\" : false,",
                        "    \"cannot_hold\" : [ \"exact-number\" ]",
                        "  }");
    }

    @Test
    void tellsHowTheRequestsOfAnHttpConnectorLookAndMakesUpWhatItIsLetInBy() throws Exception {
        Path descriptor = Files.writeString(folder.resolve("connector.yaml"), """
                name: target-desk
                package: com.acme
                architecture: http
                http:
                  base_url: "{setting.url}/v2"
                  authentication: {type: bearer, token: token}
                  streams:
                    "*": {path: "/{stream}", body: array, envelope: records}
                settings:
                  url: {type: string, required: true}
                  token: {type: string, required: true, secret: true}
                  region: {type: string}
                """);
        ConnectorSpec connector = new ConnectorGenerator().specification(descriptor, "1.0");

        suite().run(connector, folder.resolve("target-desk"), folder.resolve("config.json"), output::add);

        assertThat(output)
                .containsSequence(
                        "  \"http\" : {",
                        "    \"url_setting\" : \"url\",",
                        "    \"streams\" : {",
                        "      \"*\" : {",
                        "        \"path\" : \"/{stream}\",",
                        "        \"body\" : \"array\",",
                        "        \"envelope\" : \"records\"",
                        "      }",
                        "    }",
                        "  },",
                        "  \"settings\" : {",
                        "    \"url\" : \"any\",",
                        "    \"token\" : \"any\"",
                        "  }");
    }

    private ConformanceSuite suite() {
        return new ConformanceSuite(
                List.of(folder.resolve("other.jar"), folder.resolve("class path")),
                folder.resolve("work"),
                folder.resolve("reports/of it"),
                List.of("--cases", "load"));
    }

    private ConnectorSpec connector() throws IOException {
        return connector("");
    }

    private ConnectorSpec connector(String more) throws IOException {
        Path descriptor = Files.writeString(folder.resolve("connector.yaml"), """
                name: target-flights
                package: com.acme
                architecture: sql
                sql: {dialect: duckdb}
                settings:
                  path: {type: string}
                """ + more);
        return new ConnectorGenerator().specification(descriptor, "1.0");
    }
}
