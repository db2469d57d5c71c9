package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Picks the parts of a descriptor out of its tree. A value that cannot be used counts as absent. */
final class DescriptorTree {
    private final YamlDocument document;
    private final Set<JsonPointer> unusable;

    DescriptorTree(YamlDocument document, Set<JsonPointer> unusable) {
        this.document = document;
        this.unusable = unusable;
    }

    Descriptor descriptor(List<Problem> problems) {
        JsonPointer top = JsonPointer.empty();
        return new Descriptor(
                document.file(),
                text(top, "name"),
                text(top, "label"),
                text(top, "description"),
                text(top, "package"),
                text(top, "architecture"),
                texts(top.appendProperty("engines")),
                capabilities(top.appendProperty("capabilities")),
                sql(top.appendProperty("sql")),
                http(top.appendProperty("http")),
                members(top.appendProperty("streams")).map(this::declaredStream).toList(),
                members(top.appendProperty("settings"))
                        .filter(setting ->
                                !unusable.contains(setting) || at(setting).isObject())
                        .map(this::setting)
                        .toList(),
                members(top.appendProperty("defaults"))
                        .flatMap(this::defaultValue)
                        .toList(),
                problems);
    }

    private Optional<SqlDescriptor> sql(JsonPointer pointer) {
        return at(pointer).isMissingNode()
                ? Optional.empty()
                : Optional.of(new SqlDescriptor(
                        key(pointer),
                        text(pointer, "dialect"),
                        text(pointer, "url"),
                        flag(pointer, "own_class"),
                        text(pointer, "arrays"),
                        members(pointer.appendProperty("types"))
                                .map(this::streamTypes)
                                .toList()));
    }

    private SqlDescriptor.StreamTypes streamTypes(JsonPointer pointer) {
        return new SqlDescriptor.StreamTypes(
                key(pointer),
                members(pointer)
                        .flatMap(member ->
                                text(member).map(type -> new SqlDescriptor.ColumnType(key(member), type)).stream())
                        .toList());
    }

    private Optional<Descriptor.Capabilities> capabilities(JsonPointer pointer) {
        if (!at(pointer).isObject()) {
            return Optional.empty();
        }
        Map<String, Located<Boolean>> flags = new LinkedHashMap<>();
        members(pointer).forEach(member -> flag(member).ifPresent(flag -> flags.put(name(member), flag)));
        return Optional.of(new Descriptor.Capabilities(flags, texts(pointer.appendProperty("cannot_hold"))));
    }

    private Descriptor.DeclaredStream declaredStream(JsonPointer pointer) {
        JsonPointer schema = pointer.appendProperty("schema");
        return new Descriptor.DeclaredStream(
                key(pointer),
                text(pointer, "description"),
                text(pointer, "topic"),
                texts(pointer.appendProperty("key_properties")),
                at(schema),
                members(schema.appendProperty("properties")).map(this::property).toList(),
                texts(schema.appendProperty("required")));
    }

    private Descriptor.Property property(JsonPointer pointer) {
        JsonPointer type = pointer.appendProperty("type");
        List<Located<String>> types = at(type).isTextual() ? text(type).stream().toList() : texts(type);
        return new Descriptor.Property(key(pointer), types, text(pointer, "description"));
    }

    private Optional<HttpDescriptor> http(JsonPointer pointer) {
        return at(pointer).isMissingNode()
                ? Optional.empty()
                : Optional.of(new HttpDescriptor(
                        key(pointer),
                        text(pointer, "base_url"),
                        authentication(pointer.appendProperty("authentication")),
                        probe(pointer.appendProperty("probe")),
                        number(pointer.appendProperty("timeout_seconds")),
                        entries(pointer.appendProperty("headers")),
                        flag(pointer, "own_class"),
                        members(pointer.appendProperty("streams"))
                                .map(this::httpStream)
                                .toList()));
    }

    private Optional<HttpDescriptor.Authentication> authentication(JsonPointer pointer) {
        return at(pointer).isObject()
                ? Optional.of(new HttpDescriptor.Authentication(
                        key(pointer),
                        text(pointer, "type"),
                        entries(pointer).stream()
                                .filter(part -> !part.name().value().equals("type"))
                                .toList()))
                : Optional.empty();
    }

    private Optional<HttpDescriptor.Probe> probe(JsonPointer pointer) {
        return at(pointer).isObject()
                ? Optional.of(new HttpDescriptor.Probe(text(pointer, "method"), text(pointer, "path")))
                : Optional.empty();
    }

    private HttpDescriptor.Stream httpStream(JsonPointer pointer) {
        return new HttpDescriptor.Stream(
                key(pointer),
                text(pointer, "method"),
                text(pointer, "path"),
                entries(pointer.appendProperty("headers")),
                text(pointer, "body"),
                text(pointer, "envelope"),
                number(pointer.appendProperty("batch_size")),
                number(pointer.appendProperty("requests_per_second")),
                numbers(pointer.appendProperty("retry_statuses")),
                numbers(pointer.appendProperty("rejected_statuses")));
    }

    private List<HttpDescriptor.Header> entries(JsonPointer pointer) {
        return members(pointer)
                .flatMap(member -> text(member).map(value -> new HttpDescriptor.Header(key(member), value)).stream())
                .toList();
    }

    private Optional<List<Located<BigDecimal>>> numbers(JsonPointer pointer) {
        return at(pointer).isArray()
                ? Optional.of(IntStream.range(0, at(pointer).size())
                        .mapToObj(index -> number(pointer.appendIndex(index)))
                        .flatMap(Optional::stream)
                        .toList())
                : Optional.empty();
    }

    private Optional<Located<BigDecimal>> number(JsonPointer pointer) {
        return at(pointer).isNumber() ? value(pointer, JsonNode::decimalValue) : Optional.empty();
    }

    private Descriptor.Setting setting(JsonPointer pointer) {
        return new Descriptor.Setting(
                key(pointer),
                text(pointer, "type"),
                text(pointer, "description"),
                flag(pointer, "required"),
                value(pointer.appendProperty("default"), Function.identity()),
                flag(pointer, "secret"),
                text(pointer, "env"),
                texts(pointer.appendProperty("allowed")),
                items(pointer.appendProperty("examples")),
                text(pointer, "deprecated"));
    }

    private Stream<Descriptor.Default> defaultValue(JsonPointer pointer) {
        return value(pointer, Function.identity()).map(value -> new Descriptor.Default(key(pointer), value)).stream();
    }

    private Optional<Located<String>> text(JsonPointer parent, String name) {
        return text(parent.appendProperty(name));
    }

    private Optional<Located<String>> text(JsonPointer pointer) {
        return at(pointer).isTextual() ? value(pointer, JsonNode::textValue) : Optional.empty();
    }

    private Optional<Located<Boolean>> flag(JsonPointer parent, String name) {
        return flag(parent.appendProperty(name));
    }

    private Optional<Located<Boolean>> flag(JsonPointer pointer) {
        return at(pointer).isBoolean() ? value(pointer, JsonNode::booleanValue) : Optional.empty();
    }

    private List<Located<String>> texts(JsonPointer pointer) {
        return IntStream.range(0, at(pointer).isArray() ? at(pointer).size() : 0)
                .mapToObj(index -> text(pointer.appendIndex(index)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Located<JsonNode>> items(JsonPointer pointer) {
        return IntStream.range(0, at(pointer).isArray() ? at(pointer).size() : 0)
                .mapToObj(index -> value(pointer.appendIndex(index), Function.identity()))
                .flatMap(Optional::stream)
                .toList();
    }

    private <T> Optional<Located<T>> value(JsonPointer pointer, Function<JsonNode, T> read) {
        JsonNode node = at(pointer);
        return node.isMissingNode() || node.isNull() || unusable.contains(pointer)
                ? Optional.empty()
                : Optional.of(new Located<>(read.apply(node), YamlDocument.path(pointer), document.placeOf(pointer)));
    }

    private Stream<JsonPointer> members(JsonPointer pointer) {
        return at(pointer).properties().stream().map(member -> pointer.appendProperty(member.getKey()));
    }

    private static String name(JsonPointer pointer) {
        return pointer.last().getMatchingProperty();
    }

    private Located<String> key(JsonPointer pointer) {
        return new Located<>(name(pointer), YamlDocument.path(pointer), document.placeOfKey(pointer));
    }

    private JsonNode at(JsonPointer pointer) {
        return document.root().at(pointer);
    }
}
