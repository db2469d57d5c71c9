package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A batch whose COMMIT was sent and never answered: it may be in the table or not. The database is asked before the batch is
 * sent again.
 *
 * @param transactionId what the database calls the transaction, if it has told
 * @param merged        rows of the batch that later ones replaced
 */
record CommitDoubt(String batchId, Optional<String> transactionId, int merged) {
    CommitDoubt {
        requireNonNull(batchId, "batchId");
        requireNonNull(transactionId, "transactionId");
    }
}
