package dev.connectorkit.runtime.mapping.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions of expressions: those of the Singer SDK (md5, sha256, casts) and the ones of Python that maps need. */
final class Functions {
    /** What {@code in} becomes: whether the second holds the first. */
    static final String IN = "__in";

    private static final Map<String, Operation> TABLE = table();

    private Functions() {}

    static @Nullable Operation find(String name) {
        return TABLE.get(name);
    }

    static java.util.Set<String> names() {
        return TABLE.keySet();
    }

    private interface Function {
        @Nullable
        Object call(Arguments arguments);
    }

    private static Map<String, Operation> table() {
        Map<String, Operation> table = new TreeMap<>();
        add(table, "md5", 1, 1, args -> digest("MD5", args.text(0)));
        add(table, "sha256", 1, 1, args -> digest("SHA-256", args.text(0)));
        add(table, "int", 1, 1, args -> toInteger(args.value(0)));
        add(table, "float", 1, 1, args -> toDecimal(args.value(0)));
        add(table, "str", 1, 1, args -> toText(args.value(0)));
        add(table, "bool", 1, 1, args -> Values.isTrue(args.value(0)));
        add(table, "len", 1, 1, args -> length(args.value(0)));
        add(
                table,
                "abs",
                1,
                1,
                args -> Values.isWhole(args.value(0))
                        ? Values.whole(Values.integer(args.value(0)).abs())
                        : Values.decimal(args.value(0)).abs());
        add(table, "round", 1, 2, Functions::round);
        add(table, "min", 1, Integer.MAX_VALUE, args -> extreme("min", args, -1));
        add(table, "max", 1, Integer.MAX_VALUE, args -> extreme("max", args, 1));
        add(table, "sum", 1, 1, args -> sum(args.list(0)));
        add(table, "any", 1, 1, args -> args.list(0).stream().anyMatch(Values::isTrue));
        add(table, "all", 1, 1, args -> args.list(0).stream().allMatch(Values::isTrue));
        add(table, "sorted", 1, 1, args -> args.list(0).stream()
                .sorted(Values::compare)
                .toList());
        add(table, "list", 0, 1, args -> args.count() == 0 ? List.of() : new ArrayList<>(args.list(0)));
        add(table, "tuple", 0, 1, args -> args.count() == 0 ? List.of() : new ArrayList<>(args.list(0)));
        add(table, "set", 0, 1, args -> args.count() == 0 ? List.of() : distinct(args.list(0)));
        add(table, "dict", 0, 1, args -> args.count() == 0 ? Map.of() : toMap(args.value(0)));
        add(table, IN, 2, 2, args -> Values.contains(args.value(1), args.value(0)));
        return table;
    }

    private static void add(Map<String, Operation> table, String name, int least, int most, Function function) {
        table.put(name, (receiver, arguments) -> function.call(arguments.require(least, most)));
    }

    private static String digest(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static Number toInteger(@Nullable Object value) {
        if (value instanceof String text) {
            String digits = text.strip().replaceFirst("^\\+", "");
            if (!digits.matches("-?[0-9]+")) {
                throw new ExpressionFault(
                        "int is given a string that is no whole number; write int(float(x)) to cut it off");
            }
            return Values.whole(new BigInteger(digits));
        }
        requireNumber("int", value);
        return Values.isWhole(value)
                ? Values.whole(Values.integer(value))
                : Values.whole(Values.decimal(value).toBigInteger());
    }

    private static BigDecimal toDecimal(@Nullable Object value) {
        if (value instanceof String text) {
            String digits = text.strip();
            if (!digits.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?")) {
                throw new ExpressionFault("float is given a string that is no number");
            }
            return Values.withPoint(Values.decimal(new BigDecimal(digits)));
        }
        requireNumber("float", value);
        return Values.withPoint(Values.decimal(value));
    }

    private static void requireNumber(String function, @Nullable Object value) {
        if (!Values.isNumber(value)) {
            throw new ExpressionFault("%s takes a number or a string, found %s%s"
                    .formatted(function, Values.kind(value), Values.adviceOnNull(value)));
        }
    }

    static String toText(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof BigDecimal number) {
            return Values.decimal(number).toPlainString();
        }
        if (value instanceof Moment moment) {
            return moment.isoFormat(" ");
        }
        if (value instanceof String || value instanceof Number || value instanceof LocalDate) {
            return value.toString();
        }
        throw new ExpressionFault("str takes a simple value, found %s; write %s"
                .formatted(Values.kind(value), value instanceof Duration ? "x.total_seconds()" : "json.dumps(x)"));
    }

    private static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return TextMethods.length(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return Arguments.list("len", value).size();
    }

    /** To the even neighbour, as Python does. */
    private static Number round(Arguments arguments) {
        Object value = arguments.value(0);
        requireNumber("round", value);
        boolean toInteger = arguments.count() == 1 || arguments.value(1) == null;
        int digits = Math.max(-1000, Math.min(1000, arguments.integer(1, 0)));
        BigDecimal rounded = Values.decimal(value).setScale(digits, RoundingMode.HALF_EVEN);
        return toInteger || Values.isWhole(value) ? Values.whole(rounded.toBigInteger()) : rounded;
    }

    private static @Nullable Object extreme(String name, Arguments arguments, int sign) {
        List<?> values = arguments.count() == 1 ? arguments.list(0) : arguments.all();
        if (values.isEmpty()) {
            throw new ExpressionFault("%s is given an empty list; write %s(x) if x else None".formatted(name, name));
        }
        Object extreme = values.get(0);
        for (Object value : values) {
            if (Values.compare(value, extreme) * sign > 0) {
                extreme = value;
            }
        }
        return extreme;
    }

    private static Object sum(List<?> values) {
        Object sum = 0L;
        for (Object value : values) {
            sum = Values.add(sum, value);
        }
        return sum;
    }

    private static List<Object> distinct(List<?> values) {
        List<@Nullable Object> distinct = new ArrayList<>();
        for (Object value : values) {
            if (!Values.contains(distinct, value)) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    private static Map<Object, Object> toMap(@Nullable Object value) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            map.putAll(given);
            return map;
        }
        for (Object pair : Arguments.list("dict", value)) {
            if (!(pair instanceof List<?> list) || list.size() != 2) {
                throw new ExpressionFault("dict takes a list of pairs, [(x['id'], x['value']) for x in list]");
            }
            map.put(list.get(0), list.get(1));
        }
        return map;
    }
}
