package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.PlainJson;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.DateType;
import dev.connectorkit.runtime.schema.ValueType.TimeType;
import java.io.IOException;

/** Reads a date, a time or a date-time and puts something else in the place of one that cannot be read. */
final class DateReader extends PropertyReader {
    private static final int YEAR_DIGITS = 4;

    private final ValueType type;
    private final DateTimeErrors errors;

    DateReader(
            ObjectPlan.Column column,
            int position,
            boolean isKey,
            RecordRules.PropertyRules rules,
            DateTimeErrors errors) {
        super(column.name(), column.property(), position, isKey, rules);
        this.type = column.property().type();
        this.errors = errors;
    }

    static boolean reads(ValueType type) {
        return type instanceof DateTimeType || type instanceof DateType || type instanceof TimeType;
    }

    @Override
    void read(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record) throws IOException {
        try {
            super.read(token, parser, line, offset, record);
        } catch (RecordException e) {
            if (e.rule() != InvalidRule.BAD_DATE) {
                throw e;
            }
        }
        if (isReplaced(record)) {
            replace(record);
        }
    }

    @Override
    int readPlain(int at, RecordBuffer record) {
        int end = super.readPlain(at, record);
        return end >= 0 && !isReplaced(record) ? end : PlainJson.DOUBT;
    }

    @Override
    boolean takePlain(ValueKind kind, int start, int length, RecordBuffer record) {
        return super.takePlain(kind, start, length, record) && !isReplaced(record);
    }

    private boolean isReplaced(RecordBuffer record) {
        return record.record().kind(position()) == ValueKind.STRING && !isReadable(record.record());
    }

    private boolean isReadable(StreamRecord record) {
        byte[] data = record.data();
        int offset = record.offset(position());
        int length = record.length(position());
        long value = type instanceof DateTimeType
                ? DateTimes.microsOfDateTime(data, offset, length)
                : type instanceof DateType
                        ? DateTimes.dayOfDate(data, offset, length)
                        : DateTimes.microsOfTime(data, offset, length);
        return value != DateTimes.INVALID;
    }

    private void replace(RecordBuffer record) {
        if (errors == DateTimeErrors.NULL && !isKey()) {
            record.put(position(), ValueKind.NULL);
            return;
        }
        int years = errors == DateTimeErrors.CLAMP && !(type instanceof TimeType) ? yearsBeyond(record.record()) : 0;
        if (years == 0) {
            throw new RecordException(
                    InvalidRule.BAD_DATE,
                    "property \"%s\" is no %s that datetime_errors could replace"
                            .formatted(path(), type instanceof TimeType ? "time" : "date"));
        }
        boolean isDay = type instanceof DateType;
        record.put(
                position(),
                ValueKind.STRING,
                years > 0
                        ? isDay ? "9999-12-31" : "9999-12-31T23:59:59.999999Z"
                        : isDay ? "0001-01-01" : "0001-01-01T00:00:00Z");
    }

    /** Below 0 where the year is 0 or has a minus, above 0 where it has more than four digits, else 0. */
    private int yearsBeyond(StreamRecord record) {
        byte[] data = record.data();
        int at = record.offset(position());
        int end = at + record.length(position());
        int sign = at < end && data[at] == '-' ? -1 : 1;
        if (at < end && (data[at] == '-' || data[at] == '+')) {
            at++;
        }
        int year = at;
        boolean isZero = true;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            isZero &= data[at++] == '0';
        }
        int digits = at - year;
        if (digits < YEAR_DIGITS || at == end || data[at] != '-') {
            return 0;
        }
        return sign < 0 || isZero ? -1 : digits > YEAR_DIGITS ? 1 : 0;
    }
}
