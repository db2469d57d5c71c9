package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden connectors started as an IDE starts them, by their entry point: they load before anyone wrote a line. */
class GoldenRunTest {
    private static final String CONTACTS = """
            {"type":"SCHEMA","stream":"contacts","schema":{"properties":{"id":{"type":"integer"},"name":{"type":"string"},"vip":{"type":"boolean"},"score":{"type":"number"},"raw":{"type":"object"},"since":{"type":["null","string"]},"calls":{"type":["null","integer"]},"tags":{"type":["null","array"]},"any":{},"id_or_name":{"type":["integer","string"]}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"contacts","record":{"id":1,"name":"Ada","vip":true,"score":1.50,"raw":{"a":1},"since":null,"calls":3,"tags":["x"],"any":"y","id_or_name":7}}
            {"type":"SCHEMA","stream":"order","schema":{"properties":{"from":{"type":"string"}}},"key_properties":[]}
            {"type":"RECORD","stream":"order","record":{"from":"Ada"}}
            {"type":"SCHEMA","stream":"entries","schema":{"properties":{"id":{"type":"string"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"entries","record":{"id":"a/b"}}
            {"type":"SCHEMA","stream":"tickets","schema":{"properties":{"id":{"type":"string"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"tickets","record":{"id":"t"}}
            {"type":"STATE","value":{"bookmarks":{"contacts":1}}}
            """;

    static Stream<GoldenCase> withFiles() {
        return of(Architecture.TARGET, Architecture.DESTINATION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withFiles")
    void keepsStreamsInFilesUntilItsAuthorGoesOn(GoldenCase golden, @TempDir Path folder) throws Exception {
        Result result = run(golden, folder, "http://localhost", CONTACTS);
        assertThat(result.status()).as(result.log()).isZero();
        assertThat(result.out()).isEqualTo("{\"bookmarks\":{\"contacts\":1}}\n");
        assertThat(folder.resolve("out/contacts.jsonl"))
                .hasContent(
                        "{\"id\":1,\"name\":\"Ada\",\"vip\":true,\"score\":1.50,\"raw\":{\"a\":1},\"since\":null,\"calls\":3,\"tags\":[\"x\"],\"any\":\"y\",\"id_or_name\":7}");
        assertThat(folder.resolve("out/order.jsonl")).hasContent("{\"from\":\"Ada\"}");
    }

    static Stream<GoldenCase> withStreams() {
        return of(Architecture.TARGET, Architecture.DESTINATION)
                .filter(golden -> golden.toString().endsWith("with-streams"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withStreams")
    void saysWhereARecordIsNotWhatTheDescriptorDeclares(GoldenCase golden, @TempDir Path folder) throws Exception {
        Result result =
                run(golden, folder, "http://localhost", CONTACTS.replace("\"name\":\"Ada\",\"vip\"", "\"vip\""));
        assertThat(result.status()).as(result.log()).isEqualTo(4);
        assertThat(result.log())
                .contains(
                        "stream \"contacts\": property \"name\" is required by connector.yaml, and the record has none")
                .doesNotContain("1.50");
        assertThat(result.out()).isEmpty();
    }

    /** The databases that run in the process of who uses them; a connector in standard SQL finds one in H2. */
    static Stream<Arguments> intoDatabases() {
        Map<String, String> urls = Map.of("duckdb", "jdbc:duckdb:", "h2", "jdbc:h2:", "ansi", "jdbc:h2:");
        return of(Architecture.SQL)
                .filter(golden -> urls.containsKey(spec(golden).dialect().orElse("")))
                .map(golden ->
                        Arguments.of(golden, urls.get(spec(golden).dialect().orElseThrow())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("intoDatabases")
    void loadsStreamsIntoTablesWithItsOwnDefaults(GoldenCase golden, String url, @TempDir Path folder)
            throws Exception {
        String database = url + folder.resolve("given");
        Result result = run(golden, folder, database, CONTACTS);
        assertThat(result.status()).as(result.log()).isZero();
        assertThat(result.out()).isEqualTo("{\"bookmarks\":{\"contacts\":1}}\n");
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT "name", "score", "_sdc_batched_at" IS NOT NULL, (SELECT count(*) FROM "tickets")
                        FROM "contacts"
                        """)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("Ada");
            assertThat(row.getBigDecimal(2)).isEqualByComparingTo("1.5");
            assertThat(row.getBoolean(3))
                    .as("add_record_metadata is a default of this connector")
                    .isTrue();
            assertThat(row.getInt(4)).isEqualTo(1);
            assertThat(row.next()).isFalse();
        }
    }

    static Stream<GoldenCase> overHttp() {
        return of(Architecture.HTTP).filter(golden -> golden.toString().endsWith("without-a-line"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("overHttp")
    void sendsStreamsAsTheDescriptorSays(GoldenCase golden, @TempDir Path folder) throws Exception {
        List<String> requests = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Result result = run(
                    golden, folder, "http://localhost:" + server.getAddress().getPort(), CONTACTS);
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(requests)
                    .contains(
                            "GET /v2/health Bearer given ",
                            "PUT /v2/main/entries/a%2Fb Bearer given {\"id\":\"a/b\"}",
                            "POST /v2/main/order Bearer given {\"records\":[{\"from\":\"Ada\"}]}")
                    .hasSize(5);
        } finally {
            server.stop(0);
        }
    }

    private static Stream<GoldenCase> of(Architecture... architectures) {
        return GoldenCase.all()
                .filter(golden -> List.of(architectures).contains(spec(golden).architecture()));
    }

    private static ConnectorSpec spec(GoldenCase golden) {
        return new ConnectorGenerator().specification(golden.descriptor(), "1.0");
    }

    private record Result(int status, String out, String log) {}

    /** Starts it in a folder of its own, since a fresh connector writes below the folder that it runs in. */
    private static Result run(GoldenCase golden, Path folder, String url, String input)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("input.singer"), input);
        ConnectorSpec spec = spec(golden);
        ObjectNode configuration = new ObjectMapper().createObjectNode();
        spec.settings().stream()
                .filter(setting -> setting.required())
                .forEach(setting ->
                        configuration.put(setting.name(), setting.name().equals("url") ? url : "given"));
        Files.writeString(folder.resolve("config.json"), configuration.toString());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = golden.classes() + File.pathSeparator + System.getProperty("java.class.path");
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        spec.mainClass(),
                        "--config",
                        "config.json",
                        "--input",
                        "input.singer")
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("states").toFile())
                .redirectError(folder.resolve("log").toFile());
        builder.environment().put("CLASSPATH", classPath);
        int status = builder.start().waitFor();
        return new Result(status, Files.readString(folder.resolve("states")), Files.readString(folder.resolve("log")));
    }
}
