package dev.connectorkit.runtime.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A configuration that was checked against its definitions, with the defaults filled in. A {@code null} in the
 * configuration counts as absent. Safe for threads; {@code toString} prints no values.
 */
public final class Settings {
    private final ObjectNode values;
    private final List<String> warnings;

    Settings(ObjectNode values, List<String> warnings) {
        this.values = values;
        this.warnings = List.copyOf(warnings);
    }

    /** What was passed over while the configuration was read, a sentence each; names only, no values. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether the setting has a value, its default included. */
    public boolean has(String name) {
        return values.hasNonNull(name);
    }

    /**
     * The value of a STRING setting.
     *
     * @throws IllegalStateException if it has no value, or is declared with another type
     */
    public String string(String name) {
        return required(name, optionalString(name));
    }

    /**
     * The value of a STRING setting, if it has one.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public Optional<String> optionalString(String name) {
        return value(name, JsonNode::isTextual, JsonNode::textValue);
    }

    /**
     * The value of an INTEGER setting, in the unit that its definition names.
     *
     * @throws IllegalStateException if it has no value, or is declared with another type
     */
    public long integer(String name) {
        return required(name, value(name, JsonNode::isIntegralNumber, JsonNode::longValue));
    }

    /**
     * The value of an INTEGER setting, if it has one.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public OptionalLong optionalInteger(String name) {
        return has(name) ? OptionalLong.of(integer(name)) : OptionalLong.empty();
    }

    /**
     * The value of a NUMBER setting, digit for digit.
     *
     * @throws IllegalStateException if it has no value, or is declared with another type
     */
    public BigDecimal number(String name) {
        return required(name, optionalNumber(name));
    }

    /**
     * The value of a NUMBER setting, if it has one.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public Optional<BigDecimal> optionalNumber(String name) {
        return value(name, JsonNode::isNumber, JsonNode::decimalValue);
    }

    /** The value of a COUNT_OR_PERCENT setting as it is written: {@code 100} or {@code 5%}. */
    public Optional<String> optionalCountOrPercent(String name) {
        return value(name, node -> node.isIntegralNumber() || node.isTextual(), JsonNode::asText);
    }

    /**
     * The value of a BOOLEAN setting.
     *
     * @throws IllegalStateException if it has no value, or is declared with another type
     */
    public boolean flag(String name) {
        return required(name, optionalFlag(name));
    }

    /**
     * The value of a BOOLEAN setting, if it has one.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public Optional<Boolean> optionalFlag(String name) {
        return value(name, JsonNode::isBoolean, JsonNode::booleanValue);
    }

    /** The value of an OBJECT or ARRAY setting; not to be changed. */
    public JsonNode json(String name) {
        return required(name, optionalJson(name));
    }

    /**
     * The value of an OBJECT or ARRAY setting, if it has one; not to be changed.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public Optional<JsonNode> optionalJson(String name) {
        return value(name, JsonNode::isContainerNode, Function.identity());
    }

    /**
     * The value of a secret STRING setting.
     *
     * @throws IllegalStateException if it has no value, or is declared with another type
     */
    public Secret secret(String name) {
        return required(name, optionalSecret(name));
    }

    /**
     * The value of a secret STRING setting, if it has one.
     *
     * @throws IllegalStateException if it is declared with another type
     */
    public Optional<Secret> optionalSecret(String name) {
        return optionalString(name).map(Secret::new);
    }

    private <T> Optional<T> value(String name, Predicate<JsonNode> isOfType, Function<JsonNode, T> read) {
        JsonNode node = values.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!isOfType.test(node)) {
            throw new IllegalStateException("setting " + name + " is read as another type than it was declared with");
        }
        return Optional.of(read.apply(node));
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalStateException(
                "setting " + name + " has no value; declare it required or read it as optional"));
    }

    @Override
    public String toString() {
        return "Settings"
                + values.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
