package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What becomes of a row whose key is there already.
 *
 * @param firstWins    whether it is passed over, instead of updating what is there
 * @param keepsMissing whether a property that the record does not have keeps what is stored, instead of clearing it
 * @param deletion     the column that is not null in a row which deletes what is there
 */
public record UpsertRules(boolean firstWins, boolean keepsMissing, Optional<String> deletion) {
    public UpsertRules {
        requireNonNull(deletion, "deletion");
    }
}
