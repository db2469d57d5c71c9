package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The drafts of JSON Schema that are read; see {@code docs/validation.md}. */
enum Draft {
    FOUR,
    SIX,
    SEVEN;

    /** The draft that {@code $schema} names, 7 where it is missing; empty for one that is not known. */
    static Optional<Draft> of(JsonNode schema) {
        JsonNode keyword = schema.path("$schema");
        if (!keyword.isTextual()) {
            return Optional.of(SEVEN);
        }
        String uri = keyword.textValue().replaceFirst("^https?://", "").replaceFirst("#$", "");
        return switch (uri) {
            case "json-schema.org/draft-04/schema" -> Optional.of(FOUR);
            case "json-schema.org/draft-06/schema" -> Optional.of(SIX);
            case "json-schema.org/draft-07/schema" -> Optional.of(SEVEN);
            default -> Optional.empty();
        };
    }

    /** Name of the keyword that gives a schema its URI. */
    String idKeyword() {
        return this == FOUR ? "id" : "$id";
    }

    /** Whether the keyword means anything in this draft; of keywords that all drafts know, and of unknown ones, yes. */
    boolean knows(String keyword) {
        return switch (keyword) {
            case "const", "contains", "propertyNames" -> this != FOUR;
            case "if", "then", "else" -> this == SEVEN;
            default -> true;
        };
    }
}
