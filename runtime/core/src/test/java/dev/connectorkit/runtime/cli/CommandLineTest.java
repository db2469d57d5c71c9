package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of the Singer SDK's targets and of Mage's destinations, with the meanings that they have there. */
@Timeout(20)
class CommandLineTest {
    private static final String INPUT = """
            {"type":"SCHEMA","stream":"a","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"a","record":{"id":1}}
            {"type":"STATE","value":{"bookmarks":{"a":1}}}
            """;
    private static final String STATE = "{\"bookmarks\":{\"a\":1}}\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aboutNeedsNoConfiguration() throws IOException {
        assertThat(run("--about")).isZero();
        assertThat(out())
                .startsWith("Name: target-gated\nDescription: Writes lines, when it may.\nVersion: 1.2.3\n")
                .contains("  - validate-records\n")
                .contains("  - Name: folder\n    Type: string\n    Environment Variable: TARGET_GATED_FOLDER\n");
    }

    @Test
    void aboutAsJsonDescribesTheSettingsByASchema() throws IOException {
        assertThat(run("--about", "--format", "json")).isZero();
        JsonNode about = new ObjectMapper().readTree(out());
        assertThat(about.path("name").asText()).isEqualTo("target-gated");
        assertThat(about.path("version").asText()).isEqualTo("1.2.3");
        assertThat(about.path("sdk_version").asText()).isEqualTo(System.getProperty("kit.version"));
        assertThat(about.at("/settings/properties/max_invalid_records/type").toString())
                .isEqualTo("[\"integer\",\"string\",\"null\"]");
        assertThat(about.path("capabilities").toString()).contains("\"structured-logging\"");
        JsonNode settings = about.path("settings").path("properties");
        assertThat(settings.path("folder").toString())
                .isEqualTo("{\"type\":\"string\",\"description\":\"Where the lines go.\"}");
        assertThat(settings.path("password").toString())
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"secret\":true,\"writeOnly\":true}");
        assertThat(settings.path("max_parallelism").path("default").asInt()).isEqualTo(8);
        assertThat(about.path("settings").path("required").toString()).isEqualTo("[\"folder\"]");
    }

    @Test
    void aboutAsMarkdownIsATable() throws IOException {
        assertThat(run("--about", "--format", "markdown")).isZero();
        assertThat(out())
                .startsWith("# `target-gated`\n")
                .contains("| folder | True | None | Where the lines go. |\n")
                .contains("| password | False | None |  |\n")
                .contains("| max_parallelism | False | 8 |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format json", "--about --format yaml"})
    void aFormatThatSaysNothingIsRefused(String arguments) throws IOException {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(lastLine()).startsWith("USAGE: --format goes with --about");
    }

    @Test
    void showTemplatesPrintsAConfigurationToFillIn() throws IOException {
        assertThat(run("--show_templates")).isZero();
        assertThat(out())
                .isEqualTo("{\"config\":{\"folder\":null,\"gate\":null,\"password\":null,\"ratio\":null,"
                        + "\"options\":null}}\n");
    }

    @Test
    void theConfigurationMayBeTextAndThenForgivesKeysOfTheHost() throws IOException {
        assertThat(run("--config_json", config("\"mage_key\":1"))).isZero();
        assertThat(out()).isEqualTo(STATE);
        assertThat(run("--config_json", config("\"mage_key\":1,\"unknown_settings\":\"fail\"")))
                .isEqualTo(2);
    }

    @Test
    void textWinsOverFilesAndLaterFilesOverEarlierOnes() throws IOException {
        Path first = file("first.json", "{\"folder\":\"nowhere\",\"load_method\":\"upsert\"}");
        Path second = file("second.json", "{\"folder\":\"nowhere else\"}");
        assertThat(run("--config", first.toString(), "--config", second.toString(), "--config_json", config("")))
                .isZero();
        assertThat(folder.resolve("a.jsonl")).exists();
    }

    @Test
    void theEnvironmentCountsOnlyIfAsked() throws IOException {
        Path file = file("config.json", "{\"folder\":\"nowhere\\u0000\"}");
        Map<String, String> environment = Map.of("TARGET_GATED_FOLDER", folder.toString());
        assertThat(run(environment, "--config", "ENV", "--config", file.toString()))
                .isZero();
        assertThat(folder.resolve("a.jsonl")).exists();
        assertThat(run(environment)).isEqualTo(2);
        assertThat(lastLine()).contains("required setting \"folder\" is missing");
    }

    @Test
    void theConfigurationOfMagesYamlCountsWhereNoOtherIsGiven() throws IOException {
        Path settings = file("settings.yaml", """
                config:
                  folder: %s
                  ratio: 1.5
                  load_method: upsert
                  validate_records: yes
                  mage_key: 2020-01-01
                  options: {a: 1}
                catalog: {}
                """.formatted(folder));
        assertThat(run("--settings", settings.toString())).isZero();
        assertThat(out()).isEqualTo(STATE);
        Path broken = file("broken.yaml", "config: {folder: \"{{ env_var('FOLDER') }}\", nonsense");
        assertThat(run("--settings", broken.toString(), "--config_json", config("")))
                .isZero();
    }

    @Test
    void yamlThatIsNoneIsToldByItsPlaceWithoutItsText() throws IOException {
        Path broken = file("broken.yaml", "config:\n  folder: x\n  password: [s3cret\n");
        assertThat(run("--debug", "--settings", broken.toString())).isEqualTo(2);
        assertThat(lastLine()).matches("CONFIG_INVALID: .*broken.yaml, line \\d+: not YAML.*");
        Path twice = file("twice.yaml", "config:\n  password: s3cret\n  password: s3cret\n");
        assertThat(run("--debug", "--settings", twice.toString())).isEqualTo(2);
        assertThat(err()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"password\": s3cret}", "{\"password\": \"s3cret\"", "[\"s3cret\"]", "\"s3cret\"", ""})
    void aConfigurationThatIsNoJsonIsToldWithoutItsText(String json) throws IOException {
        assertThat(run("--debug", "--config_json", json)).isEqualTo(2);
        assertThat(lastLine()).startsWith("CONFIG_INVALID: --config_json");
        assertThat(err()).doesNotContain("s3cret");
        assertThat(run("--debug", "--config", file("wrong.json", json).toString()))
                .isEqualTo(2);
        assertThat(err()).doesNotContain("s3cret");
    }

    @Test
    void aPieceOfAConfigurationThatWasNotQuotedIsNotPrinted() throws IOException {
        assertThat(run("--config_json", "{\"password\":", "\"s3cret\"}")).isEqualTo(2);
        assertThat(lastLine())
                .isEqualTo("USAGE: an argument belongs to no option; quote values that hold spaces;"
                        + " see target-gated --help");
    }

    @Test
    void stateIsTheFileThatTheLastStateIsWrittenTo() throws IOException {
        Path state = file("state.json", "what stands there is not read");
        assertThat(run("--config_json", config(""), "--state", state.toString()))
                .isZero();
        assertThat(state).hasContent(STATE);
        assertThat(out()).isEmpty();
    }

    @Test
    void twoPlacesForTheStateAreRefused() throws IOException {
        String one = folder.resolve("one").toString();
        String json = config("\"state_file_path\":\"" + one + "\"");
        assertThat(run("--config_json", json, "--state", folder.resolve("other").toString()))
                .isEqualTo(2);
        assertThat(lastLine()).startsWith("CONFIG_INVALID: --state and the setting \"state_file_path\" name two files");
        assertThat(run("--config_json", json, "--state", folder.resolve("./one").toString()))
                .isZero();
    }

    @Test
    void aCatalogTakesThePlaceOfTheTapsSchemas() throws IOException {
        String catalog = """
                {"streams":[{"tap_stream_id":"a","stream":"a","schema":{"properties":{"id":{"type":"string"}}},
                "metadata":[{"breadcrumb":[],"metadata":{"table-key-properties":["id"]}}]}]}
                """;
        String input = """
                {"type":"RECORD","stream":"a","record":{"id":"x","more":1}}
                {"type":"SCHEMA","stream":"a","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":[]}
                {"type":"RECORD","stream":"a","record":{"id":"y"}}
                {"type":"SCHEMA","stream":"b","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":[]}
                {"type":"RECORD","stream":"b","record":{"id":1}}
                """;
        assertThat(run(
                        stdin(input),
                        new GatedConnector(),
                        Map.of(),
                        "--config_json",
                        config(""),
                        "--catalog_json",
                        catalog))
                .isZero();
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":\"x\"}\n{\"id\":\"y\"}");
        assertThat(folder.resolve("b.jsonl")).hasContent("{\"id\":1}");
    }

    @Test
    void theKeysOfACatalogAreHeldAsThoseOfASchema() throws IOException {
        String catalog = "{\"streams\":[{\"stream\":\"a\",\"schema\":{\"properties\":{\"id\":{}}},"
                + "\"key_properties\":[\"id\"]}]}";
        String input = "{\"type\":\"RECORD\",\"stream\":\"a\",\"record\":{\"x\":1}}\n";
        assertThat(run(
                        stdin(input),
                        new GatedConnector(),
                        Map.of(),
                        "--config_json",
                        config(""),
                        "--catalog_json",
                        catalog))
                .isEqualTo(4);
        assertThat(lastLine()).startsWith("NULL_KEY: line 1, stream \"a\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};it has to hold a list named streams",
                "{\"streams\":[{\"stream\":\"a\"}]};stream \"a\": \"schema\" has to be a JSON Schema object",
                "{\"streams\":[{\"stream\":\"a\",\"schema\":{},\"unique_constraints\":1}]};"
                        + "stream \"a\": \"unique_constraints\" has to be a list of strings",
                "{\"streams\":[{\"stream\":\"a\",\"schema\":{}},{\"stream\":\"a\",\"schema\":{}}]};"
                        + "stream \"a\": it stands there twice",
                "{\"streams\":[1]};it has to be an object",
                "nonsense;not JSON"
            })
    void aWrongCatalogIsRefusedBeforeAnythingIsRead(String catalog, String problem) throws IOException {
        assertThat(run(
                        new Idle(),
                        new GatedConnector(),
                        Map.of(),
                        "--config_json",
                        config(""),
                        "--catalog_json",
                        catalog))
                .isEqualTo(2);
        assertThat(lastLine()).startsWith("CONFIG_INVALID: --catalog_json").contains(problem);
    }

    @Test
    void inputHasMagesNameToo() throws IOException {
        Path input = file("input.jsonl", INPUT);
        assertThat(run(
                        new Idle(),
                        new GatedConnector(),
                        Map.of(),
                        "--config_json",
                        config(""),
                        "--input_file_path",
                        input.toString()))
                .isZero();
        assertThat(out()).isEqualTo(STATE);
    }

    @Test
    void testConnectionReadsNothingAndPrintsNothing() throws IOException {
        List<String> events = new ArrayList<>();
        Target target = new Target() {
            @Override
            public void testConnection() {
                events.add("test");
            }

            @Override
            public void setup() {
                events.add("setup");
            }

            @Override
            public Sink sink(StreamSchema stream) {
                throw new AssertionError("nothing may be read");
            }

            @Override
            public void cleanUp() {
                events.add("clean");
            }
        };
        assertThat(run(new Idle(), connector(target), Map.of(), "--config_json", config(""), "--test_connection"))
                .isZero();
        assertThat(events).containsExactly("test", "setup", "clean");
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
    }

    @Test
    void aConnectionThatFailsIsToldByTestConnection() throws IOException {
        Target target = new Target() {
            @Override
            public void testConnection() {
                throw new ConnectionException(ErrorCode.CONNECTION_FAILED, "host x: refused; check host");
            }

            @Override
            public Sink sink(StreamSchema stream) {
                throw new AssertionError("nothing may be read");
            }
        };
        assertThat(run(new Idle(), connector(target), Map.of(), "--config_json", config(""), "--test_connection"))
                .isEqualTo(3);
        assertThat(lastLine()).isEqualTo("CONNECTION_FAILED: host x: refused; check host");
    }

    @Test
    void logToStdoutIsTrueOrFalse() throws IOException {
        assertThat(run("--config_json", config(""), "--log_to_stdout", "maybe")).isEqualTo(2);
        assertThat(lastLine()).startsWith("USAGE: ").contains("--log_to_stdout");
    }

    @Test
    void theSummaryCountsWhatTheRunDid() throws IOException {
        Path file = folder.resolve("summary.json");
        assertThat(run("--config_json", config(""), "--summary", file.toString()))
                .isZero();
        JsonNode summary = new ObjectMapper().readTree(Files.readString(file));
        assertThat(summary.path("connector").asText()).isEqualTo("target-gated");
        assertThat(summary.path("outcome").asText()).isEqualTo("DONE");
        assertThat(summary.path("states").asInt()).isEqualTo(1);
        assertThat(summary.path("duration_seconds").isNumber()).isTrue();
        assertThat(summary.path("streams").path("a").toString())
                .isEqualTo("{\"read\":1,\"written\":1,\"merged\":0,\"rejected\":0,\"bytes\":48,\"batches\":1}");
        assertThat(summary.path("total")).isEqualTo(summary.path("streams").path("a"));
    }

    @Test
    void theSummaryOfAFailedRunNamesItsError() throws IOException {
        Path file = folder.resolve("summary.json");
        assertThat(run(
                        stdin(INPUT + "nonsense\n"),
                        new GatedConnector(),
                        Map.of(),
                        "--config_json",
                        config(""),
                        "--summary",
                        file.toString()))
                .isEqualTo(4);
        JsonNode summary = new ObjectMapper().readTree(Files.readString(file));
        assertThat(summary.path("outcome").asText()).isEqualTo("INVALID_JSON");
        assertThat(summary.path("total").path("written").asInt()).isEqualTo(1);
    }

    @Test
    void aSummaryThatCannotBeWrittenIsToldBeforeAnythingIsRead() throws IOException {
        assertThat(run(
                        "--config_json",
                        config(""),
                        "--summary",
                        folder.resolve("none/summary.json").toString()))
                .isEqualTo(2);
        assertThat(lastLine()).startsWith("CONFIG_INVALID: ").contains("check --summary");
        assertThat(folder.resolve("a.jsonl")).doesNotExist();
    }

    private int run(String... args) {
        return run(Map.of(), args);
    }

    private int run(Map<String, String> environment, String... args) {
        return run(stdin(INPUT), new GatedConnector(), environment, args);
    }

    private int run(InputStream in, Connector connector, Map<String, String> environment, String... args) {
        out.reset();
        err.reset();
        StandardStreams streams = new StandardStreams(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
        return ConnectorCommand.run(connector, streams, environment, args);
    }

    private static InputStream stdin(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String lastLine() {
        List<String> lines = err().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private String config(String more) {
        return "{\"folder\":\"%s\"%s}".formatted(folder, more.isEmpty() ? "" : "," + more);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Connector connector(Target target) {
        return new Connector() {
            @Override
            public ConnectorInfo info() {
                return new GatedConnector().info();
            }

            @Override
            public Target open(Settings settings) {
                return target;
            }
        };
    }

    /** An input that nothing may be read from. */
    private static final class Idle extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("nothing may be read");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return read();
        }
    }
}
