package dev.connectorkit.generator;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Generated Java as javac sees it, in a build that lets no warning pass and knows no encoding but ASCII. */
final class Compilation {
    private Compilation() {}

    /** The Java files below a folder, without the originals of skeletons that the manifest keeps. */
    static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !folder.relativize(file).startsWith(".connectorkit"))
                    .toList();
        }
    }

    /** Gives what javac has to say; nothing when it compiles without a warning. */
    static String compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-Xlint:all",
                    "-Xdoclint:all,-missing",
                    "-Werror",
                    "-encoding",
                    "US-ASCII",
                    "-classpath",
                    System.getProperty("java.class.path"));
            boolean done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return done ? messages.toString() : messages + "failed";
        }
    }
}
