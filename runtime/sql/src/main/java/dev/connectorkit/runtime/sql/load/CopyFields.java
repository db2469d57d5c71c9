package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Array;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalInt;

/** Chooses, once a column, how its values become fields of COPY's text format. */
final class CopyFields {
    /** What numeric takes (PostgreSQL manual, 8.1.2). */
    private static final int MAX_WHOLE_DIGITS = 131_072;

    private static final int MAX_FRACTION_DIGITS = 16_383;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private static final byte[] BYTES_PREFIX = {'\\', '\\', 'x'};
    private static final HexFormat HEX = HexFormat.of();

    private final boolean replaceNul;

    /** With {@code replaceNul}, NUL characters become U+FFFD; without, they are refused. */
    CopyFields(boolean replaceNul) {
        this.replaceNul = replaceNul;
    }

    CopyField of(FieldReader reader, ColumnType type) {
        if (type instanceof Text text) {
            return text(reader, text.maxLength());
        }
        if (type instanceof Whole whole) {
            return whole(reader, whole.bits());
        }
        if (type instanceof Decimal decimal) {
            return decimal(reader, decimal);
        }
        if (type instanceof Floating floating) {
            return floating(reader, floating.bits() == 32);
        }
        if (type instanceof Bool) {
            return (record, out) -> {
                out.reserve(1);
                out.put(reader.flag(record) ? 't' : 'f');
            };
        }
        if (type instanceof DateTime dateTime) {
            return dateTime(reader, dateTime);
        }
        if (type instanceof Date) {
            return (record, out) -> {
                reader.day(record);
                putAsSent(record, reader, out);
            };
        }
        if (type instanceof Time time) {
            return (record, out) -> {
                long micros = reader.requireFraction(reader.timeMicros(record), time.fractionDigits());
                out.reserve(TimeText.MAX_BYTES);
                out.end(TimeText.putTime(micros, out.page(), out.at()));
            };
        }
        if (type instanceof Uuid) {
            return (record, out) -> {
                reader.requireUuid(record);
                putAsSent(record, reader, out);
            };
        }
        if (type instanceof Json json) {
            return json(reader, json.parsed());
        }
        if (type instanceof Bytes) {
            return (record, out) -> putBytes(reader.bytes(record), out);
        }
        if (type instanceof Array array) {
            return new CopyArray(reader, array.element(), replaceNul);
        }
        throw new IllegalArgumentException("nothing is loaded into a column of " + type);
    }

    private CopyField text(FieldReader reader, OptionalInt maxLength) {
        int position = reader.position();
        return (record, out) -> {
            ValueKind kind = record.kind(position);
            if (kind == ValueKind.TRUE || kind == ValueKind.FALSE) {
                putFlag(kind, out);
                return;
            }
            if (maxLength.isPresent()) {
                reader.requireLength(record, maxLength.getAsInt());
            }
            if (!CopyText.put(record.data(), record.offset(position), record.length(position), replaceNul, out)) {
                throw reader.nul();
            }
        };
    }

    private static CopyField whole(FieldReader reader, int bits) {
        int position = reader.position();
        int safeLength = new Whole(bits).safeDigits();
        return (record, out) -> {
            int length = record.length(position);
            if (record.kind(position) == ValueKind.INTEGER && length <= safeLength) {
                CopyText.putPlain(record.data(), record.offset(position), length, out);
                return;
            }
            long number = reader.whole(record, bits);
            if (record.kind(position) == ValueKind.INTEGER) {
                putAsSent(record, reader, out);
                return;
            }
            byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
            CopyText.putPlain(digits, 0, digits.length, out);
        };
    }

    private static CopyField decimal(FieldReader reader, Decimal type) {
        if (type.isBounded()) {
            return (record, out) -> {
                reader.requireDecimal(record, type);
                putAsSent(record, reader, out);
            };
        }
        return (record, out) -> {
            reader.requireNumber(record, MAX_WHOLE_DIGITS, MAX_FRACTION_DIGITS);
            putAsSent(record, reader, out);
        };
    }

    private static CopyField floating(FieldReader reader, boolean isFloat) {
        return (record, out) -> {
            reader.requireFloating(record, isFloat);
            putAsSent(record, reader, out);
        };
    }

    private static CopyField dateTime(FieldReader reader, DateTime type) {
        boolean zoned = type.zoned();
        return (record, out) -> {
            long micros = reader.requireFraction(reader.dateTimeMicros(record), type.fractionDigits());
            int position = reader.position();
            if (zoned && TimeText.isReadAlike(record.data(), record.offset(position), record.length(position))) {
                putAsSent(record, reader, out);
                return;
            }
            out.reserve(TimeText.MAX_BYTES);
            out.end(TimeText.putDateTime(micros, zoned, out.page(), out.at()));
        };
    }

    private CopyField json(FieldReader reader, boolean parsed) {
        int position = reader.position();
        CopyJson json = new CopyJson(parsed, replaceNul);
        return (record, out) -> {
            ValueKind kind = record.kind(position);
            boolean isPossible =
                    switch (kind) {
                        case STRING ->
                            json.putString(record.data(), record.offset(position), record.length(position), out);
                        case JSON ->
                            json.putNested(record.data(), record.offset(position), record.length(position), out);
                        case TRUE, FALSE -> {
                            putFlag(kind, out);
                            yield true;
                        }
                        default -> {
                            reader.requireNumber(record, MAX_WHOLE_DIGITS, MAX_FRACTION_DIGITS);
                            putAsSent(record, reader, out);
                            yield true;
                        }
                    };
            if (!isPossible) {
                throw reader.nul();
            }
        };
    }

    /** In hexadecimal digits (PostgreSQL manual, 8.4.1); the backslash before them is one that COPY reads. */
    private static void putBytes(byte[] bytes, Pages out) {
        out.reserve(BYTES_PREFIX.length + 2 * bytes.length);
        for (byte one : BYTES_PREFIX) {
            out.put(one);
        }
        for (byte one : bytes) {
            out.put(HEX.toHighHexDigit(one));
            out.put(HEX.toLowHexDigit(one));
        }
    }

    private static void putFlag(ValueKind kind, Pages out) {
        byte[] text = kind == ValueKind.TRUE ? TRUE : FALSE;
        CopyText.putPlain(text, 0, text.length, out);
    }

    /** Of digits, dates and the like, which have nothing to escape. */
    private static void putAsSent(StreamRecord record, FieldReader reader, Pages out) {
        int position = reader.position();
        CopyText.putPlain(record.data(), record.offset(position), record.length(position), out);
    }
}
