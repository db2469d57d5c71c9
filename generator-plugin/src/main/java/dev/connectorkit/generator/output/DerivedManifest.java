package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The derived files that a run made.
 *
 * @param sources   paths below the folder for sources, sorted
 * @param resources paths below the folder for resources, sorted
 */
record DerivedManifest(List<String> sources, List<String> resources) {
    static final DerivedManifest EMPTY = new DerivedManifest(List.of(), List.of());

    DerivedManifest {
        sources = List.copyOf(requireNonNull(sources, "sources"));
        resources = List.copyOf(requireNonNull(resources, "resources"));
    }
}
