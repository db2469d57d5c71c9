package dev.connectorkit.runtime.session;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.session.InvalidRecordSettings.Action;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of records that cannot be loaded, and when they are too many. Guarded by the session's monitor. */
final class InvalidRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InvalidRecords.class);
    private static final long RECORDS_BETWEEN_LOOKS = 10_000;

    private final InvalidRecordSettings settings;
    private final Set<String> told = new HashSet<>();
    private final Supplier<DeadLetters> opening;
    private @Nullable DeadLetters letters;
    private boolean unsynced;
    private long read;
    private long rejected;

    /** Opens the place for dead letters when there is one to keep. */
    InvalidRecords(InvalidRecordSettings settings, Supplier<DeadLetters> opening) {
        this.settings = settings;
        this.opening = opening;
    }

    /** Sets the record aside as its rule says, or throws the reason. */
    void reject(RecordException reason, long line, String stream, Supplier<String> text) {
        Action action = settings.actions().getOrDefault(reason.rule(), Action.FAIL);
        if (action == Action.FAIL) {
            throw reason.at(line, stream);
        }
        if (action == Action.DEAD_LETTER) {
            letters().append(reason, line, stream, text.get());
            unsynced = true;
        }
        if (told.add(stream + '\n' + reason.rule())) {
            LOG.atWarn()
                    .addKeyValue("row_type", "RECORD")
                    .addKeyValue("stream", stream)
                    .log(
                            "line {}, stream \"{}\": {}; the record is {}, and further ones by this rule are not told"
                                    + " of",
                            line,
                            stream,
                            reason.getMessage(),
                            action == Action.SKIP ? "skipped" : "set aside in " + letters());
        }
        rejected++;
        if (rejected > settings.maxRecords()) {
            throw tooMany("max_invalid_records (" + settings.maxRecords() + ")");
        }
    }

    void countRead() {
        if (++read % RECORDS_BETWEEN_LOOKS == 0) {
            requireFew();
        }
    }

    /** Compares with the percentage that the run bears. */
    void requireFew() {
        BigDecimal borne = settings.maxPercent().multiply(BigDecimal.valueOf(read));
        if (BigDecimal.valueOf(100 * rejected).compareTo(borne) > 0) {
            throw tooMany("max_invalid_records (" + settings.maxPercent().toPlainString() + "%)");
        }
    }

    boolean hasUnsynced() {
        return unsynced;
    }

    void sync() {
        if (unsynced) {
            letters().sync();
            unsynced = false;
        }
    }

    @Override
    public void close() {
        sync();
        Optional.ofNullable(letters).ifPresent(DeadLetters::close);
    }

    private DeadLetters letters() {
        DeadLetters open = letters;
        if (open == null) {
            open = opening.get();
            letters = open;
        }
        return open;
    }

    private MessageException tooMany(String limit) {
        return new MessageException(
                ErrorCode.TOO_MANY_INVALID,
                "%d of %d records are invalid, more than %s; look at them before raising it"
                        .formatted(rejected, read, limit));
    }
}
