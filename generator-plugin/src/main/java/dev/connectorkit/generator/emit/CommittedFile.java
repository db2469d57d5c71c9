package dev.connectorkit.generator.emit;

import static java.util.Objects.requireNonNull;

/**
 * A file, or a part of one, that is made of the descriptor and committed beside it: for readers and for programs that run the
 * connector. It is written by the first build, and then when its author asks for it.
 *
 * @param path below the project's folder
 * @param kind whether the whole file is the generator's
 * @param text of the whole file, or of what stands between the two markers
 */
public record CommittedFile(String path, Kind kind, String text) {
    /** Stand in a file of which only the lines between them are the generator's. */
    public static final String BEGIN = "<!-- connector:docs begin: made from connector.yaml, not edited here -->";

    /** The end of that part. */
    public static final String END = "<!-- connector:docs end -->";

    /** What of a file is the generator's. */
    public enum Kind {
        WHOLE,
        BETWEEN_MARKERS
    }

    public CommittedFile {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }

    static CommittedFile whole(String path, String text) {
        return new CommittedFile(path, Kind.WHOLE, text);
    }
}
