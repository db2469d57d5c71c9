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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Chooses, once a column, how its values are bound to a parameter: numbers and booleans as such, all else as text, which
 * databases read as the column's type; date-times are in UTC.
 */
final class BindFields {
    /** What any decimal of a database takes at most; more would only cost memory. */
    private static final int MAX_DIGITS = 100_000;

    private BindFields() {}

    static BindField of(FieldReader reader, ColumnType type) {
        if (type instanceof Text text) {
            return text(reader, text.maxLength());
        }
        if (type instanceof Json json) {
            return new TextField(Types.VARCHAR, (record, out) -> {
                int position = reader.position();
                if (json.parsed()
                        && record.kind(position) == ValueKind.JSON
                        && JsonText.hasHalfPair(record.data(), record.offset(position), record.length(position))) {
                    throw reader.nul();
                }
                if (json.maxDepth() < Integer.MAX_VALUE && record.kind(position) == ValueKind.JSON) {
                    reader.requireDepth(record, json.maxDepth());
                }
                PagedText.putJson(reader, record, out);
            });
        }
        if (type instanceof Whole whole) {
            return whole(reader, whole);
        }
        if (type instanceof Decimal decimal) {
            return new DecimalField(reader, decimal);
        }
        if (type instanceof Floating floating) {
            return floating.bits() == 32
                    ? new BitsField(
                            Types.REAL,
                            record -> Float.floatToRawIntBits(reader.shortFloating(record)),
                            (bits, statement, at) -> statement.setFloat(at, Float.intBitsToFloat((int) bits)))
                    : new BitsField(
                            Types.DOUBLE,
                            record -> Double.doubleToRawLongBits(reader.floating(record)),
                            (bits, statement, at) -> statement.setDouble(at, Double.longBitsToDouble(bits)));
        }
        if (type instanceof Bool) {
            return new BitsField(
                    Types.BOOLEAN,
                    record -> reader.flag(record) ? 1 : 0,
                    (bits, statement, at) -> statement.setBoolean(at, bits != 0));
        }
        if (type instanceof DateTime dateTime) {
            return new BitsField(
                    Types.VARCHAR,
                    record -> dateTime(reader, record, dateTime),
                    (bits, statement, at) -> statement.setString(at, TimeText.dateTime(bits, dateTime.zoned())));
        }
        if (type instanceof Date) {
            return new TextField(Types.VARCHAR, (record, out) -> {
                reader.day(record);
                PagedText.putAsSent(reader, record, out);
            });
        }
        if (type instanceof Time time) {
            return new BitsField(
                    Types.VARCHAR,
                    record -> reader.requireFraction(reader.timeMicros(record), time.fractionDigits()),
                    (bits, statement, at) -> statement.setString(at, TimeText.time(bits)));
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

    private static BindField whole(FieldReader reader, Whole type) {
        if (type.unsigned() && type.bits() > 32) {
            return new UnsignedField(reader, type);
        }
        return new BitsField(
                Types.BIGINT,
                record -> type.unsigned() ? reader.unsigned(record, type.bits()) : reader.whole(record, type.bits()),
                (value, statement, at) -> statement.setLong(at, value));
    }

    private static long dateTime(FieldReader reader, StreamRecord record, DateTime type) {
        long micros = reader.dateTimeMicrosOfFourDigitYears(record);
        reader.requireFraction(micros, type.fractionDigits());
        return type.unixTime() ? reader.requireUnixTime(micros) : micros;
    }

    private static BindField text(FieldReader reader, OptionalInt maxLength) {
        return new TextField(Types.VARCHAR, (record, out) -> {
            if (maxLength.isPresent()) {
                reader.requireLength(record, maxLength.getAsInt());
            }
            PagedText.putAsSent(reader, record, out);
        });
    }

    @FunctionalInterface
    private interface ReadBits {
        long read(StreamRecord record);
    }

    @FunctionalInterface
    private interface BindBits {
        void bind(long bits, PreparedStatement statement, int parameter) throws SQLException;
    }

    private record BitsField(int sqlType, ReadBits read, BindBits bind) implements BindField {
        @Override
        public void put(StreamRecord record, Pages out) {
            PageReader.putLong(read.read(record), out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            bind.bind(in.nextLong(), statement, parameter);
        }
    }

    /** No JDBC driver takes text as bytes. */
    private record TextField(int sqlType, PagedField put) implements BindField {
        @Override
        public void put(StreamRecord record, Pages out) {
            put.put(record, out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setString(parameter, in.nextText());
        }
    }

    private record DecimalField(FieldReader reader, Decimal type) implements BindField {
        @Override
        public int sqlType() {
            return Types.DECIMAL;
        }

        @Override
        public void put(StreamRecord record, Pages out) {
            if (type.isBounded()) {
                reader.requireDecimal(record, type);
            } else {
                reader.requireNumber(record, MAX_DIGITS, MAX_DIGITS);
            }
            PagedText.putAsSent(reader, record, out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setBigDecimal(parameter, new BigDecimal(in.nextText()));
        }
    }

    /** Of 64 bits, of which a long holds half. */
    private record UnsignedField(FieldReader reader, Whole type) implements BindField {
        @Override
        public int sqlType() {
            return Types.DECIMAL;
        }

        @Override
        public void put(StreamRecord record, Pages out) {
            BigInteger number = reader.wide(record, type.bits() + 1);
            if (!type.holds(number)) {
                throw reader.tooLarge(type.bits());
            }
            PageReader.putLong(number.longValue(), out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setBigDecimal(parameter, new BigDecimal(Long.toUnsignedString(in.nextLong())));
        }
    }

    private record BytesField(FieldReader reader) implements BindField {
        @Override
        public int sqlType() {
            return Types.VARBINARY;
        }

        @Override
        public void put(StreamRecord record, Pages out) {
            byte[] bytes = reader.bytes(record);
            PageReader.putBytes(bytes, 0, bytes.length, out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setBytes(parameter, in.nextBytes());
        }
    }

    private record ArrayField(FieldReader reader, ArrayElements elements) implements BindField {
        @Override
        public int sqlType() {
            return Types.ARRAY;
        }

        @Override
        public void put(StreamRecord record, Pages out) {
            elements.require(record);
            PagedText.putAsSent(reader, record, out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setObject(parameter, elements.of(in.nextBytes()).toArray());
        }
    }

    /** In lower case, so that equal values are equal where the column is text. */
    private record UuidField(FieldReader reader) implements BindField {
        @Override
        public int sqlType() {
            return Types.VARCHAR;
        }

        @Override
        public void put(StreamRecord record, Pages out) {
            reader.requireUuid(record);
            PagedText.putAsSent(reader, record, out);
        }

        @Override
        public void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException {
            statement.setString(parameter, in.nextText().toLowerCase(Locale.ROOT));
        }
    }
}
