package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.source.tree.CompilationUnitTree;
import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.CommittedFiles;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.emit.KafkaConnectFiles;
import dev.connectorkit.generator.emit.LauncherFiles;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Random texts, of parts that end a string, a comment or a document somewhere, at each text and each name of a descriptor: what
 * programs read in any output, by their own parsers, has the same shape as before, and the text in it where it is meant to be.
 */
class HostileTextsPropertyTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final CommittedFiles COMMITTED =
            new CommittedFiles(new DescriptorReader().runtimeSettings().types());
    private static final String CHARACTERS =
            "\"'`\\/*$%#@&!|<>{}[]().,:;~-_ \t\r\n\0\u001b\u007f\u0085\u2028\u202e\ufeff\ud800\udc00ü東aZ9";
    private static final List<String> WORDS = List.of(
            "*/",
            "\\u0022",
            "\\u002a/",
            "\"\"\"",
            "${x}",
            "[=name]",
            "[#stop]",
            "#{x}",
            "$(id)",
            "\r\n---\n",
            "\n...\n",
            "\n  evil: true",
            ": ",
            " #",
            "- ",
            "&a ",
            "*a",
            "!!x ",
            "</code>",
            "<!--",
            "-->",
            "]]>",
            "&amp;",
            CommittedFile.END,
            "@param x",
            "{@code",
            "../",
            "class",
            "null",
            "true",
            "1e3",
            "0x1",
            "2026-01-01");

    private static final Map<JsonNode, Outputs> BEFORE = new ConcurrentHashMap<>();

    /** What is compared: the shape of each output, by path, and all texts that parsers find in them. */
    private record Outputs(Map<String, Object> shapes, List<String> texts) {}

    @Provide
    Arbitrary<Tuple2<JsonNode, JsonPointer>> places() {
        List<Tuple2<JsonNode, JsonPointer>> places = new ArrayList<>();
        for (String base : List.of(
                HostileDescriptorTest.TARGET,
                HostileDescriptorTest.TARGET.replace("\"target\"", "\"destination\""),
                HostileDescriptorTest.HTTP,
                HostileDescriptorTest.SQL)) {
            JsonNode descriptor = parse(base);
            HostileDescriptorTest.places(descriptor, JsonPointer.empty())
                    .forEach(place -> places.add(Tuple.of(descriptor, place)));
        }
        return Arbitraries.of(places);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.of(WORDS)),
                        Tuple.of(
                                4,
                                Arbitraries.strings()
                                        .withChars(CHARACTERS)
                                        .ofMinLength(1)
                                        .ofMaxLength(4)),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(3)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isBlank());
    }

    @Property
    void aTextThatIsTakenIsDataInEveryOutput(
            @ForAll("places") Tuple2<JsonNode, JsonPointer> at, @ForAll("texts") String text) {
        JsonPointer place = at.get2();
        Optional<ConnectorSpec> taken = taken(HostileDescriptorTest.changed(at.get1(), place, text));
        if (taken.isEmpty()) {
            return;
        }
        Outputs before = BEFORE.computeIfAbsent(
                at.get1(), descriptor -> outputs(taken(descriptor).orElseThrow()));
        Outputs after = outputs(taken.get());
        if (place.toString().equals("/package")) {
            assertThat(after.shapes()).hasSameSizeAs(before.shapes());
        } else if (isName(place)) {
            assertThat(after.shapes().values())
                    .containsExactlyInAnyOrderElementsOf(before.shapes().values());
        } else {
            assertThat(after.shapes()).containsExactlyInAnyOrderEntriesOf(before.shapes());
        }
        if (isShown(place)) {
            assertThat(after.texts()).anyMatch(shown -> shown.contains(text));
        }
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    /** A name is all that the scripts take from a descriptor; the jar is named by the build. */
    @Property(tries = 25)
    void aShellAndPythonReadWhatIsMadeOfANameAndOfAnyJar(@ForAll("names") String name, @ForAll("texts") String jar)
            throws Exception {
        String file = jar.replaceAll("[/\0\ud800-\udfff]", "");
        Optional<ConnectorSpec> taken = taken(
                HostileDescriptorTest.changed(parse(HostileDescriptorTest.SQL), JsonPointer.compile("/name"), name));
        if (taken.isEmpty()) {
            return;
        }
        String launcher = new LauncherFiles()
                .emit(name, file, 22, Optional.of("0a"))
                .get(0)
                .text();
        assertThat(run(launcher, "sh", "-n")).isEmpty();
        String assignment = launcher.substring(launcher.indexOf("jar=$home/"), launcher.indexOf("\n[ -f \"$jar\" ]"));
        assertThat(run("home=\n" + assignment + "\nprintf '%s' \"$jar\"\n", "sh"))
                .isEqualTo("/" + file);
        for (CommittedFile made : COMMITTED.emit(taken.get())) {
            if (made.path().endsWith(".py") && hasPython()) {
                assertThat(run(made.text(), "python3", "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())"))
                        .isEmpty();
            }
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives what a program says of a file with the text. */
    private static String run(String text, String... command) throws IOException, InterruptedException {
        Path script = Files.createTempFile("hostile", "");
        try {
            Files.writeString(script, text);
            Process process = new ProcessBuilder(Stream.concat(Stream.of(command), Stream.of(script.toString()))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } finally {
            Files.delete(script);
        }
    }

    /** Empty where it is refused, with problems that are one line each. */
    private static Optional<ConnectorSpec> taken(JsonNode descriptor) {
        try {
            return Optional.of(HostileDescriptorTest.specification(descriptor));
        } catch (InvalidDescriptorException refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.toString())
                    .doesNotContain("\n", "\r", "\u2028", "\0", "\u202e"));
            return Optional.empty();
        }
    }

    /** Where the text makes the path of an output. */
    private static boolean isName(JsonPointer place) {
        return place.toString().matches("/name|/streams/[^/]*/[(]key[)]");
    }

    /** Where hosts and people are shown the text as it is. */
    private static boolean isShown(JsonPointer place) {
        return place.toString()
                .matches(
                        "/label|/description|/settings/[^/]*/(description|default|env|examples/0|allowed/0|[(]key[)])");
    }

    private static Outputs outputs(ConnectorSpec spec) {
        Map<String, Object> shapes = new HashMap<>();
        List<String> texts = new ArrayList<>();
        List<GeneratedFile> generated = HostileDescriptorTest.generated(spec);
        assertThat(generated).extracting(GeneratedFile::path).allMatch(HostileDescriptorTest::isInside);
        Map<String, CompilationUnitTree> units = HostileDescriptorTest.parsed(generated);
        units.forEach((path, unit) -> shapes.put(path, HostileDescriptorTest.shapes(Map.of(path, unit))));
        for (CommittedFile file : COMMITTED.emit(spec)) {
            assertThat(file.path()).matches(HostileDescriptorTest::isInside);
            shapes.put(file.path(), shape(file, texts));
        }
        shapes.put("kafka-connect", shape(tree(parse(KafkaConnectFiles.of(spec).sample())), texts));
        return new Outputs(shapes, texts);
    }

    private static Object shape(CommittedFile file, List<String> texts) {
        if (file.path().endsWith(".json")) {
            return shape(tree(parse(file.text())), texts);
        }
        if (file.path().endsWith(".yml")) {
            Object definition = new Yaml(new SafeConstructor(new LoaderOptions())).load(file.text());
            return shape(definition, texts);
        }
        return file.path().equals("README.md") ? table(file.text()) : "made of the name alone";
    }

    /** Rows and their cells; Markdown is given nothing that it acts on. */
    private static List<Long> table(String text) {
        assertThat(text.replaceAll("</?code>", ""))
                .doesNotContain("<", ">", "`", "[", "]", "\\", "\0", "\r", "\u2028", "\u202e");
        return text.lines()
                .map(line -> line.chars().filter(c -> c == '|').count())
                .toList();
    }

    /** A tree of maps, lists and scalars without what the scalars are. */
    private static Object shape(Object tree, List<String> texts) {
        if (tree instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> texts.add(String.valueOf(key)));
            return map.values().stream().map(value -> shape(value, texts)).toList();
        }
        if (tree instanceof List<?> list) {
            return Stream.concat(Stream.of("list"), list.stream().map(value -> shape(value, texts)))
                    .toList();
        }
        texts.add(String.valueOf(tree));
        return "scalar";
    }

    private static Object tree(JsonNode json) {
        return new JsonMapper().convertValue(json, Object.class);
    }

    private static JsonNode parse(String json) {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("is no JSON: " + json, e);
        }
    }
}
