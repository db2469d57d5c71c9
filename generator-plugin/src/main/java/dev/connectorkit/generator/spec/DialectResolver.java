package dev.connectorkit.generator.spec;

import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the part {@code sql} of a descriptor. */
final class DialectResolver {
    /** The dialects of the runtime, and the sets of settings by which each finds its database: one of the sets is enough. */
    private static final Map<String, List<List<String>>> DIALECTS = new TreeMap<>(Map.of(
            "ansi", List.of(List.of("url")),
            "duckdb", List.of(List.of("path")),
            "h2", List.of(List.of("url")),
            "mariadb", List.of(List.of("host", "user", "database")),
            "postgres", List.of(List.of("host", "user", "database"), List.of("sqlalchemy_url")),
            "sqlite", List.of(List.of("path"))));

    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+");

    private final Descriptor descriptor;
    private final List<Problem> problems;

    DialectResolver(Descriptor descriptor, List<Problem> problems) {
        this.descriptor = descriptor;
        this.problems = problems;
    }

    Optional<String> resolve(Optional<Architecture> architecture) {
        if (architecture.isPresent() && architecture.get() != Architecture.SQL) {
            descriptor
                    .sql()
                    .ifPresent(sql -> problems.add(descriptor.problemAt(
                            sql.key(),
                            "is for architecture sql only; this one is "
                                    + architecture.get().word())));
            return Optional.empty();
        }
        Optional<Located<String>> dialect = descriptor.sql().flatMap(Descriptor.Sql::dialect);
        dialect.ifPresent(this::check);
        return dialect.map(Located::value);
    }

    private void check(Located<String> dialect) {
        List<List<String>> needed = DIALECTS.get(dialect.value());
        if (needed != null) {
            checkSettings(dialect, needed);
        } else if (!CLASS_NAME.matcher(dialect.value()).matches()) {
            problems.add(descriptor.problemAt(
                    dialect,
                    Words.quoted(dialect.value()) + " is not one of " + String.join(", ", DIALECTS.keySet())
                            + ", nor the full name of a class"
                            + Words.didYouMean(dialect.value(), DIALECTS.keySet())));
        }
    }

    private void checkSettings(Located<String> dialect, List<List<String>> needed) {
        Set<String> declared = descriptor.settings().stream()
                .map(setting -> setting.name().value())
                .collect(Collectors.toSet());
        if (needed.stream().noneMatch(declared::containsAll)) {
            String settings = needed.stream().map(set -> String.join(", ", set)).collect(Collectors.joining("; or "));
            problems.add(descriptor.problemAt(
                    dialect,
                    "the dialect %s finds its database by settings that are not all declared; it needs %s"
                            .formatted(dialect.value(), settings)));
        }
    }
}
