package dev.connectorkit.it.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Calls of programs of this bench, each in a JVM of its own with the options that launchers give. */
final class Jvm {
    private static final List<String> OPTIONS =
            List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+UseSerialGC", "-XX:FreqInlineSize=90");

    private Jvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** With the heap that launchers give, and of the class path what the program needs: classes, and jars by their names. */
    static List<String> call(Class<?> program, List<String> jars, String... arguments) {
        return call("384m", program, jars, arguments);
    }

    static List<String> call(String heap, Class<?> program, List<String> jars, String... arguments) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(".jar")
                        || jars.stream()
                                .anyMatch(jar ->
                                        Path.of(entry).getFileName().toString().startsWith(jar)))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> call = new ArrayList<>();
        call.add(java());
        call.addAll(OPTIONS);
        call.addAll(List.of("-Xmx" + heap, "-cp", classPath, program.getName()));
        call.addAll(List.of(arguments));
        return call;
    }
}
