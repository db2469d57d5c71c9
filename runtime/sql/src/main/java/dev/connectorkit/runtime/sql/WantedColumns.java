package dev.connectorkit.runtime.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.schema.Property;
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
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
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
import dev.connectorkit.runtime.sql.dialect.Dialect;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Decides which column a property gets: that of the type which is named for it, else the one that its schema asks for. */
final class WantedColumns {
    /** The Singer SDK's word for it in a property's schema. */
    private static final String ANNOTATION = "x-sql-datatype";

    private final Dialect dialect;
    private final TypeRules rules;
    private final boolean interpretsEncoding;

    /**
     * For all streams of a run.
     *
     * @param interpretsEncoding whether strings that stand for bytes become these
     */
    WantedColumns(Dialect dialect, TypeRules rules, boolean interpretsEncoding) {
        this.dialect = dialect;
        this.rules = rules;
        this.interpretsEncoding = interpretsEncoding;
    }

    /**
     * The column for a property.
     *
     * @throws MessageException SCHEMA_INVALID if a type is named for it that the database does not have, or that its values
     *     do not fit into
     */
    Column column(String stream, Property property, String name, boolean isKey) {
        Optional<NamedType> named = named(stream, property);
        ColumnType type = named.isPresent()
                ? type(stream, property, named.get())
                : typeOf(isKey ? asText(property.type()) : property.type());
        ColumnType made = isKey ? dialect.keyType(type) : type;
        return new Column(name, made, named.isPresent() ? made : values(property, made), isKey);
    }

    /** Whether its type was named, so that it is not for the values to change it. */
    boolean isNamed(String stream, Property property) {
        return named(stream, property).isPresent();
    }

    /**
     * A type that is named for a column.
     *
     * @param place where, for messages
     */
    private record NamedType(String text, String place) {}

    private Optional<NamedType> named(String stream, Property property) {
        return rules.type(stream, property.name())
                .map(text -> new NamedType(text, "sql.types"))
                .or(() -> annotations(property.schema())
                        .findFirst()
                        .map(node -> new NamedType(node.isTextual() ? node.textValue() : node.toString(), ANNOTATION)));
    }

    /** Of the schema itself first, then of its alternatives, where taps put what makes it nullable. */
    private static Stream<JsonNode> annotations(JsonNode schema) {
        Stream<JsonNode> alternatives = Stream.of("anyOf", "oneOf", "allOf")
                .flatMap(keyword -> StreamSupport.stream(schema.path(keyword).spliterator(), false));
        return Stream.concat(Stream.of(schema), alternatives)
                .map(part -> part.path(ANNOTATION))
                .filter(node -> !node.isMissingNode());
    }

    private ColumnType type(String stream, Property property, NamedType named) {
        ColumnType type = dialect.namedType(named.text())
                .orElseThrow(() -> problem(
                        stream,
                        property,
                        named,
                        "is none that %s has for columns; it takes %s"
                                .formatted(dialect.label(), dialect.types().describe())));
        if (!canHold(type, property.type())) {
            throw problem(stream, property, named, "holds no value that the property's schema admits");
        }
        return type;
    }

    private static MessageException problem(String stream, Property property, NamedType named, String what) {
        return new MessageException(
                ErrorCode.SCHEMA_INVALID,
                "stream \"%s\", property \"%s\": the type \"%s\" (%s) %s"
                        .formatted(stream, property.name(), named.text(), named.place(), what));
    }

    /** Whether a value of the property may fit; of those that are left open, each is looked at when it comes. */
    private static boolean canHold(ColumnType type, ValueType values) {
        if (type instanceof Bytes) {
            return values instanceof StringType string && string.encoding().isPresent();
        }
        if (values instanceof JsonType || type instanceof Text || type instanceof Json) {
            return true;
        }
        if (type instanceof Bool) {
            return values instanceof BooleanType;
        }
        if (type instanceof Whole || type instanceof Decimal || type instanceof Floating) {
            return values instanceof IntegerType || values instanceof NumberType || values instanceof StringType;
        }
        boolean isSame = (type instanceof Date && values instanceof DateType)
                || (type instanceof DateTime && (values instanceof DateTimeType || values instanceof DateType))
                || (type instanceof Time && values instanceof TimeType)
                || (type instanceof Uuid && values instanceof UuidType);
        return isSame || (values instanceof StringType && !(type instanceof ColumnType.Array));
    }

    private ColumnType typeOf(ValueType type) {
        if (type instanceof JsonType json && rules.nativeArrays()) {
            Optional<ColumnType> array = json.elements().map(dialect::typeOf).flatMap(dialect.types()::arrayOf);
            if (array.isPresent()) {
                return array.get();
            }
        }
        return dialect.typeOf(interpretsEncoding ? type : asText(type));
    }

    private static ValueType asText(ValueType type) {
        return type instanceof StringType string ? new StringType(string.maxLength()) : type;
    }

    /** A text may be longer in the column than its schema lets it be. */
    private static ColumnType values(Property property, ColumnType made) {
        boolean isShorter = made instanceof Text text
                && property.type() instanceof StringType string
                && string.maxLength().orElse(Integer.MAX_VALUE)
                        < text.maxLength().orElse(Integer.MAX_VALUE);
        return isShorter ? new Text(((StringType) property.type()).maxLength()) : made;
    }
}
