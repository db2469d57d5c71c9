package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How objects become columns, by the settings of the Singer SDK (singer_sdk/helpers/_flattening.py).
 *
 * @param maxDepth     levels of objects whose properties become columns, at least 1
 * @param separator    what stands between the names of an object and of its property
 * @param maxKeyLength a name of so many characters or more is abbreviated
 */
public record Flattening(int maxDepth, String separator, int maxKeyLength) {
    private static final Pattern WORD_START = Pattern.compile("(?:^|_)(.)");
    private static final Pattern LOWER_CASE = Pattern.compile("[a-z]");
    private static final int CUT_NAME_LENGTH = 3;

    public Flattening {
        requireNonNull(separator, "separator");
    }

    /**
     * Reads the settings; a depth of 0 flattens nothing, as in the SDK.
     *
     * @throws SettingsException if the depth is missing or below 0
     */
    static Optional<Flattening> from(Settings settings) {
        if (!settings.flag("flattening_enabled")) {
            return Optional.empty();
        }
        if (!settings.has("flattening_max_depth")) {
            throw problem(
                    "flattening_max_depth is required when flattening_enabled is true; 1 flattens the first level");
        }
        long depth = settings.integer("flattening_max_depth");
        long length = settings.integer("flattening_max_key_length");
        if (depth < 0 || length < 1) {
            throw problem(
                    depth < 0
                            ? "setting \"flattening_max_depth\" has to be 0 or more"
                            : "setting \"flattening_max_key_length\" has to be 1 or more");
        }
        return depth == 0
                ? Optional.empty()
                : Optional.of(new Flattening(
                        (int) Math.min(depth, Integer.MAX_VALUE), settings.string("flattening_separator"), (int)
                                Math.min(length, Integer.MAX_VALUE)));
    }

    /**
     * The column of a property, {@code user__address__city}; while that is too long, its parts are abbreviated from the
     * first on: to the initials of their words, or to three letters where that leaves one or none.
     */
    String column(List<String> path) {
        List<String> parts = new ArrayList<>(path);
        for (int i = 0; i < parts.size() && length(parts) >= maxKeyLength; i++) {
            parts.set(i, abbreviate(parts.get(i)));
        }
        return String.join(separator, parts);
    }

    private int length(List<String> parts) {
        String name = String.join(separator, parts);
        return name.codePointCount(0, name.length());
    }

    private static String abbreviate(String name) {
        String camelCase = WORD_START
                .matcher(name)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
        String initials = LOWER_CASE.matcher(camelCase).replaceAll("");
        String cut = name.substring(
                0, name.offsetByCodePoints(0, Math.min(CUT_NAME_LENGTH, name.codePointCount(0, name.length()))));
        return (initials.codePointCount(0, initials.length()) > 1 ? initials : cut).toLowerCase(Locale.ROOT);
    }

    private static SettingsException problem(String text) {
        return new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + text);
    }
}
