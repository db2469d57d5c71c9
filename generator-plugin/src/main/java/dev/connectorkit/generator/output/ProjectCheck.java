package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.DerivedFile;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.emit.SkeletonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells where a project has drifted from its descriptor. Used for one run, by one thread. */
public final class ProjectCheck {
    private static final String GONE =
            ": is gone, or was never written; run mvn connector:docs and commit it or, if it is not needed, say so once by mvn connector:check -Dconnector.accept";

    private final OutputLayout layout;
    private final boolean release;
    private final boolean accept;

    /**
     * A check that touches nothing but, if asked for, the manifest.
     *
     * @param release whether lines that are still to be replaced are a problem
     * @param accept  whether skeletons that are gone, or left over, and committed files that are gone are noted to be as they
     *     should
     */
    public ProjectCheck(OutputLayout layout, boolean release, boolean accept) {
        this.layout = layout;
        this.release = release;
        this.accept = accept;
    }

    /**
     * Gives each problem with its place and what to do.
     *
     * @throws OutputException if the manifest is damaged
     */
    public List<String> problems(List<GeneratedFile> files, List<CommittedFile> committed) {
        List<String> problems = new ArrayList<>();
        problems.addAll(derived(OutputWriter.only(DerivedFile.class, files)));
        problems.addAll(committed(committed));
        problems.addAll(strays(files));
        if (release) {
            problems.addAll(marks());
        }
        return problems;
    }

    /** Before the first build, and after mvn clean, there are none that could differ. */
    private List<String> derived(List<DerivedFile> files) {
        if (!Files.exists(layout.derivedManifest())) {
            return List.of();
        }
        return new DerivedOutput(layout)
                .differences(files).stream()
                        .map(
                                difference -> difference.path()
                                        + ": derived code is gone, or is not what connector.yaml gives; run mvn connector:generate")
                        .toList();
    }

    private List<String> committed(List<CommittedFile> committed) {
        CommittedOutput output = new CommittedOutput(layout);
        Map<Boolean, List<Difference>> differences = output.differences(committed).stream()
                .collect(Collectors.partitioningBy(difference -> difference.change() == Difference.Change.MAKE));
        List<Difference> missing = differences.getOrDefault(true, List.of());
        if (accept && !missing.isEmpty()) {
            output.doWithout(missing.stream().map(Difference::path).toList());
            missing = List.of();
        }
        return Stream.concat(
                        missing.stream().map(difference -> difference.path() + GONE),
                        differences.getOrDefault(false, List.of()).stream()
                                .map(
                                        difference -> difference.path()
                                                + ": differs from what connector.yaml gives: it is stale, or was edited by hand; run mvn connector:docs and commit it"))
                .toList();
    }

    private List<String> strays(List<GeneratedFile> files) {
        SkeletonOutput skeletons = new SkeletonOutput(layout);
        List<SkeletonOutput.Stray> strays = skeletons.strays(OutputWriter.only(SkeletonFile.class, files));
        if (accept && !strays.isEmpty()) {
            skeletons.accept(strays);
            return List.of();
        }
        return strays.stream().map(SkeletonOutput.Stray::problem).toList();
    }

    private List<String> marks() {
        Path sources = layout.project().resolve("src");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(file -> marks(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(sources + " could not be read", e);
        }
    }

    private List<String> marks(Path file) {
        List<String> marks = new ArrayList<>();
        int number = 0;
        for (String line : new String(bytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (line.contains(SkeletonFile.MARK)) {
                marks.add(
                        "%s:%d: is still as connector:generate made it; replace the marked lines before a release, or build a SNAPSHOT"
                                .formatted(layout.project().relativize(file), number));
            }
        }
        return marks;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }
}
