package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.CommittedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Committed files on disk: of a file with markers only what stands between them is touched. */
public final class CommittedOutput {
    private static final String REMEDY = "take it from version control, where it belongs";

    private final OutputLayout layout;
    private final SkeletonManifest manifest;

    public CommittedOutput(OutputLayout layout) {
        this.layout = layout;
        this.manifest = Json.read(layout.skeletonManifest(), SkeletonManifest.class, REMEDY)
                .orElse(SkeletonManifest.EMPTY);
    }

    /**
     * Those that are missing, stale or edited. A README without the markers has asked for no table, and is none of them; nor
     * is a file that the author does without.
     */
    public List<Difference> differences(List<CommittedFile> files) {
        return files.stream()
                .filter(file -> !manifest.doneWithout().contains(file.path()))
                .flatMap(file -> difference(file).stream())
                .toList();
    }

    /** Writes those that are missing, and gives them. */
    List<Difference> make(List<CommittedFile> files) {
        List<Difference> missing = differences(files).stream()
                .filter(difference -> difference.change() == Difference.Change.MAKE)
                .toList();
        missing.forEach(this::write);
        return missing;
    }

    /** Notes that the author does without these. */
    void doWithout(List<String> paths) {
        FileUpdate.write(layout.skeletonManifest(), Json.text(manifest.doingWithout(paths)));
    }

    /** Writes those that differ, and gives them. */
    public List<Difference> write(List<CommittedFile> files) {
        List<Difference> differences = differences(files);
        differences.forEach(this::write);
        return differences;
    }

    private void write(Difference difference) {
        FileUpdate.write(OutputLayout.inside(layout.project(), difference.path()), difference.after());
    }

    private Optional<Difference> difference(CommittedFile file) {
        Optional<String> before = read(OutputLayout.inside(layout.project(), file.path()));
        Optional<String> after =
                switch (file.kind()) {
                    case WHOLE -> Optional.of(file.text());
                    case BETWEEN_MARKERS -> before.flatMap(text -> between(text, file.text()));
                };
        return after.filter(text -> !before.equals(Optional.of(text)))
                .map(text -> Difference.between(
                        file.path(),
                        before.orElse(""),
                        text,
                        before.filter(old -> isWritten(file, old)).isPresent()));
    }

    /** Markers with nothing between them ask for what has not been written yet. */
    private static boolean isWritten(CommittedFile file, String text) {
        return file.kind() == CommittedFile.Kind.WHOLE
                || !text.substring(
                                text.indexOf(CommittedFile.BEGIN) + CommittedFile.BEGIN.length(),
                                text.indexOf(CommittedFile.END))
                        .isBlank();
    }

    private static Optional<String> between(String text, String part) {
        int begin = text.indexOf(CommittedFile.BEGIN);
        int end = text.indexOf(CommittedFile.END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            return Optional.empty();
        }
        return Optional.of(
                text.substring(0, begin + CommittedFile.BEGIN.length()) + "\n\n" + part + "\n" + text.substring(end));
    }

    /** A checkout may have the line ends of its system. */
    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).replace("\r\n", "\n")) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
