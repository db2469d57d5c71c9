package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.generator.emit.DerivedFile;
import java.nio.file.Path;

/**
 * Where the files of a connector go.
 *
 * @param project          the connector's project
 * @param derivedSources   for derived Java, which the build compiles
 * @param derivedResources for derived resources, which the build packages
 * @param derivedManifest  the file that remembers which derived files the last run made
 */
public record OutputLayout(Path project, Path derivedSources, Path derivedResources, Path derivedManifest) {
    public OutputLayout {
        requireNonNull(project, "project");
        requireNonNull(derivedSources, "derivedSources");
        requireNonNull(derivedResources, "derivedResources");
        requireNonNull(derivedManifest, "derivedManifest");
    }

    Path folder(DerivedFile.Kind kind) {
        return switch (kind) {
            case SOURCE -> derivedSources;
            case RESOURCE -> derivedResources;
        };
    }

    /** The committed list of skeletons. */
    Path skeletonManifest() {
        return project.resolve(".connectorkit/manifest.json");
    }

    /** The committed original of a skeleton, from which a later kit can merge. */
    Path skeletonBase(String path) {
        return inside(project.resolve(".connectorkit/base"), path);
    }

    /** The path below the folder; one that leads out of it is a fault of an emitter or a forged manifest. */
    static Path inside(Path folder, String path) {
        Path root = folder.toAbsolutePath().normalize();
        Path inside = root.resolve(path).normalize();
        if (!inside.startsWith(root) || inside.equals(root)) {
            throw new IllegalArgumentException(path + " leads out of " + folder);
        }
        return inside;
    }
}
