package dev.connectorkit.generator.emit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A file that belongs to the connector's author: made once, below {@code src}, never overwritten, never made again.
 *
 * @param path            below the project's folder
 * @param template        that it was made of, such as {@code skeletons/for-target/Sink.java}
 * @param templateVersion of that template, raised with each change to it
 * @param stream          that it is for, if it is for one
 */
public record SkeletonFile(String path, String text, String template, int templateVersion, Optional<String> stream)
        implements GeneratedFile {
    /** Marks, in a comment, each line that an author has to replace before a release. */
    public static final String MARK = "connectorkit:skeleton";

    public SkeletonFile {
        requireNonNull(path, "path");
        requireNonNull(text, "text");
        requireNonNull(template, "template");
        requireNonNull(stream, "stream");
    }
}
