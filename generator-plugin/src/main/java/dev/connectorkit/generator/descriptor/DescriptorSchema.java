package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The descriptor's JSON Schema, and how its errors read to the author of a descriptor. Safe for threads. */
final class DescriptorSchema {
    private static final String RESOURCE = "/dev/connectorkit/templates/descriptor.schema.json";
    private static final JsonPointer DEFAULTS = JsonPointer.compile("/defaults");

    private final JsonNode schema;
    private final Schema compiled;

    DescriptorSchema() {
        this.schema = read();
        this.compiled = SchemaRegistry.withDialect(dialect()).getSchema(schema);
    }

    /** Draft 7 and the keywords that check nothing: they are for editors, and for this package. */
    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft7())
                .keyword(new NonValidationKeyword("patternErrorMessage"))
                .build();
    }

    /** What the schema says of the settings of the runtime. */
    RuntimeSettings runtimeSettings() {
        return RuntimeSettings.of(schema.at("/properties/defaults"));
    }

    /** A document's shape against the schema. */
    ShapeCheck check(YamlDocument document) {
        List<Problem> problems = new ArrayList<>();
        Set<JsonPointer> unusable = new HashSet<>();
        List<Error> errors = compiled.validate(document.root());
        Set<JsonPointer> ofWrongType = errors.stream()
                .filter(error -> error.getKeyword().equals("type"))
                .map(DescriptorSchema::pointer)
                .collect(Collectors.toSet());
        for (Error error : errors) {
            if (!followsFromAnother(document, ofWrongType, error)) {
                problems.add(problem(document, error));
                unusable.add(subject(error));
            }
        }
        return new ShapeCheck(List.copyOf(problems), Set.copyOf(unusable));
    }

    /**
     * What a check found.
     *
     * @param unusable the values that a problem is about; an object among them can still be looked into
     */
    record ShapeCheck(List<Problem> problems, Set<JsonPointer> unusable) {}

    private static JsonPointer subject(Error error) {
        return error.getKeyword().equals("propertyNames")
                ? pointer(error).appendProperty(error.getProperty())
                : pointer(error);
    }

    /** Of a value that is unclear, or of a wrong type, one problem is enough. */
    private static boolean followsFromAnother(YamlDocument document, Set<JsonPointer> ofWrongType, Error error) {
        return document.unclear().contains(pointer(error))
                || (ofWrongType.contains(pointer(error)) && !error.getKeyword().equals("type"));
    }

    private Problem problem(YamlDocument document, Error error) {
        JsonPointer at = pointer(error);
        JsonNode found = document.root().at(at);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(document, at.appendProperty(error.getProperty()), error);
            case "propertyNames" ->
                document.problemAtKey(at.appendProperty(error.getProperty()), "the name " + nameRule(error));
            case "required" ->
                new Problem(
                        document.file(),
                        document.placeOfKey(at),
                        YamlDocument.path(at.appendProperty(error.getProperty())),
                        "is missing");
            case "type" -> document.problemAt(at, typeText(found, error.getSchemaNode()));
            case "enum" -> document.problemAt(at, notAllowed(found, error.getSchemaNode()));
            case "pattern" -> document.problemAt(at, Words.quoted(found.asText()) + " " + patternRule(error));
            case "minLength" -> document.problemAt(at, "is empty; write something, or leave it out");
            case "maxLength" ->
                document.problemAt(at, "is longer than " + error.getSchemaNode().asText() + " characters");
            case "minimum" ->
                document.problemAt(
                        at,
                        found.asText() + " is too small; the least is "
                                + error.getSchemaNode().asText());
            case "maximum" ->
                document.problemAt(
                        at,
                        found.asText() + " is too large; the most is "
                                + error.getSchemaNode().asText());
            case "exclusiveMinimum" ->
                document.problemAt(
                        at,
                        found.asText() + " is too small; it has to be more than "
                                + error.getSchemaNode().asText());
            case "minItems" -> document.problemAt(at, "has no items; write some, or leave it out");
            case "maxItems" ->
                document.problemAt(at, "has more than " + error.getSchemaNode().asText() + " items");
            case "minProperties" -> document.problemAt(at, "is empty; write what belongs here");
            case "uniqueItems" -> document.problemAt(at, "holds an item twice");
            default -> document.problemAt(at, error.getMessage());
        };
    }

    private Problem unknownKey(YamlDocument document, JsonPointer key, Error error) {
        List<String> known = new ArrayList<>();
        owner(error).path("properties").fieldNames().forEachRemaining(known::add);
        String name = key.last().getMatchingProperty();
        Optional<String> reason = key.head().equals(DEFAULTS) ? whyNoDefault(document, name) : Optional.empty();
        return document.problemAtKey(key, reason.orElseGet(() -> "is not known here" + hint(name, known)));
    }

    private static Optional<String> whyNoDefault(YamlDocument document, String name) {
        return document.root().path("settings").has(name)
                ? Optional.of("is a setting of this connector; write its default under settings")
                : Optional.empty();
    }

    private static String hint(String name, List<String> known) {
        String meant = Words.didYouMean(name, known);
        return meant.isEmpty() ? "; known are " + String.join(", ", known) : meant;
    }

    private static String nameRule(Error error) {
        return error.getSchemaNode().path("patternErrorMessage").asText();
    }

    private String patternRule(Error error) {
        return owner(error).path("patternErrorMessage").asText();
    }

    /** The part of the schema that the keyword of the error stands in. */
    private JsonNode owner(Error error) {
        return schema.at(
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString())
                        .head());
    }

    private static String notAllowed(JsonNode found, JsonNode allowed) {
        List<String> words = StreamSupport.stream(allowed.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return Words.quoted(found.asText()) + " is not one of " + String.join(", ", words)
                + Words.didYouMean(found.asText(), words);
    }

    private static String typeText(JsonNode found, JsonNode needed) {
        if (found.isNull()) {
            return "is empty; " + types(needed) + " is needed here, or leave it out";
        }
        String quotes = found.isValueNode() && needed.asText().equals("string") ? "; put it in quotes" : "";
        return "is " + withArticle(typeOf(found)) + "; " + types(needed) + " is needed here" + quotes;
    }

    private static String types(JsonNode needed) {
        if (!needed.isArray()) {
            return withArticle(needed.asText());
        }
        List<String> types = StreamSupport.stream(needed.spliterator(), false)
                .map(type -> withArticle(type.asText()))
                .toList();
        int last = types.size() - 1;
        return String.join(", ", types.subList(0, last)) + " or " + types.get(last);
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static String withArticle(String type) {
        return switch (type) {
            case "array" -> "a list";
            case "object" -> "a mapping";
            case "integer" -> "an integer";
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    private static JsonPointer pointer(Error error) {
        return JsonPointer.compile(error.getInstanceLocation().toString());
    }

    private static JsonNode read() {
        try (InputStream resource = DescriptorSchema.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " could not be read", e);
        }
    }
}
