package dev.connectorkit.generator.spec;

import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks the streams of a descriptor and gives them and their properties names in Java. Used once. */
final class StreamsResolver {
    /** A constructor takes 255 words (JVMS 4.3.3): two for each long, one for anything else, one for {@code this}. */
    private static final int MOST_PROPERTIES = 127;

    private static final List<String> TYPES =
            List.of("string", "integer", "number", "boolean", "object", "array", "null");

    private final Descriptor descriptor;
    private final List<Problem> problems;

    /** In lower case, since some file systems know no case, to the stream that has it first; null for the connector's own. */
    private final Map<String, String> classes = new HashMap<>();

    StreamsResolver(Descriptor descriptor, Set<String> connectorClasses, List<Problem> problems) {
        this.descriptor = descriptor;
        this.problems = problems;
        connectorClasses.forEach(name -> classes.put(name.toLowerCase(Locale.ROOT), ""));
    }

    List<StreamSpec> resolve() {
        checkTopics();
        return descriptor.streams().stream().map(this::resolve).toList();
    }

    private StreamSpec resolve(Descriptor.DeclaredStream stream) {
        StreamSpec spec = new StreamSpec(
                stream.name().value(),
                JavaNames.typeName(stream.name().value()),
                stream.description().map(Located::value).orElse(""),
                stream.topic().map(Located::value),
                stream.keyProperties().stream().map(Located::value).toList(),
                stream.schema().toString(),
                properties(stream));
        if (spec.typeName().isEmpty()) {
            report(
                    stream.name(),
                    "has no letter or digit of ASCII, so that no class can be named after it; leave it out");
        } else {
            checkClasses(stream.name(), spec);
        }
        checkProperties(stream, stream.required());
        checkProperties(stream, stream.keyProperties());
        return spec;
    }

    private void checkTopics() {
        Map<String, Located<String>> streams = new HashMap<>();
        for (Descriptor.DeclaredStream stream : descriptor.streams()) {
            Located<String> topic = stream.topic().orElse(stream.name());
            Located<String> other = streams.putIfAbsent(topic.value(), stream.name());
            if (other != null) {
                report(
                        topic,
                        "topic %s is stream %s's already, on line %d; a topic is one stream"
                                .formatted(
                                        Words.quoted(topic.value()),
                                        Words.quoted(other.value()),
                                        other.place().line()));
            }
        }
    }

    private void checkClasses(Located<String> name, StreamSpec spec) {
        for (String type : List.of(spec.recordClass(), spec.sinkClass(), spec.sinkBaseClass())) {
            String other = classes.putIfAbsent(type.toLowerCase(Locale.ROOT), spec.name());
            if (other != null) {
                report(
                        name,
                        "would name a class %s, and %s has a class of that name; leave one of them out"
                                .formatted(
                                        type,
                                        other.isEmpty()
                                                ? "the connector or the runtime"
                                                : "stream " + Words.quoted(other)));
                return;
            }
        }
    }

    private List<StreamSpec.PropertySpec> properties(Descriptor.DeclaredStream stream) {
        if (stream.properties().size() > MOST_PROPERTIES) {
            report(
                    stream.properties().get(MOST_PROPERTIES).name(),
                    "is one property more than a Java record can have, which is " + MOST_PROPERTIES);
        }
        Set<String> required = new HashSet<>();
        stream.required().forEach(name -> required.add(name.value()));
        Map<String, Located<String>> components = new HashMap<>();
        List<StreamSpec.PropertySpec> properties = new ArrayList<>();
        for (Descriptor.Property property : stream.properties()) {
            Located<String> name = property.name();
            String component = JavaNames.component(name.value());
            if (component.isEmpty()) {
                report(name, "has no letter or digit of ASCII, so that no component of a record can be named after it");
            }
            Located<String> other = components.putIfAbsent(component, name);
            if (other != null && !component.isEmpty()) {
                report(
                        name,
                        "has the same name in Java, %s, as %s on line %d"
                                .formatted(
                                        component,
                                        Words.quoted(other.value()),
                                        other.place().line()));
            }
            property.types().forEach(this::checkType);
            List<String> types = property.types().stream().map(Located::value).toList();
            properties.add(new StreamSpec.PropertySpec(
                    name.value(),
                    component,
                    kind(types),
                    types.isEmpty() || types.contains("null") || !required.contains(name.value()),
                    property.description().map(Located::value).orElse("")));
        }
        return properties;
    }

    private void checkType(Located<String> type) {
        if (!TYPES.contains(type.value())) {
            report(
                    type,
                    Words.quoted(type.value()) + " is not one of " + String.join(", ", TYPES)
                            + Words.didYouMean(type.value(), TYPES));
        }
    }

    private static SettingKind kind(List<String> types) {
        List<String> ofValues =
                types.stream().filter(type -> !type.equals("null")).toList();
        return ofValues.size() == 1
                ? SettingKind.ofWord(ofValues.get(0)).orElse(SettingKind.OBJECT)
                : SettingKind.OBJECT;
    }

    private void checkProperties(Descriptor.DeclaredStream stream, List<Located<String>> names) {
        List<String> known = stream.properties().stream()
                .map(property -> property.name().value())
                .toList();
        names.stream()
                .filter(name -> !known.contains(name.value()))
                .forEach(name -> report(
                        name,
                        Words.quoted(name.value()) + " is not a property of the stream; it has: "
                                + String.join(", ", known)));
    }

    private void report(Located<?> at, String text) {
        problems.add(descriptor.problemAt(at, text));
    }
}
