package dev.connectorkit.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What builds outside of this build are made of: the tools that it runs on, and copies of projects. */
final class Builds {
    static final Path HOME = Path.of(property("kit.maven.home"));

    /** Of the invoker projects: it holds the kit, and all that connectors are built with. */
    static final Path REPOSITORY = Path.of(property("it.repository"));

    /** Of who builds the kit. */
    static final Path BUILDERS_REPOSITORY = Path.of(property("it.builders.repository"));

    private Builds() {}

    static String property(String name) {
        return requireNonNull(System.getProperty(name), name);
    }

    static Maven maven(Path home, Map<String, String> environment) {
        return new Maven(home, REPOSITORY, environment);
    }

    /** Copies a project without what its builds made and without its history; gives the copy. */
    static Path copy(Path project, Path copy) throws IOException {
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                boolean isMade = folder.endsWith("target") && Files.exists(folder.resolveSibling("pom.xml"));
                if (isMade || folder.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(project.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.endsWith(".git")) {
                    Files.copy(file, copy.resolve(project.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return copy;
    }

    /** A JDK 25: JDK_25_HOME, or one beside the Java that runs this. */
    static Optional<Path> java25() throws IOException {
        Optional<Path> named = Optional.ofNullable(System.getenv("JDK_25_HOME")).map(Path::of);
        Path homes = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> beside = Files.list(homes)) {
            return named.or(
                    () -> beside.filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                            .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                            .findAny());
        }
    }
}
