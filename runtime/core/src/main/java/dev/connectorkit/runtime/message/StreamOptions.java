package dev.connectorkit.runtime.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a SCHEMA message says beside the Singer specification: Mage's keys, and {@code bookmark_properties} of the
 * specification itself (mage_integrations/destinations/base.py, {@code process_schema}).
 *
 * @param uniqueConstraints      columns that decide which row a record concerns, instead of the key properties; may be empty
 * @param uniqueConflictMethod   what happens to a row that is there already
 * @param replicationMethod      as the tap names it, such as {@code INCREMENTAL}
 * @param partitionKeys          columns that a destination may partition its tables by
 * @param disableColumnTypeCheck whether the stream's records are to be loaded without validation
 * @param bookmarkProperties     columns that the tap's bookmarks are made of
 */
public record StreamOptions(
        List<String> uniqueConstraints,
        Optional<ConflictMethod> uniqueConflictMethod,
        Optional<String> replicationMethod,
        List<String> partitionKeys,
        boolean disableColumnTypeCheck,
        List<String> bookmarkProperties) {
    public static final StreamOptions NONE =
            new StreamOptions(List.of(), Optional.empty(), Optional.empty(), List.of(), false, List.of());

    /** What an upsert does to a row that is there already. */
    public enum ConflictMethod {
        UPDATE,
        IGNORE
    }

    public StreamOptions {
        uniqueConstraints = List.copyOf(uniqueConstraints);
        requireNonNull(uniqueConflictMethod, "uniqueConflictMethod");
        requireNonNull(replicationMethod, "replicationMethod");
        partitionKeys = List.copyOf(partitionKeys);
        bookmarkProperties = List.copyOf(bookmarkProperties);
    }
}
