package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     */
    record PropertyRules(ValueRules rules, Optional<FullValidator> validator) {
        static final PropertyRules NONE = new PropertyRules(ValueRules.ANYTHING, Optional.empty());
    }

    private final Map<String, PropertyRules> properties;
    private final Set<String> required;
    private final boolean refusesUnknown;
    private final Optional<FullValidator> wholeRecord;

    private RecordRules(
            Map<String, PropertyRules> properties,
            Set<String> required,
            boolean refusesUnknown,
            Optional<FullValidator> wholeRecord) {
        this.properties = properties;
        this.required = required;
        this.refusesUnknown = refusesUnknown;
        this.wholeRecord = wholeRecord;
    }

    /** No rules: records are not validated. */
    public static RecordRules none() {
        return new RecordRules(Map.of(), Set.of(), false, Optional.empty());
    }

    /**
     * Compiles a stream's schema.
     *
     * @throws dev.connectorkit.runtime.error.MessageException if it is no JSON Schema, or refers to one outside of it
     */
    public static RecordRules of(String stream, ObjectNode schema) {
        Optional<Draft> draft = Draft.of(schema);
        if (draft.isEmpty()) {
            LOG.warn(
                    "stream \"{}\": its schema is written for {}, and is read as draft 7",
                    stream,
                    schema.path("$schema").asText());
        }
        SchemaDocument document = new SchemaDocument(schema, draft.orElse(Draft.SEVEN));
        RulesCompiler compiler = new RulesCompiler(document);
        Map<String, PropertyRules> properties = new HashMap<>();
        SchemaCompiler.propertySchemas(stream, document).forEach((name, property) -> {
            try {
                properties.put(name, property(document, compiler, property));
            } catch (SchemaProblem e) {
                throw SchemaCompiler.problem(stream, "property \"" + name + "\": " + e.text());
            }
        });
        try {
            return record(document, compiler, properties);
        } catch (SchemaProblem e) {
            throw SchemaCompiler.problem(stream, e.text());
        }
    }

    private static PropertyRules property(SchemaDocument document, RulesCompiler compiler, JsonNode schema) {
        ValueRules rules = compiler.compile(schema);
        return new PropertyRules(
                rules,
                rules.incomplete() == 0
                        ? Optional.empty()
                        : Optional.of(new FullValidator(document, compiler, schema)));
    }

    private static RecordRules record(
            SchemaDocument document, RulesCompiler compiler, Map<String, PropertyRules> properties) {
        JsonNode schema = document.resolve(document.root());
        if (!JsonTypes.ofKeyword(schema.path("type")).admits(JsonTypes.OBJECT)) {
            throw new SchemaProblem("its \"type\" does not admit objects, and records are");
        }
        List<String> required = Keywords.names(schema, "required");
        JsonNode additional = Keywords.schema(schema, "additionalProperties");
        boolean refusesUnknown = additional.isBoolean() && !additional.booleanValue();
        boolean isWhole = (!refusesUnknown && !Keywords.isTrivial(additional))
                || OF_WHOLE_RECORDS.stream()
                        .anyMatch(keyword ->
                                schema.has(keyword) && document.draft().knows(keyword));
        return new RecordRules(
                properties,
                Set.copyOf(required),
                refusesUnknown && !isWhole,
                isWhole ? Optional.of(new FullValidator(document, compiler, schema)) : Optional.empty());
    }

    PropertyRules property(String name) {
        return properties.getOrDefault(name, PropertyRules.NONE);
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
