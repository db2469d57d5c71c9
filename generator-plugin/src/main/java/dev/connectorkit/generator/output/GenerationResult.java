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
 */
public record GenerationResult(List<Path> written, int unchanged, List<Path> removed, List<Path> skeletons) {
    public GenerationResult {
        written = List.copyOf(written);
        removed = List.copyOf(removed);
        skeletons = List.copyOf(skeletons);
    }

    /** One line for people. */
    public String summary() {
        return "derived files: %d written, %d unchanged, %d removed; skeletons made: %d"
                .formatted(written.size(), unchanged, removed.size(), skeletons.size());
    }
}
