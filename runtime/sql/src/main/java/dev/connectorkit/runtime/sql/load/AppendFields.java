package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;
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
import java.math.BigInteger;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Chooses, once a column, how its values come to DuckDB's appender: as 64 bits where they fit, else as bytes. */
final class AppendFields {
    private AppendFields() {}

    static AppendField of(FieldReader reader, ColumnType type) {
        if (type instanceof Text) {
            return new TextField(reader);
        }
        if (type instanceof Json) {
            return new JsonField(reader);
        }
        if (type instanceof Whole whole) {
            return whole.bits() > 64 ? new WideField(reader) : whole(reader, whole.bits());
        }
        if (type instanceof Decimal decimal) {
            return decimal(reader, decimal);
        }
        if (type instanceof Floating floating) {
            return floating.bits() == 32
                    ? new BitsField(
                            record -> Float.floatToRawIntBits(reader.shortFloating(record)),
                            (bits, appender) -> appender.append(Float.intBitsToFloat((int) bits)))
                    : new BitsField(
                            record -> Double.doubleToRawLongBits(reader.floating(record)),
                            (bits, appender) -> appender.append(Double.longBitsToDouble(bits)));
        }
        if (type instanceof Bool) {
            return new BitsField(record -> reader.flag(record) ? 1 : 0, (bits, appender) -> appender.append(bits != 0));
        }
        if (type instanceof DateTime) {
            return new BitsField(reader::dateTimeMicros, (bits, appender) -> appender.appendEpochMicros(bits));
        }
        if (type instanceof Date) {
            return new BitsField(reader::day, (bits, appender) -> appender.appendEpochDays((int) bits));
        }
        if (type instanceof Time) {
            return new BitsField(reader::timeMicros, (bits, appender) -> appender.appendDayMicros(bits));
        }
        if (type instanceof Uuid) {
            return new UuidField(reader);
        }
        if (type instanceof Bytes) {
            return new BytesField(reader);
        }
        if (type instanceof Array array) {
            return new ArrayField(reader, new ArrayElements(reader, array.element()));
        }
        throw new IllegalArgumentException("nothing is loaded into a column of " + type);
    }

    private static AppendField whole(FieldReader reader, int bits) {
        AppendBits append =
                switch (bits) {
                    case 8 -> (value, appender) -> appender.append((byte) value);
                    case 16 -> (value, appender) -> appender.append((short) value);
                    case 32 -> (value, appender) -> appender.append((int) value);
                    default -> (value, appender) -> appender.append(value);
                };
        return new BitsField(record -> reader.whole(record, bits), append);
    }

    /** DuckDB keeps a decimal as the smallest integer that its precision fits into (its manual, Numeric Types). */
    private static AppendField decimal(FieldReader reader, Decimal type) {
        int precision = type.precision().getAsInt();
        int scale = type.scale().getAsInt();
        if (precision > 18) {
            return new WideDecimalField(reader, type);
        }
        AppendBits append = precision <= 4
                ? (value, appender) -> appender.appendDecimal((short) value)
                : precision <= 9
                        ? (value, appender) -> appender.appendDecimal((int) value)
                        : (value, appender) -> appender.appendDecimal(value);
        return new BitsField(
                record -> {
                    reader.requireDecimal(record, type);
                    return reader.unscaledLong(record, scale);
                },
                append);
    }

    @FunctionalInterface
    private interface ReadBits {
        long read(StreamRecord record);
    }

    @FunctionalInterface
    private interface AppendBits {
        void append(long bits, DuckDBAppender appender) throws SQLException;
    }

    private record BitsField(ReadBits read, AppendBits append) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            PageReader.putLong(read.read(record), out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            append.append(in.nextLong(), appender);
        }
    }

    private record WideField(FieldReader reader) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            putWide(reader.wide(record, 128), out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            long high = in.nextLong();
            appender.appendHugeInt(in.nextLong(), high);
        }
    }

    private record WideDecimalField(FieldReader reader, Decimal type) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            reader.requireDecimal(record, type);
            int scale = type.scale().getAsInt();
            if (reader.isUnscaledLong(scale)) {
                long unscaled = reader.unscaledLong(record, scale);
                PageReader.putLong(unscaled >> (Long.SIZE - 1), out);
                PageReader.putLong(unscaled, out);
            } else {
                putWide(reader.unscaled(record, scale), out);
            }
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            long high = in.nextLong();
            appender.appendDecimal(in.nextLong(), high);
        }
    }

    private static void putWide(BigInteger number, Pages out) {
        PageReader.putLong(number.shiftRight(Long.SIZE).longValue(), out);
        PageReader.putLong(number.longValue(), out);
    }

    private record UuidField(FieldReader reader) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            reader.requireUuid(record);
            PageReader.putLong(reader.uuidHigh(record), out);
            PageReader.putLong(reader.uuidLow(record), out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            long high = in.nextLong();
            appender.appendUUID(high, in.nextLong());
        }
    }

    /** The appender takes UTF-8 for text as it is, so no String is made. */
    private record TextField(FieldReader reader) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            PagedText.putAsSent(reader, record, out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            appender.append(in.nextBytes());
        }
    }

    private record BytesField(FieldReader reader) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            byte[] bytes = reader.bytes(record);
            PageReader.putBytes(bytes, 0, bytes.length, out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            appender.append(in.nextBytes());
        }
    }

    private record ArrayField(FieldReader reader, ArrayElements elements) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            elements.require(record);
            PagedText.putAsSent(reader, record, out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            appender.append(elements.of(in.nextBytes()));
        }
    }

    private record JsonField(FieldReader reader) implements AppendField {
        @Override
        public void put(StreamRecord record, Pages out) {
            PagedText.putJson(reader, record, out);
        }

        @Override
        public void append(PageReader in, DuckDBAppender appender) throws SQLException {
            appender.append(in.nextBytes());
        }
    }
}
