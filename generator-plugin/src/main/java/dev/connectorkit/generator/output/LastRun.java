package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Remembers what the last run read and wrote, so that a run with the same input is over before it begins. Kept below {@code
 * target}. Used for one run, by one thread.
 */
public final class LastRun {
    private static final String REMEDY = "delete it, and run the build again";

    private final OutputLayout layout;
    private final Path descriptor;
    private final String versions;

    /** @param versions of the connector and of the kit, which are input too */
    public LastRun(OutputLayout layout, Path descriptor, String versions) {
        this.layout = layout;
        this.descriptor = descriptor;
        this.versions = versions;
    }

    /**
     * What a build has to know of the connector.
     *
     * @param name      of the connector
     * @param mainClass its entry point
     */
    public record Facts(String name, String mainClass) {
        public Facts {
            requireNonNull(name, "name");
            requireNonNull(mainClass, "mainClass");
        }
    }

    /** @param digest of all input and output */
    record Memory(String digest, Facts facts) {
        Memory {
            requireNonNull(digest, "digest");
            requireNonNull(facts, "facts");
        }
    }

    /** The facts, if nothing that was read or written has changed since; empty if there has to be a run. */
    public Optional<Facts> facts() {
        return Json.read(file(), Memory.class, REMEDY)
                .filter(memory -> memory.digest().equals(digest()))
                .map(Memory::facts);
    }

    /** Notes that a run has just ended with these facts, and gives them. */
    public Facts remember(Facts facts) {
        FileUpdate.write(file(), Json.text(new Memory(digest(), facts)));
        return facts;
    }

    private Path file() {
        return layout.derivedManifest().resolveSibling("last-run.json");
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(versions.getBytes(StandardCharsets.UTF_8));
            DerivedManifest derived = Json.read(layout.derivedManifest(), DerivedManifest.class, REMEDY)
                    .orElse(DerivedManifest.EMPTY);
            Stream.of(
                            Stream.of(descriptor, layout.derivedManifest(), layout.skeletonManifest()),
                            derived.sources().stream().map(path -> OutputLayout.inside(layout.derivedSources(), path)),
                            derived.resources().stream()
                                    .map(path -> OutputLayout.inside(layout.derivedResources(), path)))
                    .flatMap(files -> files)
                    .forEach(file -> update(digest, file));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, Path file) {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            digest.update((byte) (Files.exists(file) ? 1 : 0));
            digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
