package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.SkeletonFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Skeletons on disk, and the committed manifest that knows each one ever made. */
final class SkeletonOutput {
    private static final String REMEDY = "take it from version control, where it belongs";

    private final OutputLayout layout;
    private final SkeletonManifest manifest;

    SkeletonOutput(OutputLayout layout) {
        this.layout = layout;
        this.manifest = Json.read(layout.skeletonManifest(), SkeletonManifest.class, REMEDY)
                .orElse(SkeletonManifest.EMPTY);
    }

    /** Whether no build has written to the project before. */
    boolean isFirst() {
        return !Files.exists(layout.skeletonManifest());
    }

    /** Those that the manifest does not know. One that it knows was made, whatever its author did with it since. */
    List<SkeletonFile> missing(List<SkeletonFile> skeletons) {
        return skeletons.stream()
                .filter(skeleton -> !manifest.knows(skeleton.path()))
                .toList();
    }

    /** What is known of skeletons and does not fit what is on disk, or what the descriptor asks for. */
    List<Stray> strays(List<SkeletonFile> skeletons) {
        Set<String> wanted = skeletons.stream().map(SkeletonFile::path).collect(Collectors.toSet());
        return manifest.skeletons().stream()
                .filter(entry -> entry.accepted() == null)
                .flatMap(entry -> stray(entry, wanted.contains(entry.path())).stream())
                .toList();
    }

    /** Notes that these are as they should be. */
    void accept(List<Stray> strays) {
        Set<String> paths = strays.stream().map(Stray::path).collect(Collectors.toSet());
        FileUpdate.write(layout.skeletonManifest(), Json.text(manifest.accepting(paths)));
    }

    /** A skeleton that is gone although it is wanted, or there although it is not; {@code problem} says so, and what to do. */
    record Stray(String path, String problem) {}

    private Optional<Stray> stray(SkeletonManifest.Entry entry, boolean wanted) {
        String path = entry.path();
        boolean there = Files.exists(OutputLayout.inside(layout.project(), path), LinkOption.NOFOLLOW_LINKS);
        if (wanted && !there) {
            return Optional.of(
                    new Stray(
                            path,
                            path
                                    + ": was made by connector:generate and is gone; take it from version control or, if it was renamed or is not needed, say so once by mvn connector:check -Dconnector.accept"));
        }
        if (!wanted && there) {
            String what = entry.stream() == null
                    ? "the descriptor"
                    : "stream \"" + entry.stream() + "\", which the descriptor";
            return Optional.of(
                    new Stray(
                            path,
                            path + ": was made for what " + what
                                    + " no longer has; delete it or, if it is still of use, say so once by mvn connector:check -Dconnector.accept"));
        }
        return Optional.empty();
    }

    boolean isNotOnDisk(SkeletonFile skeleton) {
        return !Files.exists(path(skeleton), LinkOption.NOFOLLOW_LINKS);
    }

    String frozenMessage(List<SkeletonFile> missing) {
        return missing.stream()
                        .filter(this::isNotOnDisk)
                        .map(SkeletonFile::path)
                        .collect(Collectors.joining(", ", "not made, since this build may not write sources: ", "; "))
                + "run mvn connector:generate where CI is not set, or with -Dconnector.frozen=false, and commit these files and .connectorkit";
    }

    /**
     * Makes them. A file that is there already, such as one that was moved there by hand, is kept and only noted. The
     * manifest comes last, so that a run that is cut off makes the rest the next time.
     */
    List<Path> make(List<SkeletonFile> missing) {
        if (missing.isEmpty() && !isFirst()) {
            return List.of();
        }
        List<Path> made = missing.stream()
                .filter(skeleton -> FileUpdate.create(path(skeleton), skeleton.text()))
                .map(this::path)
                .toList();
        missing.forEach(skeleton -> FileUpdate.write(layout.skeletonBase(skeleton.path()), skeleton.text()));
        SkeletonManifest extended =
                manifest.with(missing.stream().map(SkeletonOutput::entry).toList());
        FileUpdate.write(layout.skeletonManifest(), Json.text(extended));
        return made;
    }

    private Path path(SkeletonFile skeleton) {
        return OutputLayout.inside(layout.project(), skeleton.path());
    }

    private static SkeletonManifest.Entry entry(SkeletonFile skeleton) {
        return new SkeletonManifest.Entry(
                skeleton.path(),
                skeleton.template(),
                skeleton.templateVersion(),
                sha256(skeleton.text()),
                skeleton.stream().orElse(null),
                null);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
