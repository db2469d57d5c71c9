package dev.connectorkit.generator.spec;

import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.RuntimeSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a specification of a descriptor: checks what its schema cannot, fills in what it leaves out. Safe for threads. */
public final class SpecResolver {
    /** Classes of the runtime that a skeleton names, and so the connector's own cannot be called. */
    private static final Set<String> RUNTIME_CLASSES =
            Set.of("BatchSink", "RecordSink", "SqlTarget", "DestinationTarget", "HttpDestination", "HttpApi");

    private static final Set<String> CLASS_ENDINGS = Set.of("Sink", "Target", "Destination", "Api");

    private final RuntimeSettings runtimeSettings;

    public SpecResolver(RuntimeSettings runtimeSettings) {
        this.runtimeSettings = runtimeSettings;
    }

    /**
     * Gives the specification.
     *
     * @param version of the connector
     * @throws InvalidDescriptorException with the problems of the descriptor's shape and of its meaning, all at once
     */
    public ConnectorSpec resolve(Descriptor descriptor, String version) {
        List<Problem> problems = new ArrayList<>(descriptor.problems());
        Optional<String> name = name(descriptor, problems);
        Optional<String> packageName = packageName(descriptor, problems);
        Optional<Architecture> architecture =
                descriptor.architecture().flatMap(located -> Architecture.ofWord(located.value()));
        SqlResolver sqlResolver = new SqlResolver(descriptor, problems);
        Optional<SqlSpec> sql = sqlResolver.resolve(architecture);
        List<SettingSpec> settings =
                sqlResolver.withUrl(new SettingsResolver(descriptor, runtimeSettings, problems).resolve());
        Optional<HttpSpec> http = new HttpResolver(descriptor, settings, problems).resolve(architecture);
        List<StreamSpec> streams = new StreamsResolver(descriptor, classes(descriptor), problems).resolve();
        Map<String, String> defaults = defaults(descriptor, problems);
        if (!problems.isEmpty()) {
            throw new InvalidDescriptorException(problems);
        }
        return new ConnectorSpec(
                name.orElseThrow(),
                descriptor.label().map(Located::value).orElseGet(() -> JavaNames.label(name.orElseThrow())),
                version,
                descriptor.description().map(Located::value).orElse(""),
                packageName.orElseThrow(),
                architecture.orElseThrow(),
                descriptor.engines().stream().map(Located::value).toList(),
                capabilities(descriptor),
                sql,
                http,
                streams,
                settings,
                defaults,
                JavaNames.stem(name.orElseThrow()));
    }

    private static Optional<String> name(Descriptor descriptor, List<Problem> problems) {
        descriptor.name().ifPresent(name -> {
            String stem = JavaNames.stem(name.value());
            RUNTIME_CLASSES.stream()
                    .filter(taken -> taken.startsWith(stem) && CLASS_ENDINGS.contains(taken.substring(stem.length())))
                    .forEach(taken -> problems.add(descriptor.problemAt(
                            name,
                            "\"%s\" would name a class %s, and the runtime has a class of that name; choose another name"
                                    .formatted(name.value(), taken))));
        });
        return descriptor.name().map(Located::value);
    }

    private static Optional<String> packageName(Descriptor descriptor, List<Problem> problems) {
        descriptor.packageName().ifPresent(name -> {
            for (String part : name.value().split("\\.", -1)) {
                if (JavaNames.isKeyword(part)) {
                    problems.add(descriptor.problemAt(
                            name,
                            "\"%s\" is no Java package, since %s is a keyword of Java".formatted(name.value(), part)));
                }
            }
            if (name.value().equals("java") || name.value().startsWith("java.")) {
                problems.add(descriptor.problemAt(name, "the JVM loads no classes of others from packages below java"));
            }
        });
        return descriptor.packageName().map(Located::value);
    }

    /** Names that no class of a stream can have: those of the connector's own, and of the runtime's that skeletons import. */
    private static Set<String> classes(Descriptor descriptor) {
        Set<String> classes = new HashSet<>(RUNTIME_CLASSES);
        descriptor.name().map(name -> JavaNames.stem(name.value())).ifPresent(stem -> {
            CLASS_ENDINGS.forEach(ending -> classes.add(stem + ending));
            CLASS_ENDINGS.forEach(ending -> classes.add("Abstract" + stem + ending));
        });
        return classes;
    }

    private static CapabilitiesSpec capabilities(Descriptor descriptor) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        List<String> cannotHold = new ArrayList<>();
        descriptor.capabilities().ifPresent(capabilities -> {
            capabilities.flags().forEach((name, flag) -> flags.put(name, flag.value()));
            capabilities.cannotHold().forEach(type -> cannotHold.add(type.value()));
        });
        return new CapabilitiesSpec(flags, cannotHold);
    }

    private Map<String, String> defaults(Descriptor descriptor, List<Problem> problems) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Descriptor.Default entry : descriptor.defaults()) {
            String name = entry.name().value();
            SettingKind.ofWord(runtimeSettings.types().getOrDefault(name, "")).ifPresent(kind -> {
                if (!kind.accepts(entry.value().value())) {
                    problems.add(descriptor.problemAt(entry.value(), kind.needed() + " is needed here"));
                }
                defaults.put(name, entry.value().value().toString());
            });
        }
        return defaults;
    }
}
