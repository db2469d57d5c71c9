package dev.connectorkit.generator.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Names in Java for names in a descriptor. */
final class JavaNames {
    /** A record cannot have components of these names, whose accessors would be methods of Object (JLS 8.10.1). */
    private static final Set<String> OF_OBJECT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private JavaNames() {}

    /** {@code target-acme-crm} gives {@code AcmeCrm}. The name is not empty, and has letters, digits and hyphens. */
    static String stem(String connector) {
        String stem = words(withoutKind(connector)).stream()
                .map(JavaNames::capitalized)
                .collect(Collectors.joining());
        return Character.isDigit(stem.charAt(0)) ? "_" + stem : stem;
    }

    /** {@code public-orders_v2} gives {@code PublicOrdersV2}; empty if there is no letter or digit in it. */
    static String typeName(String stream) {
        String name = words(stream).stream().map(JavaNames::capitalized).collect(Collectors.joining());
        return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** {@code target-acme-crm} gives {@code Acme Crm}. */
    static String label(String connector) {
        return words(withoutKind(connector)).stream()
                .map(JavaNames::capitalized)
                .collect(Collectors.joining(" "));
    }

    /** {@code dialect+driver} gives {@code dialectDriver}, {@code class} gives {@code class_}; empty if there is no letter in it. */
    static String component(String setting) {
        List<String> words = words(setting);
        if (words.isEmpty()) {
            return "";
        }
        String name = uncapitalized(words.get(0))
                + words.stream().skip(1).map(JavaNames::capitalized).collect(Collectors.joining());
        if (Character.isDigit(name.charAt(0))) {
            return "_" + name;
        }
        return isKeyword(name) || OF_OBJECT.contains(name) ? name + "_" : name;
    }

    static boolean isKeyword(String name) {
        return SourceVersion.isKeyword(name, SourceVersion.RELEASE_17);
    }

    private static String withoutKind(String connector) {
        return connector.replaceFirst("^(target|destination)-", "");
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String uncapitalized(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT))
                ? word.toLowerCase(Locale.ROOT)
                : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }
}
