package dev.connectorkit.generator.spec;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.SqlDescriptor;
import dev.connectorkit.generator.descriptor.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the part {@code sql} of a descriptor. */
final class SqlResolver {
    /** The dialects of the runtime, and the sets of settings by which each finds its database: one of the sets is enough. */
    private static final Map<String, List<List<String>>> DIALECTS = new TreeMap<>(Map.of(
            "ansi", List.of(List.of("url")),
            "duckdb", List.of(List.of("path")),
            "h2", List.of(List.of("url")),
            "mariadb", List.of(List.of("host", "user", "database")),
            "postgres", List.of(List.of("host", "user", "database"), List.of("sqlalchemy_url")),
            "sqlite", List.of(List.of("path"))));

    /** In a URL: behind a user's name, or as a parameter of its own. */
    private static final Pattern PASSWORD = Pattern.compile("://[^/@]*:[^/@]+@|(?i:password|pwd)=");

    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)+");

    private final Descriptor descriptor;
    private final List<Problem> problems;

    SqlResolver(Descriptor descriptor, List<Problem> problems) {
        this.descriptor = descriptor;
        this.problems = problems;
    }

    Optional<SqlSpec> resolve(Optional<Architecture> architecture) {
        if (architecture.isPresent() && architecture.get() != Architecture.SQL) {
            descriptor
                    .sql()
                    .ifPresent(sql -> problems.add(descriptor.problemAt(
                            sql.key(),
                            "is for architecture sql only; this one is "
                                    + architecture.get().word())));
            return Optional.empty();
        }
        Optional<SqlDescriptor> sql = descriptor.sql();
        sql.flatMap(SqlDescriptor::dialect).ifPresent(this::check);
        return sql.flatMap(one -> one.dialect().map(dialect -> spec(one, dialect.value())));
    }

    private SqlSpec spec(SqlDescriptor sql, String dialect) {
        Map<String, Map<String, String>> types = new LinkedHashMap<>();
        sql.types().forEach(stream -> stream.columns()
                .forEach(column -> types.computeIfAbsent(stream.stream().value(), any -> new LinkedHashMap<>())
                        .put(column.property().value(), column.type().value())));
        return new SqlSpec(
                dialect,
                ownDialect(dialect),
                sql.ownClass().map(Located::value).orElse(false),
                sql.arrays().map(Located::value).equals(Optional.of("native")),
                types);
    }

    private Optional<String> ownDialect(String dialect) {
        return descriptor
                .packageName()
                .map(packageName -> packageName.value() + ".")
                .filter(dialect::startsWith)
                .map(prefix -> dialect.substring(prefix.length()))
                .filter(name -> isClassName(dialect) && !name.contains(".") && !name.contains("$"));
    }

    /** The settings, of which the one that says where the database is has the URL that the descriptor gives. */
    List<SettingSpec> withUrl(List<SettingSpec> settings) {
        Optional<Located<String>> url = descriptor.sql().flatMap(SqlDescriptor::url);
        if (url.isEmpty()) {
            return settings;
        }
        String dialect = descriptor
                .sql()
                .flatMap(SqlDescriptor::dialect)
                .map(Located::value)
                .orElse("");
        String name = dialect.equals("postgres") ? "sqlalchemy_url" : "url";
        boolean hasPassword = PASSWORD.matcher(url.get().value()).find();
        Optional<SettingSpec> setting =
                settings.stream().filter(one -> one.name().equals(name)).findFirst();
        if (setting.isEmpty()) {
            report(url.get(), "is what setting %s is without being set, and that is not declared".formatted(name));
        } else if (setting.get().isAlwaysSet()) {
            report(url.get(), "has no use, since setting %s is required, or has a default".formatted(name));
        } else if (hasPassword) {
            report(url.get(), "holds a password, and this file is no secret; have it given by a setting");
        }
        String json = TextNode.valueOf(url.get().value()).toString();
        return settings.stream()
                .map(one -> one.name().equals(name) ? one.withDefault(json) : one)
                .toList();
    }

    private void report(Located<?> at, String text) {
        problems.add(descriptor.problemAt(at, text));
    }

    private void check(Located<String> dialect) {
        List<List<String>> needed = DIALECTS.get(dialect.value());
        if (needed != null) {
            checkSettings(dialect, needed);
        } else if (!isClassName(dialect.value())) {
            problems.add(descriptor.problemAt(
                    dialect,
                    Words.quoted(dialect.value()) + " is not one of " + String.join(", ", DIALECTS.keySet())
                            + ", nor the full name of a class"
                            + Words.didYouMean(dialect.value(), DIALECTS.keySet())));
        }
    }

    private static boolean isClassName(String name) {
        return CLASS_NAME.matcher(name).matches()
                && Arrays.stream(name.split("[.$]", -1)).noneMatch(part -> part.isEmpty() || JavaNames.isKeyword(part));
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
