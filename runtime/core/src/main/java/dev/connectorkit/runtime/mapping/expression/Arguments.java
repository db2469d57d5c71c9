package dev.connectorkit.runtime.mapping.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a function or method is called with. */
final class Arguments {
    private final String function;
    private final @Nullable Object[] values;

    Arguments(String function, @Nullable Object[] values) {
        this.function = function;
        this.values = values;
    }

    int count() {
        return values.length;
    }

    /** Sees that as many are given as the function takes. */
    Arguments require(int least, int most) {
        if (values.length < least || values.length > most) {
            throw new ExpressionFault("%s takes %s, %d given"
                    .formatted(
                            function,
                            least == most
                                    ? least + (least == 1 ? " argument" : " arguments")
                                    : "%d to %d arguments".formatted(least, most),
                            values.length));
        }
        return this;
    }

    @Nullable
    Object value(int index) {
        return values[index];
    }

    List<@Nullable Object> all() {
        return java.util.Arrays.asList(values);
    }

    String text(int index) {
        if (values[index] instanceof String text) {
            return text;
        }
        Object found = values[index];
        throw new ExpressionFault("%s takes a string, found %s%s"
                .formatted(
                        function,
                        Values.kind(found),
                        found instanceof Number ? "; write str(x) around it" : Values.adviceOnNull(found)));
    }

    Optional<String> optionalText(int index) {
        return index < values.length && values[index] != null ? Optional.of(text(index)) : Optional.empty();
    }

    /** A whole number of 32 bits; one beyond is the largest there is. */
    int integer(int index, int byDefault) {
        if (index >= values.length || values[index] == null) {
            return byDefault;
        }
        BigInteger number = Values.integer(values[index]);
        return number.bitLength() < Integer.SIZE
                ? number.intValueExact()
                : number.signum() < 0 ? -Integer.MAX_VALUE : Integer.MAX_VALUE;
    }

    List<?> list(int index) {
        return list(function, values[index]);
    }

    static List<?> list(String function, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof java.util.Map<?, ?> map) {
            return List.copyOf(map.keySet());
        }
        if (value instanceof String text) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        throw new ExpressionFault(
                "%s takes a list, found %s%s".formatted(function, Values.kind(value), Values.adviceOnNull(value)));
    }
}
