package dev.connectorkit.runtime.mapping.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which methods and attributes a value has; there are no others, whatever its class has in Java. */
final class Methods {
    private static final Set<String> KNOWN = new TreeSet<>();

    static {
        List.of(
                        TextMethods.TABLE,
                        ContainerMethods.LISTS,
                        ContainerMethods.MAPS,
                        TimeMethods.MOMENTS,
                        TimeMethods.DATES,
                        TimeMethods.DURATIONS)
                .forEach(table -> KNOWN.addAll(table.keySet()));
        Library.all(java.time.Clock.systemUTC()).values().forEach(library -> addFunctions((Library) library));
    }

    private Methods() {}

    private static void addFunctions(Library library) {
        KNOWN.addAll(library.operations().keySet());
        library.members().values().stream()
                .filter(Library.class::isInstance)
                .forEach(member -> addFunctions((Library) member));
    }

    /** Whether some value has a method of that name. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    static @Nullable Operation find(Object receiver, String name) {
        Operation operation = ContainerMethods.ANY.get(name);
        return operation == null ? table(receiver).get(name) : operation;
    }

    /** The value of {@code receiver.name}, or of {@code receiver[name]}. */
    static @Nullable Object attribute(Object receiver, Object name) {
        if (receiver instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (receiver instanceof List<?> list) {
            return ContainerMethods.item(list, name);
        }
        if (receiver instanceof String text) {
            return ContainerMethods.item(TextMethods.characters(text), name);
        }
        if (receiver instanceof Library library && name instanceof String member) {
            return library.member(member);
        }
        if ((receiver instanceof Moment || receiver instanceof LocalDate || receiver instanceof Duration)
                && name instanceof String attribute) {
            return TimeMethods.attribute(receiver, attribute);
        }
        throw new ExpressionFault("%s has no items".formatted(Values.kind(receiver)));
    }

    private static Map<String, Operation> table(Object receiver) {
        if (receiver instanceof String) {
            return TextMethods.TABLE;
        }
        if (receiver instanceof List) {
            return ContainerMethods.LISTS;
        }
        if (receiver instanceof Map) {
            return ContainerMethods.MAPS;
        }
        if (receiver instanceof Moment) {
            return TimeMethods.MOMENTS;
        }
        if (receiver instanceof LocalDate) {
            return TimeMethods.DATES;
        }
        if (receiver instanceof Duration) {
            return TimeMethods.DURATIONS;
        }
        return receiver instanceof Library library ? library.operations() : Map.of();
    }
}
