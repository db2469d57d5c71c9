package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables from the nearest file named {@code .env}: in the working directory, else in the next folder above
 * that has one. The file's form is python-dotenv's, which the Singer SDK reads it by (singer_sdk/configuration/_dict_config.py):
 * {@code NAME=value} lines, {@code export}, comments, single quotes (taken as they are), double quotes (with escapes),
 * <code>${NAME}</code> and <code>${NAME:-default}</code> outside of single quotes. Unlike there, a variable of the process
 * wins over the file: what is set for one run counts more than what lies in a folder.
 */
final class DotEnv {
    private static final String FILE = ".env";
    private static final Pattern LINE = Pattern.compile("""
            (?x) \\s* (?: export \\s+ )? (?<name> [^=\\#\\s'"]+ ) [\\ \\t]* = [\\ \\t]*
            (?: ' (?<single> (?: [^'\\\\] | \\\\. )* ) ' | " (?<double> (?: [^"\\\\] | \\\\. )* ) " | (?<plain> [^\\r\\n]* ) )
            [\\ \\t]* (?: \\# [^\\r\\n]* )? (?: \\R | \\z )
            | (?<other> [^\\r\\n]* ) (?: \\R | \\z )
            """, Pattern.DOTALL);
    private static final Pattern PLAIN_COMMENT = Pattern.compile("(^|\\s+)#.*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]*)(?::-([^}]*))?}");

    private final Map<String, String> variables;

    private DotEnv(Map<String, String> environment) {
        this.variables = new LinkedHashMap<>(environment);
    }

    /** The environment, with what the nearest file from that folder upwards adds to it. */
    static Map<String, String> addedTo(Map<String, String> environment, Path folder) {
        DotEnv all = new DotEnv(environment);
        nearest(folder).ifPresent(all::add);
        return all.variables;
    }

    private static Optional<Path> nearest(Path start) {
        for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(FILE))) {
                return Optional.of(folder.resolve(FILE));
            }
        }
        return Optional.empty();
    }

    private void add(Path file) {
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            while (line.lookingAt() && line.end() > line.start()) {
                if (line.group("name") != null) {
                    variables.putIfAbsent(line.group("name"), value(line));
                }
                line.region(line.end(), line.regionEnd());
            }
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "%s: cannot be read (%s); --config ENV looks there for variables".formatted(file, e.getMessage()),
                    e);
        }
    }

    private String value(Matcher line) {
        if (line.group("single") != null) {
            return line.group("single").replaceAll("\\\\(['\\\\])", "$1");
        }
        String text = line.group("double") != null
                ? ESCAPE.matcher(line.group("double")).replaceAll(DotEnv::unescaped)
                : PLAIN_COMMENT.matcher(line.group("plain")).replaceFirst("").stripTrailing();
        return REFERENCE.matcher(text).replaceAll(this::referred);
    }

    private static String unescaped(MatchResult escape) {
        String character = escape.group(1);
        return Matcher.quoteReplacement(
                switch (character) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    case "\"", "\\", "'" -> character;
                    default -> "\\" + character;
                });
    }

    private String referred(MatchResult reference) {
        String byDefault = reference.group(2) == null ? "" : reference.group(2);
        return Matcher.quoteReplacement(variables.getOrDefault(reference.group(1), byDefault));
    }
}
