package dev.connectorkit.generator.emit;

import static java.util.Objects.requireNonNull;

/**
 * A file that belongs to the generator: below {@code target}, made anew by each run, never edited, never committed.
 *
 * @param path below the folder for its kind
 */
public record DerivedFile(Kind kind, String path, String text) implements GeneratedFile {
    /** Which of the two folders for derived files it goes to. */
    public enum Kind {
        SOURCE,
        RESOURCE
    }

    public DerivedFile {
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
        requireNonNull(text, "text");
    }
}
