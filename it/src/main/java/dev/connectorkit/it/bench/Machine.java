package dev.connectorkit.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a line what is measured on. */
final class Machine {
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "On %d cores of %s, %.0f GiB, Linux %s, Java %s:%n",
                Runtime.getRuntime().availableProcessors(),
                found("/proc/cpuinfo", "model name\\s*: (.*)").strip(),
                Long.parseLong(found("/proc/meminfo", "MemTotal:\\s+(\\d+) kB")) / KIB_PER_GIB,
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String found(String file, String pattern) throws IOException {
        Matcher match = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        return match.find() ? match.group(1) : "";
    }
}
