package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.emit.Emitter;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SpecResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Throws hostile texts at each text and each name of a descriptor. One that is not refused may change what literals and names
 * say, and nothing else: the Java that comes of it has the same shape as before, and its files stay where they belong.
 */
class HostileDescriptorTest {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();
    private static final DescriptorReader READER = new DescriptorReader();
    private static final List<Emitter> EMITTERS = Emitter.all();
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

    /** Stands for a key where a pointer ends with it. */
    private static final String KEY = "(key)";

    private static final List<String> HOSTILE = List.of(
            "*/ class Injected {} /* {@code } @param x @return {@link y} ]]> <!-- &lt; <script>",
            "\"; System.exit(1); //",
            "\"); } } class Injected { static { evil(\"",
            "\\u0022 + injected() + \\u0022 \\u002a/ class Injected {} /\\u002a \\u000a injected();",
            "\"\"\" \\",
            "${user.home} #{1} [=name] [#stop] ${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "'; rm -rf / # $(id) `id` %PATH%",
            "\n  evil: true\r\n---\n...",
            "$L $S $T $N $$ $> $< $[ $]",
            "../../../../etc/passwd",
            "C:\\x\\y",
            "\u2028 \u2029 \u0085 \u202e \ufeff \0 \u001b \u007f ünï 東京 𝔘",
            "\ud800",
            "class",
            "a b");

    static final String TARGET = """
            {"name": "target-acme", "label": "Acme", "description": "About.", "package": "com.acme", "architecture": "target",
             "settings": {
               "url": {"type": "string", "description": "Where.", "default": "x", "env": "ACME_URL", "examples": ["y"],
                       "deprecated": "use z"},
               "mode": {"type": "string", "allowed": ["one", "two"]},
               "more": {"type": "object", "default": {"k": "v"}},
               "list": {"type": "array", "default": ["v"]}},
             "defaults": {"default_target_schema": "main"},
             "streams": {
               "contacts": {"description": "People.", "schema": {"properties": {
                 "id": {"type": "integer", "description": "Who."}, "name": {"type": "string"}}}}}}
            """;

    static final String HTTP = """
            {"name": "target-acme", "package": "com.acme", "architecture": "http",
             "http": {"base_url": "https://{setting.host}.example/v1", "authentication": {"type": "api_key", "key": "key", "header": "X-Key"},
               "probe": {"path": "/health"}, "headers": {"X-One": "one"}, "own_class": true,
               "streams": {"contacts": {"path": "/c/{stream}", "body": "array", "envelope": "rows", "headers": {"X-Two": "two"}}}},
             "settings": {"host": {"type": "string", "default": "eu"}, "key": {"type": "string", "secret": true, "required": true}}}
            """;

    static final String SQL = """
            {"name": "target-acme", "label": "Acme", "description": "About.", "package": "com.acme", "architecture": "sql",
             "sql": {"dialect": "sqlite"},
             "settings": {"path": {"type": "string", "required": true, "description": "Where.", "examples": ["x.sqlite"]}},
             "defaults": {"default_target_schema": "main"}}
            """;

    static Stream<Arguments> everyText() throws JsonProcessingException {
        List<Arguments> cases = new ArrayList<>();
        for (String base : List.of(TARGET, TARGET.replace("\"target\"", "\"destination\""), HTTP, SQL)) {
            JsonNode descriptor = JSON.readTree(base);
            String architecture = descriptor.path("architecture").textValue();
            for (JsonPointer place : places(descriptor, JsonPointer.empty())) {
                if (place.toString().equals("/package")) {
                    continue; // which is as many nodes of Java as it has parts
                }
                cases.add(Arguments.of(architecture + " " + place, descriptor, place));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyText")
    void aTextThatIsTakenIsDataAndNothingElse(String title, JsonNode descriptor, JsonPointer place) {
        List<List<Tree.Kind>> before = shapes(parsed(generated(descriptor)));
        for (String text : HOSTILE) {
            JsonNode changed = changed(descriptor, place, text);
            List<GeneratedFile> files;
            try {
                files = generated(changed);
            } catch (InvalidDescriptorException refused) {
                assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.toString())
                        .doesNotContain("\n", "\r", "\u2028", "\0", "\u202e"));
                continue;
            }
            assertThat(files).extracting(GeneratedFile::path).allMatch(HostileDescriptorTest::isInside);
            Map<String, CompilationUnitTree> units = parsed(files);
            assertThat(shapes(units)).as("%s: %s", title, text).containsExactlyInAnyOrderElementsOf(before);
            if (isHeldByTheConnector(place)) {
                assertThat(literals(units)).as("%s: %s", title, text).anyMatch(literal -> holds(literal, text));
            }
        }
    }

    /** Texts that only a comment shows, or that become a name, are not looked for among the literals. */
    private static boolean isHeldByTheConnector(JsonPointer place) {
        return Pattern.matches("/(label|description|settings/.*|http/(headers|streams)/.*)(?<!env)", place.toString());
    }

    /** As it is, or as a part of JSON text. */
    private static boolean holds(String literal, String text) {
        try {
            return literal.contains(text)
                    || literal.contains(new JsonMapper().writeValueAsString(text))
                    || literal.contains(JSON.writeValueAsString(text));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isInside(String path) {
        Path root = Path.of("project");
        return PLAIN_PATH.matcher(path).matches()
                && root.resolve(path).normalize().startsWith(root);
    }

    private static List<GeneratedFile> generated(JsonNode descriptor) {
        return generated(specification(descriptor));
    }

    static List<GeneratedFile> generated(ConnectorSpec spec) {
        return EMITTERS.stream().flatMap(emitter -> emitter.emit(spec).stream()).toList();
    }

    static ConnectorSpec specification(JsonNode descriptor) {
        Descriptor read = READER.read("connector.yaml", write(descriptor));
        return new SpecResolver(READER.runtimeSettings()).resolve(read, "1.0");
    }

    private static String write(JsonNode descriptor) {
        try {
            return JSON.writeValueAsString(descriptor);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each value that is a text, and each key that an author chooses: what stands below it is an object of a known kind. */
    static List<JsonPointer> places(JsonNode descriptor, JsonPointer pointer) {
        JsonNode node = descriptor.at(pointer);
        if (node.isTextual()) {
            return isChosen(pointer) ? List.of(pointer, pointer.appendProperty(KEY)) : List.of(pointer);
        }
        Stream<JsonPointer> children = node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(pointer::appendIndex)
                : node.properties().stream().map(entry -> pointer.appendProperty(entry.getKey()));
        Stream<JsonPointer> below = children.flatMap(child -> places(descriptor, child).stream());
        Stream<JsonPointer> key = isChosen(pointer) ? Stream.of(pointer.appendProperty(KEY)) : Stream.empty();
        return Stream.concat(below, key).toList();
    }

    private static boolean isChosen(JsonPointer pointer) {
        return Pattern.matches(
                "/settings/[^/]*|(/http)?/streams/[^/]*|.*/(properties|headers)/[^/]*", pointer.toString());
    }

    /** Where the place ends with {@link #KEY}, the key itself is changed. */
    static JsonNode changed(JsonNode node, JsonPointer place, String text) {
        if (place.matches()) {
            return TextNode.valueOf(text);
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                array.add(i == place.getMatchingIndex() ? changed(node.get(i), place.tail(), text) : node.get(i));
            }
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(entry -> {
            if (!entry.getKey().equals(place.getMatchingProperty())) {
                object.set(entry.getKey(), entry.getValue());
            } else if (place.tail().toString().equals("/" + KEY)) {
                object.set(text, entry.getValue());
            } else {
                object.set(entry.getKey(), changed(entry.getValue(), place.tail(), text));
            }
        });
        return object;
    }

    static Map<String, CompilationUnitTree> parsed(List<GeneratedFile> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<JavaFileObject> sources = files.stream()
                .filter(file -> file.path().endsWith(".java"))
                .<JavaFileObject>map(Source::new)
                .toList();
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, diagnostics, List.of("--release", "17"), null, sources);
        Map<String, CompilationUnitTree> units = new TreeMap<>();
        try {
            task.parse().forEach(unit -> units.put(unit.getSourceFile().getName(), unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(diagnostics.getDiagnostics()).isEmpty();
        return units;
    }

    static List<List<Tree.Kind>> shapes(Map<String, CompilationUnitTree> units) {
        List<List<Tree.Kind>> shapes = new ArrayList<>();
        units.values().forEach(unit -> {
            List<Tree.Kind> kinds = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void scan(Tree tree, Void unused) {
                    if (tree != null) {
                        kinds.add(tree.getKind());
                    }
                    return super.scan(tree, null);
                }
            }.scan(unit, null);
            shapes.add(kinds);
        });
        return shapes;
    }

    private static List<String> literals(Map<String, CompilationUnitTree> units) {
        List<String> literals = new ArrayList<>();
        units.values()
                .forEach(unit -> new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitLiteral(LiteralTree literal, Void unused) {
                        literals.add(String.valueOf(literal.getValue()));
                        return super.visitLiteral(literal, null);
                    }
                }.scan(unit, null));
        return literals;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(GeneratedFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
