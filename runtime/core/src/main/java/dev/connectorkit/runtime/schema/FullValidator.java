package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.everit.json.schema.FormatValidator;
import org.everit.json.schema.Schema;
import org.everit.json.schema.SchemaException;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.Validator;
import org.everit.json.schema.loader.SchemaLoader;
import org.everit.json.schema.regexp.JavaUtilRegexpFactory;
import org.everit.json.schema.regexp.Regexp;
import org.everit.json.schema.regexp.RegexpMatchingFailure;
import org.json.JSONObject;

/**
 * Checks a value against the whole of its schema, by Everit: for the keywords that the compiled rules leave open. The schema
 * is complete in itself when Everit gets it, and a client that refuses stands where one could fetch. Used by one thread.
 */
final class FullValidator {
    private static final List<String> FORMATS =
            List.of("date-time", "date", "time", "uuid", "x-singer.decimal", "singer.decimal");

    private final Schema schema;
    private final Validator validator = Validator.builder().failEarly().build();
    private final Set<String> knownNames = new HashSet<>();

    /**
     * Compiles the schema.
     *
     * @throws SchemaProblem if it is none
     */
    FullValidator(RulesCompiler compiler, JsonNode schema) {
        SchemaLoader.SchemaLoaderBuilder loader = SchemaLoader.builder()
                .draftV7Support()
                .enableOverrideOfBuiltInFormatValidators()
                .schemaClient(url -> {
                    throw new SchemaProblem("nothing is fetched");
                })
                .regexpFactory(expression -> new PatternRegexp(EcmaPattern.compile(expression)));
        FORMATS.forEach(format -> loader.addFormatValidator(new AssertedFormat(format)));
        try {
            JSONObject written = EveritSchema.of(compiler, schema);
            collectNames(compiler.document().root());
            this.schema = loader.schemaJson(written).build().load().build();
        } catch (SchemaException e) {
            throw new SchemaProblem("the schema cannot be read (%s)".formatted(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new SchemaProblem("the schema is nested too deeply");
        }
    }

    /**
     * Checks a value.
     *
     * @param property the property that it belongs to; none for a whole record
     * @param value    as {@link OrgJson} makes it
     * @throws RecordException if it breaks its schema
     */
    void check(Optional<String> property, Object value) {
        try {
            validator.performValidation(schema, value);
        } catch (ValidationException e) {
            throw refused(property, innermost(e));
        } catch (StackOverflowError e) {
            throw new RecordException(
                    InvalidRule.INVALID,
                    place(property, List.of()) + " is nested too deeply to be compared to its schema");
        }
    }

    /** Whether {@link #check} would let the value pass. */
    boolean accepts(Object value) {
        try {
            check(Optional.empty(), value);
            return true;
        } catch (RecordException e) {
            return false; // whoever asks has it checked again, to say what is wrong
        }
    }

    /** Where a failure has one cause, the cause says more; where it has several, none of them is the reason alone. */
    private static ValidationException innermost(ValidationException failure) {
        ValidationException current = failure;
        while (current.getCausingExceptions().size() == 1) {
            current = current.getCausingExceptions().get(0);
        }
        return current;
    }

    private RecordException refused(Optional<String> property, ValidationException failure) {
        String pointer = String.valueOf(failure.getPointerToViolation());
        List<String> path =
                pointer.length() < 2 ? List.of() : List.of(pointer.substring(2).split("/", -1));
        return new RecordException(
                InvalidRule.INVALID,
                "%s does not keep to its schema (%s)"
                        .formatted(
                                place(property, path),
                                Optional.ofNullable(failure.getKeyword()).orElse("schema")));
    }

    /** Names that the schema does not know are data and stay out of messages. */
    private String place(Optional<String> property, List<String> path) {
        StringJoiner place = new StringJoiner("/");
        property.ifPresent(place::add);
        for (String escaped : path) {
            String name = escaped.replace("~1", "/").replace("~0", "~");
            boolean isIndex = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
            place.add(isIndex || knownNames.contains(name) ? name : "*");
        }
        return place.length() == 0 ? "the record" : "property \"" + place + "\"";
    }

    private void collectNames(JsonNode schema) {
        schema.path("properties").fieldNames().forEachRemaining(knownNames::add);
        Keywords.forEachSubschema(schema, this::collectNames);
    }

    private record AssertedFormat(String formatName, ValueCheck.Condition condition) implements FormatValidator {
        AssertedFormat(String formatName) {
            this(formatName, ValueChecks.formatCondition(formatName).orElseThrow());
        }

        @Override
        public Optional<String> validate(String subject) {
            byte[] text = subject.getBytes(StandardCharsets.UTF_8);
            return condition.holds(text, 0, text.length) ? Optional.empty() : Optional.of(formatName);
        }
    }

    private record PatternRegexp(EcmaPattern pattern) implements Regexp {
        /** Only Everit can make one. */
        private static final Optional<RegexpMatchingFailure> FAILURE =
                new JavaUtilRegexpFactory().createHandler("a").patternMatchingFailure("");

        @Override
        public Optional<RegexpMatchingFailure> patternMatchingFailure(String input) {
            return pattern.isIn(input) ? Optional.empty() : FAILURE;
        }
    }
}
