package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The skeletons that were ever made in a project. It is committed, so that no run anywhere makes one a second time.
 *
 * @param format    of this file
 * @param skeletons by path
 * @param without   the committed files that its author does without; null, and left out of the file, if there are none
 */
record SkeletonManifest(
        int format, List<Entry> skeletons, @Nullable List<String> without) {
    private static final int FORMAT = 1;

    static final SkeletonManifest EMPTY = new SkeletonManifest(FORMAT, List.of(), null);

    SkeletonManifest {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format " + format + " is that of another version of the kit");
        }
        skeletons = requireNonNull(skeletons, "skeletons").stream()
                .sorted(Comparator.comparing(Entry::path))
                .toList();
        without = without == null || without.isEmpty()
                ? null
                : without.stream().distinct().sorted().toList();
    }

    /**
     * A skeleton that was made.
     *
     * @param path            where, below the project's folder
     * @param template        of which
     * @param templateVersion of that template then
     * @param sha256          of the text as first rendered, which is kept below {@code base}
     * @param stream          that it is for; null, and left out of the file, if it is for none
     * @param accepted        true if its author said that it is to be gone, or to stay; else left out of the file
     */
    record Entry(
            String path,
            String template,
            int templateVersion,
            String sha256,
            @Nullable String stream,
            @Nullable Boolean accepted) {
        Entry {
            requireNonNull(path, "path");
            requireNonNull(template, "template");
            requireNonNull(sha256, "sha256");
        }

        private Entry asAccepted() {
            return new Entry(path, template, templateVersion, sha256, stream, true);
        }
    }

    /** The same, but for these, of which the author has said that they are as they should be. */
    SkeletonManifest accepting(Set<String> paths) {
        return new SkeletonManifest(
                format,
                skeletons.stream()
                        .map(entry -> paths.contains(entry.path()) ? entry.asAccepted() : entry)
                        .toList(),
                without);
    }

    /** The same, but for these committed files, which the author does without. */
    SkeletonManifest doingWithout(List<String> paths) {
        return new SkeletonManifest(
                format,
                skeletons,
                Stream.concat(doneWithout().stream(), paths.stream()).toList());
    }

    /** Committed files that the author does without. */
    Set<String> doneWithout() {
        return without == null ? Set.of() : Set.copyOf(without);
    }

    boolean knows(String path) {
        return skeletons.stream().anyMatch(entry -> entry.path().equals(path));
    }

    SkeletonManifest with(List<Entry> more) {
        return new SkeletonManifest(
                format, Stream.concat(skeletons.stream(), more.stream()).toList(), without);
    }
}
