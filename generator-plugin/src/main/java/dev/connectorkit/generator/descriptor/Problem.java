package dev.connectorkit.generator.descriptor;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Something in a descriptor that its author has to change.
 *
 * @param file  the descriptor's name, such as {@code connector.yaml}
 * @param path  the value in question, such as {@code settings.port.default}; in parentheses where it is no value
 * @param text  what was found, and what to do; one line
 */
public record Problem(String file, Place place, String path, String text) {
    /** The order of the file. */
    public static final Comparator<Problem> IN_FILE_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.place().line())
            .thenComparing(problem -> problem.place().column())
            .thenComparing(Problem::path)
            .thenComparing(Problem::text);

    public Problem {
        requireNonNull(file, "file");
        requireNonNull(place, "place");
        requireNonNull(path, "path");
        requireNonNull(text, "text");
    }

    /** {@code connector.yaml:LINE:COLUMN path: text}. */
    @Override
    public String toString() {
        return file + ":" + place.line() + ":" + place.column() + " " + path + ": " + text;
    }
}
