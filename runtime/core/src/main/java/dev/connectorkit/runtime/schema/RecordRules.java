package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream's schema demands of its records, decided once: what the reader checks as it tokenises, and what is left to
 * the full validator, for single properties where that is enough. {@code docs/validation.md} has the table. To be given to
 * one reader.
 */
public final class RecordRules {
    private static final Logger LOG = LoggerFactory.getLogger(RecordRules.class);

    /** Keywords that concern more than one property, so that a whole record has to be looked at. */
    private static final Set<String> OF_WHOLE_RECORDS = Set.of(
            "patternProperties",
            "dependencies",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "enum",
            "const",
            "not",
            "allOf",
            "anyOf",
            "oneOf",
            "if");

    /**
     * What the schema demands of one property.
     *
     * @param validator checks the values of types about which the rules are not all
     * @param shape     says of nested values that the validator would let them pass, as far as that can be seen at once
     */
    record PropertyRules(ValueRules rules, Optional<FullValidator> validator, Optional<ValueShape> shape) {
        static final PropertyRules NONE = new PropertyRules(ValueRules.ANYTHING, Optional.empty(), Optional.empty());
    }

    private final String stream;
    private final Optional<RulesCompiler> compiler;
    private final Set<String> required;
    private final boolean refusesUnknown;
    private final Optional<FullValidator> wholeRecord;

    private RecordRules(
            String stream,
            Optional<RulesCompiler> compiler,
            Set<String> required,
            boolean refusesUnknown,
            Optional<FullValidator> wholeRecord) {
        this.stream = stream;
        this.compiler = compiler;
        this.required = required;
        this.refusesUnknown = refusesUnknown;
        this.wholeRecord = wholeRecord;
    }

    /** No rules: records are not validated. */
    public static RecordRules none() {
        return new RecordRules("", Optional.empty(), Set.of(), false, Optional.empty());
    }

    /**
     * Compiles a stream's schema.
     *
     * @throws dev.connectorkit.runtime.error.MessageException if it is no JSON Schema, or refers to one outside of it
     */
    public static RecordRules of(String stream, ObjectNode schema) {
        Optional<Draft> draft = Draft.of(schema);
        if (draft.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("row_type", "SCHEMA")
                    .addKeyValue("stream", stream)
                    .log(
                            "stream \"{}\": its schema is written for {}, and is read as draft 7",
                            stream,
                            schema.path("$schema").asText());
        }
        try {
            return of(stream, new SchemaDocument(schema, draft.orElse(Draft.SEVEN)));
        } catch (SchemaProblem e) {
            throw SchemaCompiler.problem(stream, e.text());
        }
    }

    private static RecordRules of(String stream, SchemaDocument document) {
        return ofObject(stream, new RulesCompiler(document), document.root());
    }

    private static RecordRules ofObject(String stream, RulesCompiler compiler, JsonNode root) {
        SchemaDocument document = compiler.document();
        JsonNode schema = document.resolve(root);
        if (!JsonTypes.ofKeyword(schema.path("type")).admits(JsonTypes.OBJECT)) {
            throw new SchemaProblem("its \"type\" does not admit objects, and records are");
        }
        JsonNode additional = Keywords.schema(schema, "additionalProperties");
        boolean refusesUnknown = additional.isBoolean() && !additional.booleanValue();
        boolean isWhole = (!refusesUnknown && !Keywords.isTrivial(additional))
                || OF_WHOLE_RECORDS.stream()
                        .anyMatch(keyword ->
                                schema.has(keyword) && document.draft().knows(keyword));
        return new RecordRules(
                stream,
                Optional.of(compiler),
                Set.copyOf(Keywords.names(schema, "required")),
                refusesUnknown && !isWhole,
                isWhole ? Optional.of(new FullValidator(compiler, schema)) : Optional.empty());
    }

    /**
     * What the schema demands of a property of it.
     *
     * @throws dev.connectorkit.runtime.error.MessageException if that is no JSON Schema, or refers to one outside of the
     *     stream's
     */
    PropertyRules property(Property property) {
        if (compiler.isEmpty()) {
            return PropertyRules.NONE;
        }
        try {
            ValueRules rules = compiler.get().compile(property.schema());
            return new PropertyRules(
                    rules,
                    rules.incomplete() == 0
                            ? Optional.empty()
                            : Optional.of(new FullValidator(compiler.get(), property.schema())),
                    (rules.incomplete() & JsonTypes.CONTAINER) == 0
                            ? Optional.empty()
                            : ValueShape.of(compiler.get(), property.schema()));
        } catch (SchemaProblem e) {
            throw SchemaCompiler.problem(stream, "property \"" + property.name() + "\": " + e.text());
        }
    }

    /** What the schema demands of an object in a record whose properties are columns, beyond their own rules. */
    RecordRules nested(Property property) {
        if (compiler.isEmpty()) {
            return this;
        }
        try {
            return ofObject(stream, compiler.get(), property.schema());
        } catch (SchemaProblem e) {
            throw SchemaCompiler.problem(stream, "property \"" + property.name() + "\": " + e.text());
        }
    }

    /** Names of properties that each record has to have. */
    Set<String> required() {
        return required;
    }

    /** Whether a property that the schema does not know makes a record invalid. */
    boolean refusesUnknown() {
        return refusesUnknown;
    }

    /** What has to see each record as a whole. */
    Optional<FullValidator> wholeRecord() {
        return wholeRecord;
    }
}
