package dev.connectorkit.runtime.sql.ddl;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Array;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bytes;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Other;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import java.util.Optional;

/**
 * Which type holds what two types hold, without loss: whole numbers grow and become decimals, a date becomes a date-time,
 * scalars become JSON beside objects, and text holds everything. Nothing becomes floating point.
 */
final class TypeLattice {
    private static final int UUID_LENGTH = 36;

    private TypeLattice() {}

    /**
     * Whether a column of the type can stay as it is for values of the other. Floating point can: a number that it would
     * change is refused when it comes.
     */
    static boolean holds(ColumnType column, ColumnType values) {
        if (column instanceof Other) {
            return false;
        }
        if (column.equals(values) || column.equals(Text.UNBOUNDED) || column instanceof Json) {
            return true;
        }
        if (column instanceof Text text) {
            int length = text.maxLength().getAsInt();
            return (values instanceof Text other && other.maxLength().orElse(Integer.MAX_VALUE) <= length)
                    || (values instanceof Uuid && length >= UUID_LENGTH);
        }
        if (column instanceof Floating floating) {
            return values instanceof Whole
                    || values instanceof Decimal
                    || (values instanceof Floating other && other.bits() <= floating.bits());
        }
        if (column instanceof Whole whole) {
            // a number below zero is refused by an unsigned column when it comes
            return values instanceof Whole other && other.bits() <= whole.bits();
        }
        if (column instanceof Decimal decimal) {
            return holdsNumber(decimal, values);
        }
        // a value with more digits of a second than the column keeps is refused when it comes
        if (column instanceof DateTime) {
            return values instanceof DateTime || values instanceof Date;
        }
        if (column instanceof Time) {
            return values instanceof Time;
        }
        return column instanceof Array array
                && (values instanceof Json || (values instanceof Array && array.element() instanceof Text));
    }

    /** The narrowest type that the column can be given so that it holds the values too; none if there is no such type. */
    static Optional<ColumnType> join(ColumnType column, ColumnType values, Dialect dialect) {
        if (column instanceof Other || column instanceof Bytes) {
            return Optional.empty();
        }
        if (column instanceof Text) {
            return Optional.of(Text.UNBOUNDED);
        }
        if (values instanceof Json || values instanceof Array || column instanceof Array) {
            return Optional.of(dialect.typeOf(new ValueType.JsonType()));
        }
        if ((column instanceof Whole && values instanceof Whole)
                || (column instanceof Date && values instanceof DateTime)) {
            return Optional.of(values);
        }
        if (column instanceof DateTime dateTime && values instanceof DateTime other) {
            int digits = Math.max(dateTime.fractionDigits(), other.fractionDigits());
            return Optional.of(new DateTime(dateTime.zoned(), digits, dateTime.unixTime()));
        }
        if (column instanceof Time && values instanceof Time) {
            return Optional.of(values);
        }
        if (isExactNumber(column) && isExactNumber(values)) {
            return dialect.commonNumber(column, values).or(() -> Optional.of(Text.UNBOUNDED));
        }
        return Optional.of(Text.UNBOUNDED);
    }

    /** Whether the values may have more digits of a second than the column keeps. */
    static boolean losesFraction(ColumnType column, ColumnType values) {
        return (column instanceof DateTime || column instanceof Time)
                && fractionDigits(column) < fractionDigits(values);
    }

    private static int fractionDigits(ColumnType type) {
        if (type instanceof DateTime dateTime) {
            return dateTime.fractionDigits();
        }
        return type instanceof Time time ? time.fractionDigits() : 0;
    }

    private static boolean holdsNumber(Decimal column, ColumnType values) {
        if (!column.isBounded()) {
            return values instanceof Whole || values instanceof Decimal;
        }
        if (values instanceof Whole whole) {
            return column.wholeDigits() >= whole.digits();
        }
        return values instanceof Decimal decimal
                && decimal.isBounded()
                && column.scale().getAsInt() >= decimal.scale().getAsInt()
                && column.wholeDigits() >= decimal.wholeDigits();
    }

    private static boolean isExactNumber(ColumnType type) {
        return type instanceof Whole || type instanceof Decimal;
    }
}
