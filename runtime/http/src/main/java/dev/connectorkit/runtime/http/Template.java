package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places to fill in: {@code {stream}}, {@code {record.property}}, {@code {setting.name}}. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{(stream|record\\.[^{}]+|setting\\.[^{}]+)}");

    Template {
        requireNonNull(text, "text");
    }

    /** Gives the text with each place filled by its name, such as {@code record.id}. */
    String fill(UnaryOperator<String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(values.apply(place.group(1))));
    }

    /** Leaves what RFC 3986 calls unreserved, and encodes the UTF-8 of all the rest, so that nothing parts a segment. */
    static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(unit)) {
                encoded.append((char) unit);
            } else {
                encoded.append("%%%02X".formatted(unit));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte unit) {
        return (unit >= '0' && unit <= '9')
                || (unit >= 'A' && unit <= 'Z')
                || (unit >= 'a' && unit <= 'z')
                || "-._~".indexOf(unit) >= 0;
    }
}
