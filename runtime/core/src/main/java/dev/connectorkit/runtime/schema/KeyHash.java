package dev.connectorkit.runtime.schema;

import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import java.math.BigDecimal;
import java.util.List;

/**
 * A hash of the columns that decide which row a record concerns, in the columns' own equality: 1 and 1.0 are one number,
 * equal instants are one date-time whatever their offsets. Records with equal keys have equal hashes; safe for threads.
 */
public final class KeyHash {
    private final int[] positions;
    private final boolean[] isInstant;

    /** A hash over those properties of the stream. */
    public KeyHash(StreamSchema schema, List<String> properties) {
        this.positions = properties.stream().mapToInt(schema::requirePosition).toArray();
        this.isInstant = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            isInstant[i] = schema.properties().get(positions[i]).type() instanceof DateTimeType;
        }
    }

    /** The hash of one record, spread over all bits. */
    public int of(StreamRecord record) {
        int hash = 1;
        for (int i = 0; i < positions.length; i++) {
            hash = 31 * hash + of(record, positions[i], isInstant[i]);
        }
        return hash ^ (hash >>> 16) ^ (hash >>> 8);
    }

    private static int of(StreamRecord record, int position, boolean isInstant) {
        return switch (record.kind(position)) {
            case ABSENT, NULL -> 0;
            case FALSE -> 1;
            case TRUE -> 2;
            case INTEGER -> ofWholeNumber(record, position);
            case DECIMAL -> ofNumber(record.decimal(position));
            case STRING -> isInstant ? ofInstant(record, position) : ofBytes(record, position);
            case JSON -> ofBytes(record, position);
        };
    }

    private static int ofWholeNumber(StreamRecord record, int position) {
        return record.length(position) <= 18
                ? Long.hashCode(record.integer(position))
                : ofNumber(record.decimal(position));
    }

    private static int ofNumber(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        boolean isLong = plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
        return isLong ? Long.hashCode(plain.longValueExact()) : plain.hashCode();
    }

    private static int ofInstant(StreamRecord record, int position) {
        long micros = DateTimes.microsOfDateTime(record.data(), record.offset(position), record.length(position));
        return micros == DateTimes.INVALID ? ofBytes(record, position) : Long.hashCode(micros);
    }

    private static int ofBytes(StreamRecord record, int position) {
        int hash = 1;
        int end = record.offset(position) + record.length(position);
        for (int i = record.offset(position); i < end; i++) {
            hash = 31 * hash + record.data()[i];
        }
        return hash;
    }
}
