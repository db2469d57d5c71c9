package dev.connectorkit.generator.output;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run did.
 *
 * @param written   derived files that were new or had another content
 * @param unchanged the number of derived files that were left as they were
 * @param removed   derived files that an earlier run made, and this one no longer makes
 * @param skeletons the skeletons that were made, which are the author's from now on
 * @param committed the files that were made to be committed beside the descriptor, by path below the project's folder
 */
public record GenerationResult(
        List<Path> written, int unchanged, List<Path> removed, List<Path> skeletons, List<String> committed) {
    public GenerationResult {
        written = List.copyOf(written);
        removed = List.copyOf(removed);
        skeletons = List.copyOf(skeletons);
        committed = List.copyOf(committed);
    }

    /** One line for people. */
    public String summary() {
        return "derived files: %d written, %d unchanged, %d removed; skeletons made: %d"
                .formatted(written.size(), unchanged, removed.size(), skeletons.size());
    }
}
