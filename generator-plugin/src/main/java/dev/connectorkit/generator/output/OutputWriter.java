package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.DerivedFile;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.emit.SkeletonFile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what was generated, by the rules of ownership: a derived file is the generator's and follows the descriptor, a
 * skeleton is made once and then belongs to the connector's author, and committed files are made by the very first run, so that
 * a new project has them, and by connector:docs from then on. Used for one run, by one thread.
 */
public final class OutputWriter {
    private final DerivedOutput derived;
    private final SkeletonOutput skeletons;
    private final CommittedOutput committed;
    private final boolean frozen;

    /** @param frozen whether nothing may be written but derived files, as on a build server */
    public OutputWriter(OutputLayout layout, boolean frozen) {
        this.derived = new DerivedOutput(layout);
        this.skeletons = new SkeletonOutput(layout);
        this.committed = new CommittedOutput(layout);
        this.frozen = frozen;
    }

    /**
     * Brings the project up to the files given. A second call with the same files changes nothing.
     *
     * @throws OutputException if a manifest is damaged, or a skeleton would have to be made and nothing may be written
     */
    public GenerationResult write(List<GeneratedFile> files, List<CommittedFile> committedFiles) {
        List<SkeletonFile> missing = skeletons.missing(only(SkeletonFile.class, files));
        if (frozen && missing.stream().anyMatch(skeletons::isNotOnDisk)) {
            throw new OutputException(skeletons.frozenMessage(missing));
        }
        DerivedOutput.Changes changes = derived.write(only(DerivedFile.class, files));
        List<Difference> first = frozen || !skeletons.isFirst() ? List.of() : committed.make(committedFiles);
        return new GenerationResult(
                changes.written(),
                changes.unchanged(),
                changes.removed(),
                frozen ? List.of() : skeletons.make(missing),
                first.stream().map(Difference::path).toList());
    }

    /** What {@link #write} would do. */
    public List<Difference> differences(List<GeneratedFile> files) {
        return Stream.concat(
                        derived.differences(only(DerivedFile.class, files)).stream(),
                        skeletons.missing(only(SkeletonFile.class, files)).stream()
                                .filter(skeletons::isNotOnDisk)
                                .map(skeleton -> Difference.between(skeleton.path(), "", skeleton.text(), false)))
                .toList();
    }

    static <T extends GeneratedFile> List<T> only(Class<T> kind, List<GeneratedFile> files) {
        return files.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
