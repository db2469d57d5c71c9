package dev.connectorkit.runtime.schema;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.message.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * The values of a record by name and type, for code that knows a stream beforehand. What is null, or absent, or no property
 * of the stream is an empty optional; where a value has to be there, or is of another type, a {@link RecordException} says so.
 */
public record RecordValues(StreamRecord record) {
    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    public RecordValues {
        requireNonNull(record, "record");
    }

    /** A string; a number or a boolean as it was written. */
    public String string(String property) {
        return required(property, optionalString(property));
    }

    /** As {@link #string}; empty if it is null or absent. */
    public Optional<String> optionalString(String property) {
        return value(property, record::text);
    }

    /** A whole number of 64 bits; larger ones are declared as number. */
    public long integer(String property) {
        return required(property, value(property, record::integer));
    }

    /**
     * As {@link #integer}; empty if it is null or absent.
     *
     * @throws RecordException if it is of another type
     */
    public OptionalLong optionalInteger(String property) {
        return value(property, record::integer).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** A number, digit for digit. */
    public BigDecimal number(String property) {
        return required(property, optionalNumber(property));
    }

    /**
     * As {@link #number}; empty if it is null or absent.
     *
     * @throws RecordException if it is of another type
     */
    public Optional<BigDecimal> optionalNumber(String property) {
        return value(property, record::decimal);
    }

    /**
     * A boolean.
     *
     * @throws RecordException if it is null, absent, or of another type
     */
    public boolean flag(String property) {
        return required(property, optionalFlag(property));
    }

    /**
     * As {@link #flag}; empty if it is null or absent.
     *
     * @throws RecordException if it is of another type
     */
    public Optional<Boolean> optionalFlag(String property) {
        return value(property, record::flag);
    }

    /** Whatever it is, as a tree. */
    public JsonNode json(String property) {
        return required(property, optionalJson(property));
    }

    /** As {@link #json}; empty if it is null or absent. */
    public Optional<JsonNode> optionalJson(String property) {
        return value(property, this::tree);
    }

    private JsonNode tree(int position) {
        if (record.kind(position) != ValueKind.JSON) {
            return JSON.valueToTree(record.value(position));
        }
        try {
            return JSON.readTree(record.text(position));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record holds JSON that was read before", e);
        }
    }

    private <T> Optional<T> value(String property, IntFunction<T> read) {
        int position = record.schema().position(property).orElse(-1);
        if (position < 0 || record.isNull(position)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(position));
        } catch (IllegalStateException e) {
            throw unfit(
                    property, "holds %s, which is not what connector.yaml declares".formatted(record.kind(position)));
        } catch (ArithmeticException e) {
            throw unfit(
                    property,
                    "holds a number that is no whole one of 64 bits, as connector.yaml declares; declare it as number");
        }
    }

    private <T> T required(String property, Optional<T> value) {
        return value.orElseThrow(() -> unfit(property, "is required by connector.yaml, and the record has none"));
    }

    private RecordException unfit(String property, String found) {
        return new RecordException(
                InvalidRule.INVALID,
                "stream \"%s\": property \"%s\" %s".formatted(record.schema().name(), property, found));
    }
}
