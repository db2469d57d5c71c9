package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.generator.emit.LauncherFiles;
import dev.connectorkit.generator.output.GenerationResult;
import dev.connectorkit.generator.output.OutputLayout;
import dev.connectorkit.generator.output.OutputWriter;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder below src/test/golden: a descriptor, and what has to be made of it. */
record GoldenCase(Path folder) {
    private static final Path ALL = Path.of("src/test/golden");
    private static final Path COMPILED_INTO = Path.of("target/golden-classes");
    private static final Map<GoldenCase, Path> COMPILED = new ConcurrentHashMap<>();

    static Stream<GoldenCase> all() {
        return list(ALL).map(GoldenCase::new);
    }

    Path descriptor() {
        return folder.resolve("connector.yaml");
    }

    /** The layout that puts everything below one folder. */
    static OutputLayout layout(Path project) {
        return new OutputLayout(
                project,
                project.resolve("generated-sources"),
                project.resolve("generated-resources"),
                project.resolve("target/derived.json"));
    }

    GenerationResult generateInto(Path project) {
        ConnectorGenerator generator = new ConnectorGenerator();
        ConnectorSpec connector = generator.specification(descriptor(), "1.0");
        GenerationResult result = generator.generate(connector, new OutputWriter(layout(project), false));
        for (LauncherFiles.Launcher launcher :
                new LauncherFiles().emit(connector.name(), connector.name() + "-1.0.jar", 22, Optional.empty())) {
            write(project.resolve("launcher").resolve(launcher.fileName()), launcher.text());
        }
        return result;
    }

    /** Where the expected Java is compiled to, once for all tests, by a build that lets no warning pass. */
    Path classes() {
        return COMPILED.computeIfAbsent(this, GoldenCase::compile);
    }

    private Path compile() {
        Path classes = COMPILED_INTO.resolve(toString());
        delete(classes);
        try {
            Files.createDirectories(classes);
            assertThat(Compilation.compile(Compilation.sources(folder.resolve("expected")), classes))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes.toAbsolutePath();
    }

    Map<String, String> expected() {
        Path expected = folder.resolve("expected");
        return Files.exists(expected) ? tree(expected) : Map.of();
    }

    /** With {@code -Dgolden.update=true}, makes what was generated the expected tree. */
    void updateIfAsked(Map<String, String> actual) {
        if (Boolean.getBoolean("golden.update")) {
            Path expected = folder.resolve("expected");
            delete(expected);
            actual.forEach((path, text) -> write(expected.resolve(path), text));
        }
    }

    /**
     * Path to text, of each file below a folder but those of {@code target}, and but the schema of the configuration, most of
     * which are the runtime's settings and the same everywhere.
     */
    static Map<String, String> tree(Path root) {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith("target/") && !path.equals("config.schema.json")) {
                    tree.put(path, read(file));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One character a byte, so that nothing is lost when bytes are compared. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
