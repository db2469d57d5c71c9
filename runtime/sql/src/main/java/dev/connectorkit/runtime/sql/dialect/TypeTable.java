package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.schema.ValueType;
import dev.connectorkit.runtime.schema.ValueType.BooleanType;
import dev.connectorkit.runtime.schema.ValueType.DateTimeType;
import dev.connectorkit.runtime.schema.ValueType.DateType;
import dev.connectorkit.runtime.schema.ValueType.IntegerType;
import dev.connectorkit.runtime.schema.ValueType.JsonType;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.schema.ValueType.TimeType;
import dev.connectorkit.runtime.schema.ValueType.UuidType;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that a database has for columns, by the names that it gives them. From it follows what every dialect does alike:
 * which column a property gets, how that is written, and what a column that is there already can hold. Case makes no
 * difference in a name. Immutable, safe for threads.
 */
public final class TypeTable {
    private static final Pattern SIZED = Pattern.compile("(.+?)\\((\\d{1,9})(?:,\\s*(\\d{1,9}))?\\)");

    private final Set<ColumnType> made;
    private final Map<ColumnType, String> names;
    private final Map<String, ColumnType> read;
    private final String decimals;
    private final int maxPrecision;
    private final int maxScale;
    private final Set<String> readDecimals;
    private final String sizedText;
    private final Set<String> readSizedText;
    private final int longestSizedText;
    private final int keyLength;
    private final String arraySuffix;

    private TypeTable(Builder builder) {
        this.made = Set.copyOf(builder.made);
        this.names = Map.copyOf(builder.names);
        this.read = Map.copyOf(builder.read);
        this.decimals = builder.decimals;
        this.maxPrecision = builder.maxPrecision;
        this.maxScale = builder.maxScale;
        this.readDecimals = Set.copyOf(builder.readDecimals);
        this.sizedText = builder.sizedText;
        this.readSizedText = Set.copyOf(builder.readSizedText);
        this.longestSizedText = builder.longestSizedText;
        this.keyLength = builder.keyLength;
        this.arraySuffix = builder.arraySuffix;
    }

    /** A table with nothing in it; every database has some {@link Text#UNBOUNDED}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The column for values: the narrowest of those that are made which loses none of them, and text where there is none. */
    ColumnType typeOf(ValueType type) {
        if (type instanceof IntegerType integer) {
            return whole(NumberTypes.bits(integer));
        }
        if (type instanceof NumberType number) {
            return number(number);
        }
        if (type instanceof StringType string) {
            if (string.encoding().isPresent() && made.contains(new Bytes())) {
                return new Bytes();
            }
            return string.maxLength().orElse(Integer.MAX_VALUE) <= longestSizedText
                    ? new Text(string.maxLength())
                    : Text.UNBOUNDED;
        }
        if (type instanceof JsonType) {
            return made.stream().filter(Json.class::isInstance).findFirst().orElse(Text.UNBOUNDED);
        }
        return candidates(type).stream().filter(made::contains).findFirst().orElse(Text.UNBOUNDED);
    }

    private static List<ColumnType> candidates(ValueType type) {
        if (type instanceof BooleanType) {
            return List.of(new Bool());
        }
        if (type instanceof DateTimeType) {
            return List.of(new DateTime(true), new DateTime(false));
        }
        if (type instanceof DateType) {
            return List.of(new Date());
        }
        if (type instanceof TimeType) {
            return List.of(new Time());
        }
        return type instanceof UuidType ? List.of(new Uuid()) : List.of();
    }

    private ColumnType whole(int bits) {
        Optional<ColumnType> whole = made.stream()
                .filter(type -> type instanceof Whole one && !one.unsigned() && one.bits() >= bits)
                .min(Comparator.comparingInt(type -> ((Whole) type).bits()));
        if (whole.isPresent()) {
            return whole.get();
        }
        if (made.contains(Decimal.UNBOUNDED)) {
            return Decimal.UNBOUNDED;
        }
        return (bits - 1) * Math.log10(2) < maxPrecision ? Decimal.of(maxPrecision, 0) : Text.UNBOUNDED;
    }

    private ColumnType number(NumberType number) {
        boolean hasUnbounded = made.contains(Decimal.UNBOUNDED);
        if (hasUnbounded && (number.precision().isEmpty() || number.scale().isEmpty())) {
            return Decimal.UNBOUNDED;
        }
        if (number.scale().isEmpty()) {
            return new Floating(64);
        }
        int scale = number.scale().getAsInt();
        int precision = number.precision().orElse(maxPrecision);
        if (precision >= 1 && precision <= maxPrecision && scale <= Math.min(precision, maxScale)) {
            return Decimal.of(precision, scale);
        }
        return hasUnbounded ? Decimal.UNBOUNDED : Text.UNBOUNDED;
    }

    /** The array of such elements, if there are arrays of them. */
    public Optional<ColumnType> arrayOf(ColumnType element) {
        return arraySuffix.isEmpty() || !isElement(element) ? Optional.empty() : Optional.of(new Array(element));
    }

    ColumnType keyType(ColumnType type) {
        return type.equals(Text.UNBOUNDED) && keyLength < Integer.MAX_VALUE
                ? new Text(OptionalInt.of(keyLength))
                : type;
    }

    Optional<ColumnType> commonNumber(ColumnType one, ColumnType other) {
        return made.contains(Decimal.UNBOUNDED)
                ? Optional.of(Decimal.UNBOUNDED)
                : NumberTypes.commonDecimal(one, other, maxPrecision);
    }

    /** The type of that name, if it is one that rows are loaded into. */
    Optional<ColumnType> find(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (!arraySuffix.isEmpty() && folded.endsWith(arraySuffix.toLowerCase(Locale.ROOT))) {
            return find(name.substring(0, name.length() - arraySuffix.length()))
                    .filter(TypeTable::isElement)
                    .map(Array::new);
        }
        Matcher sized = SIZED.matcher(folded);
        if (read.containsKey(folded) || !sized.matches()) {
            return Optional.ofNullable(read.get(folded));
        }
        int size = Integer.parseInt(sized.group(2));
        if (readDecimals.contains(sized.group(1))) {
            return Optional.of(Decimal.of(size, sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3))));
        }
        return readSizedText.contains(sized.group(1)) && sized.group(3) == null
                ? Optional.of(new Text(OptionalInt.of(size)))
                : Optional.empty();
    }

    /** The type of that name, if columns can be made of it. */
    Optional<ColumnType> findMakeable(String name) {
        String stripped = name.strip();
        boolean hasSize = SIZED.matcher(stripped).matches();
        return find(stripped)
                .filter(type -> !(type instanceof Text text) || text.maxLength().isEmpty() || hasSize)
                .filter(type -> fits(type) && find(spell(type)).equals(Optional.of(type)));
    }

    private boolean fits(ColumnType type) {
        if (type instanceof Array array) {
            return fits(array.element());
        }
        return !(type instanceof Decimal decimal)
                || !decimal.isBounded()
                || (decimal.precision().getAsInt() >= 1
                        && decimal.precision().getAsInt() <= maxPrecision
                        && decimal.scale().getAsInt()
                                <= Math.min(decimal.precision().getAsInt(), maxScale));
    }

    /** The names of all types that columns can be made of, for messages. */
    public String describe() {
        Stream<String> sized = Stream.of(
                        decimals.isEmpty() ? "" : decimals + "(p,s)", sizedText.isEmpty() ? "" : sizedText + "(n)")
                .filter(name -> !name.isEmpty());
        Stream<String> others =
                names.values().stream().filter(name -> findMakeable(name).isPresent());
        return Stream.concat(others, sized).sorted().collect(Collectors.joining(", "));
    }

    private static boolean isElement(ColumnType type) {
        return type instanceof Text
                || type instanceof Whole
                || type instanceof Decimal
                || type instanceof Floating
                || type instanceof Bool
                || type instanceof Json;
    }

    String spell(ColumnType type) {
        if (type instanceof Decimal decimal && decimal.isBounded()) {
            return "%s(%d,%d)"
                    .formatted(
                            decimals,
                            decimal.precision().getAsInt(),
                            decimal.scale().getAsInt());
        }
        if (type instanceof Text text && text.maxLength().isPresent()) {
            return sizedText.isEmpty()
                    ? spell(Text.UNBOUNDED)
                    : "%s(%d)".formatted(sizedText, text.maxLength().getAsInt());
        }
        if (type instanceof Array array && !arraySuffix.isEmpty()) {
            return spell(array.element()) + arraySuffix;
        }
        String name = names.get(type);
        if (name == null) {
            throw new IllegalArgumentException("there are no columns of " + type);
        }
        return name;
    }

    /** Collects a table; what is said last of a type or of a name holds. Not safe for threads. */
    public static final class Builder {
        private final Set<ColumnType> made = new HashSet<>();
        private final Map<ColumnType, String> names = new HashMap<>();
        private final Map<String, ColumnType> read = new HashMap<>();
        private String decimals = "";
        private int maxPrecision;
        private int maxScale;
        private final Set<String> readDecimals = new HashSet<>();
        private String sizedText = "";
        private final Set<String> readSizedText = new HashSet<>();
        private int longestSizedText;
        private int keyLength = Integer.MAX_VALUE;
        private String arraySuffix = "";

        private Builder() {}

        /** Columns of the type are made by that name, and known by it again. */
        public Builder makes(ColumnType type, String name) {
            made.add(type);
            names.put(type, name);
            return reads(name, type);
        }

        /** A column that others made by that name holds what the type does. */
        public Builder reads(String name, ColumnType type) {
            read.put(name.toLowerCase(Locale.ROOT), type);
            names.putIfAbsent(type, name);
            return this;
        }

        /** Decimals have a precision and a scale behind the name. */
        public Builder makesDecimals(String name, int maxPrecision, int maxScale) {
            this.decimals = name;
            this.maxPrecision = maxPrecision;
            this.maxScale = maxScale;
            return readsDecimals(name);
        }

        public Builder readsDecimals(String... names) {
            List.of(names).forEach(name -> readDecimals.add(name.toLowerCase(Locale.ROOT)));
            return this;
        }

        /** Text of limited length has that length behind the name. */
        public Builder makesSizedText(String name) {
            this.sizedText = name;
            return readsSizedText(name);
        }

        public Builder readsSizedText(String... names) {
            List.of(names).forEach(name -> readSizedText.add(name.toLowerCase(Locale.ROOT)));
            return this;
        }

        /** Properties whose text has a limit up to this one get columns of that length; others get unlimited ones. */
        public Builder longestSizedText(int codePoints) {
            this.longestSizedText = codePoints;
            return this;
        }

        /** Length of a text that is part of a key and has no limit of its own, where keys of unlimited length are not possible. */
        public Builder keyLength(int codePoints) {
            this.keyLength = codePoints;
            return this;
        }

        /** An array's type is the name of its elements' type and this behind it. */
        public Builder arrays(String suffix) {
            this.arraySuffix = suffix;
            return this;
        }

        public TypeTable build() {
            return new TypeTable(this);
        }
    }
}
