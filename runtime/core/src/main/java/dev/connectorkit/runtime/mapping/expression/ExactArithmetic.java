package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlOperator;
import org.jspecify.annotations.Nullable;

/**
 * JEXL's operators by Python's rules. Nothing is coerced in silence ({@code '1' == 1} is false, {@code '1' + 1} fails), and
 * numbers keep every digit, where JEXL's own arithmetic cuts them at 34.
 */
final class ExactArithmetic extends JexlArithmetic {
    ExactArithmetic() {
        super(true);
    }

    /** Nulls are told of by the operators themselves, since JEXL would swallow them in a condition. */
    @Override
    public boolean isStrict(@Nullable JexlOperator operator) {
        return false;
    }

    @Override
    public Object add(@Nullable Object left, @Nullable Object right) {
        return Values.add(left, right);
    }

    @Override
    public Object subtract(@Nullable Object left, @Nullable Object right) {
        return Values.subtract(left, right);
    }

    @Override
    public Object multiply(@Nullable Object left, @Nullable Object right) {
        return Values.multiply(left, right);
    }

    @Override
    public Object divide(@Nullable Object left, @Nullable Object right) {
        return Values.divide(left, right);
    }

    @Override
    public Object mod(@Nullable Object left, @Nullable Object right) {
        return Values.remainder(left, right);
    }

    @Override
    public Object negate(@Nullable Object value) {
        return Values.negate(value);
    }

    @Override
    public boolean isNegateStable() {
        return false;
    }

    @Override
    public Number narrowNumber(Number original, @Nullable Class<?> narrow) {
        return original;
    }

    @Override
    public Object positivize(@Nullable Object value) {
        return Values.isWhole(value) ? Values.whole(Values.integer(value)) : Values.decimal(value);
    }

    @Override
    public boolean equals(@Nullable Object left, @Nullable Object right) {
        return Values.areEqual(left, right);
    }

    @Override
    public boolean lessThan(@Nullable Object left, @Nullable Object right) {
        return Values.compare(left, right) < 0;
    }

    @Override
    public boolean lessThanOrEqual(@Nullable Object left, @Nullable Object right) {
        return Values.compare(left, right) <= 0;
    }

    @Override
    public boolean greaterThan(@Nullable Object left, @Nullable Object right) {
        return Values.compare(left, right) > 0;
    }

    @Override
    public boolean greaterThanOrEqual(@Nullable Object left, @Nullable Object right) {
        return Values.compare(left, right) >= 0;
    }

    @Override
    public boolean toBoolean(@Nullable Object value) {
        return Values.isTrue(value);
    }

    @Override
    public boolean testPredicate(@Nullable Object value) {
        return Values.isTrue(value);
    }

    @Override
    public Object not(@Nullable Object value) {
        return !Values.isTrue(value);
    }

    @Override
    public boolean narrowArguments(Object[] arguments) {
        return false;
    }

    @Override
    public ArrayBuilder arrayBuilder(int size, boolean extended) {
        return new ListBuilder();
    }

    @Override
    public MapBuilder mapBuilder(int size, boolean extended) {
        return new DictionaryBuilder();
    }

    /** Makes lists where JEXL would make arrays of int. */
    private static final class ListBuilder implements ArrayBuilder {
        private final List<@Nullable Object> list = new ArrayList<>();

        @Override
        public void add(@Nullable Object value) {
            list.add(value);
        }

        @Override
        public Object create(boolean extended) {
            return list;
        }
    }

    private static final class DictionaryBuilder implements MapBuilder {
        private final Map<Object, @Nullable Object> map = new LinkedHashMap<>();

        @Override
        public void put(Object key, @Nullable Object value) {
            map.put(key, value);
        }

        @Override
        public Object create() {
            return map;
        }
    }
}
