package dev.connectorkit.generator.output;

import dev.connectorkit.generator.emit.DerivedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Derived files on disk. What another program put into their folders stays: only files of the own manifest are removed. */
final class DerivedOutput {
    private static final String REMEDY = "delete it, and run the build again";

    private final OutputLayout layout;

    DerivedOutput(OutputLayout layout) {
        this.layout = layout;
    }

    record Changes(List<Path> written, int unchanged, List<Path> removed) {}

    Changes write(List<DerivedFile> files) {
        DerivedManifest before = Json.read(layout.derivedManifest(), DerivedManifest.class, REMEDY)
                .orElse(DerivedManifest.EMPTY);
        DerivedManifest now =
                new DerivedManifest(paths(files, DerivedFile.Kind.SOURCE), paths(files, DerivedFile.Kind.RESOURCE));
        List<Path> removed = Stream.concat(
                        remove(DerivedFile.Kind.SOURCE, before.sources(), now.sources()),
                        remove(DerivedFile.Kind.RESOURCE, before.resources(), now.resources()))
                .toList();
        List<Path> written = new ArrayList<>();
        for (DerivedFile file : files) {
            Path path = OutputLayout.inside(layout.folder(file.kind()), file.path());
            if (FileUpdate.write(path, file.text())) {
                written.add(path);
            }
        }
        FileUpdate.write(layout.derivedManifest(), Json.text(now));
        return new Changes(written, files.size() - written.size(), removed);
    }

    List<Difference> differences(List<DerivedFile> files) {
        DerivedManifest before = Json.read(layout.derivedManifest(), DerivedManifest.class, REMEDY)
                .orElse(DerivedManifest.EMPTY);
        List<Difference> differences = new ArrayList<>();
        for (DerivedFile file : files) {
            Path path = OutputLayout.inside(layout.folder(file.kind()), file.path());
            String old = Files.exists(path) ? FileUpdate.read(path) : "";
            if (!old.equals(file.text())) {
                differences.add(Difference.between(file.path(), old, file.text(), Files.exists(path)));
            }
        }
        Stream.concat(
                        before.sources().stream().filter(path -> !paths(files, DerivedFile.Kind.SOURCE)
                                .contains(path)),
                        before.resources().stream().filter(path -> !paths(files, DerivedFile.Kind.RESOURCE)
                                .contains(path)))
                .forEach(path -> differences.add(new Difference(path, Difference.Change.REMOVE, "", "")));
        return differences;
    }

    private static List<String> paths(List<DerivedFile> files, DerivedFile.Kind kind) {
        return files.stream()
                .filter(file -> file.kind() == kind)
                .map(DerivedFile::path)
                .sorted()
                .toList();
    }

    private Stream<Path> remove(DerivedFile.Kind kind, List<String> before, List<String> now) {
        Path folder = layout.folder(kind).toAbsolutePath().normalize();
        return before.stream()
                .filter(path -> !now.contains(path))
                .map(path -> OutputLayout.inside(folder, path))
                .filter(file -> FileUpdate.remove(folder, file));
    }
}
