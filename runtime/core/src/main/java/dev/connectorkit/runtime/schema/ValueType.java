package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** The type of a property, as far as its JSON Schema says; what a destination maps to types of its own. */
public sealed interface ValueType {
    record BooleanType() implements ValueType {}

    /** Whole numbers; the limits are inclusive. */
    record IntegerType(Optional<BigInteger> minimum, Optional<BigInteger> maximum) implements ValueType {
        public static final IntegerType UNBOUNDED = new IntegerType(Optional.empty(), Optional.empty());

        public IntegerType {
            requireNonNull(minimum, "minimum");
            requireNonNull(maximum, "maximum");
        }
    }

    /**
     * Numbers.
     *
     * @param scale digits behind the point that {@code multipleOf} or {@code x-singer.decimal} allow
     */
    record NumberType(OptionalInt precision, OptionalInt scale) implements ValueType {
        public static final NumberType UNBOUNDED = new NumberType(OptionalInt.empty(), OptionalInt.empty());

        public NumberType {
            requireNonNull(precision, "precision");
            requireNonNull(scale, "scale");
        }
    }

    /**
     * Text; also what several scalar types together become.
     *
     * @param maxLength in code points
     * @param encoding  present where the text stands for bytes
     */
    record StringType(OptionalInt maxLength, Optional<ContentEncoding> encoding) implements ValueType {
        public static final StringType UNBOUNDED = new StringType(OptionalInt.empty());

        public StringType {
            requireNonNull(maxLength, "maxLength");
            requireNonNull(encoding, "encoding");
        }

        public StringType(OptionalInt maxLength) {
            this(maxLength, Optional.empty());
        }
    }

    /** RFC 3339 date-time; without an offset it is in UTC. */
    record DateTimeType() implements ValueType {}

    record DateType() implements ValueType {}

    record TimeType() implements ValueType {}

    record UuidType() implements ValueType {}

    /**
     * Objects, arrays, and whatever the schema leaves open: kept as JSON text.
     *
     * @param elements of an array that holds strings, numbers or booleans only: their type
     */
    record JsonType(Optional<ValueType> elements) implements ValueType {
        public JsonType {
            requireNonNull(elements, "elements");
        }

        public JsonType() {
            this(Optional.empty());
        }
    }
}
