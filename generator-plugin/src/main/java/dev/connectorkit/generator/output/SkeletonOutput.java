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

    /** Those that the manifest does not know. One that it knows was made, whatever its author did with it since. */
    List<SkeletonFile> missing(List<SkeletonFile> skeletons) {
        return skeletons.stream()
                .filter(skeleton -> !manifest.knows(skeleton.path()))
                .toList();
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
        if (missing.isEmpty()) {
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
                skeleton.stream().orElse(null));
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
