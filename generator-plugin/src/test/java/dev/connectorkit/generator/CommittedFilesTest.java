package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** For each golden case, the hard one too: what programs read in the committed files is what the descriptor says. */
class CommittedFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theSchemaSaysWhichSettingsThereAre(GoldenCase golden) throws IOException {
        ConnectorSpec connector = connector(golden);
        JsonNode schema = JSON.readTree(text(connector, "config.schema.json"));
        for (SettingSpec setting : connector.settings()) {
            JsonNode property = schema.path("properties").path(setting.name());
            assertThat(property.path("type").toString()).contains(setting.kind().word());
            assertThat(property.path("description").asText()).isEqualTo(setting.description());
            assertThat(property.path("default").isMissingNode())
                    .isEqualTo(setting.defaultJson().isEmpty());
        }
        assertThat(schema.path("required").toString())
                .isEqualTo(JSON.writeValueAsString(connector.settings().stream()
                        .filter(SettingSpec::required)
                        .map(SettingSpec::name)
                        .toList()));
        assertThat(schema.path("properties").has("batch_size_rows")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theSampleHoldsEverySettingThatIsRequiredAndNoSecret(GoldenCase golden) throws IOException {
        ConnectorSpec connector = connector(golden);
        JsonNode sample = JSON.readTree(text(connector, "config.sample.json"));
        assertThat(sample).isEqualTo(JSON.readTree(text(connector, mage(connector) + "templates/config.json")));
        connector.settings().stream()
                .filter(setting -> setting.required() && setting.deprecated().isEmpty())
                .forEach(setting -> assertThat(sample.has(setting.name()))
                        .as(setting.name())
                        .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void yamlReadsMeltanosDefinitionAsItIsMeant(GoldenCase golden) {
        ConnectorSpec connector = connector(golden);
        Map<String, Object> definition = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(text(connector, "meltano/" + connector.name() + ".yml"));
        assertThat(definition)
                .containsEntry("name", connector.name())
                .containsEntry("label", connector.label())
                .containsEntry("executable", connector.name());
        List<Map<String, Object>> settings = list(definition.get("settings"));
        assertThat(settings).hasSameSizeAs(connector.settings());
        for (int i = 0; i < settings.size(); i++) {
            SettingSpec setting = connector.settings().get(i);
            assertThat(settings.get(i).get("name")).isEqualTo(setting.name());
            assertThat(settings.get(i).getOrDefault("description", "")).isEqualTo(setting.description());
            assertThat(settings.get(i).containsKey("value"))
                    .isEqualTo(setting.defaultJson().isPresent());
            if (!setting.allowed().isEmpty()) {
                assertThat(list(settings.get(i).get("options")))
                        .extracting(option -> option.get("value"))
                        .isEqualTo(setting.allowed());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theTableInTheReadmeHasARowASettingAndNothingThatMarkdownActsOn(GoldenCase golden) {
        ConnectorSpec connector = connector(golden);
        String table = text(connector, "README.md");
        assertThat(table.lines()
                        .filter(line -> line.startsWith("| <code>")
                                && line.chars().filter(c -> c == '|').count() == 7))
                .hasSameSizeAs(connector.settings());
        assertThat(table.replaceAll("</?code>", "")).doesNotContain("<", ">", "`", "[", "]", "\\", "\0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void pythonStartsTheLauncherWithMagesArguments(GoldenCase golden) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && hasPython(), "python3 and a POSIX shell");
        ConnectorSpec connector = connector(golden);
        Path module = folder.resolve(mage(connector));
        Files.createDirectories(module);
        Files.writeString(module.resolve("__init__.py"), text(connector, mage(connector) + "__init__.py"));
        Path launcher =
                Files.writeString(folder.resolve(connector.name()), "#!/bin/sh\nprintf '%s\\n' \"$@\"\ncat\nexit 7\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path input = Files.writeString(folder.resolve("in"), "{\"type\": \"STATE\"}\n");
        Path output = folder.resolve("out");
        Process python = new ProcessBuilder(
                        "python3", module + "/__init__.py", "--config_json", "{\"a\": \"b c\"}", "--log_to_stdout", "1")
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(python.waitFor()).isEqualTo(7);
        assertThat(output).hasContent("--config_json\n{\"a\": \"b c\"}\n--log_to_stdout\n1\n{\"type\": \"STATE\"}");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String mage(ConnectorSpec connector) {
        return "mage/" + connector.name().replace('-', '_') + "/";
    }

    private static ConnectorSpec connector(GoldenCase golden) {
        return new ConnectorGenerator().specification(golden.descriptor(), "1.0");
    }

    private static String text(ConnectorSpec connector, String path) {
        return new ConnectorGenerator()
                .committed(connector).stream()
                        .filter(file -> file.path().equals(path))
                        .map(CommittedFile::text)
                        .findAny()
                        .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(@Nullable Object value) {
        return (List<Map<String, Object>>) java.util.Objects.requireNonNull(value);
    }
}
