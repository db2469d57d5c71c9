package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream's schema, with the places that {@code $ref} may name: JSON pointers, {@code $id}s and their anchors, all of
 * them in the schema itself. A reference that leads anywhere else is refused; nothing is ever fetched.
 */
final class SchemaDocument {
    private final ObjectNode root;
    private final Draft draft;
    /** Schemas by their absolute URIs, those of anchors included. */
    private final Map<String, JsonNode> byUri = new HashMap<>();
    /** The URI that references in a schema are relative to. */
    private final IdentityHashMap<JsonNode, String> bases = new IdentityHashMap<>();

    SchemaDocument(ObjectNode root, Draft draft) {
        this.root = root;
        this.draft = draft;
        byUri.put("", root);
        index(root, "");
    }

    ObjectNode root() {
        return root;
    }

    Draft draft() {
        return draft;
    }

    /** Whether the schema is a reference; its other keywords mean nothing then (draft 7, 8.3). */
    static boolean isReference(JsonNode schema) {
        return schema.path("$ref").isTextual();
    }

    /**
     * The schema, or what it refers to in the end.
     *
     * @throws SchemaProblem if a reference leads nowhere in the schema, or round in circles
     */
    JsonNode resolve(JsonNode schema) {
        JsonNode current = schema;
        Set<JsonNode> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        while (isReference(current)) {
            if (!passed.add(current)) {
                throw new SchemaProblem("$ref \"%s\" refers to itself".formatted(reference(schema)));
            }
            current = target(current);
        }
        return current;
    }

    private JsonNode target(JsonNode schema) {
        String reference = reference(schema);
        int hash = reference.indexOf('#');
        String uri = resolveUri(bases.getOrDefault(schema, ""), hash < 0 ? reference : reference.substring(0, hash));
        String fragment = hash < 0
                ? ""
                : URLDecoder.decode(reference.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonNode resource = byUri.get(uri);
        JsonNode target = resource;
        if (fragment.startsWith("/")) {
            target = resource == null ? null : at(resource, fragment);
        } else if (!fragment.isEmpty()) {
            target = byUri.get(uri + "#" + fragment);
        }
        if (target == null) {
            throw new SchemaProblem(
                    "$ref \"%s\" leads to nothing in the schema; the tap has to send what it refers to, nothing is fetched"
                            .formatted(reference));
        }
        if (!Keywords.isSchema(target)) {
            throw new SchemaProblem("$ref \"%s\" leads to what is no schema".formatted(reference));
        }
        return target;
    }

    private static String reference(JsonNode schema) {
        return schema.path("$ref").textValue();
    }

    /** What a JSON pointer leads to; it may stand where no keyword would look for a schema. */
    private @Nullable JsonNode at(JsonNode resource, String pointer) {
        JsonNode current = resource;
        String base = bases.getOrDefault(resource, "");
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            current = current.isArray() ? current.path(arrayIndex(name)) : current.path(name);
            base = bases.getOrDefault(current, base);
        }
        if (current.isObject() && !bases.containsKey(current)) {
            index(current, base);
        }
        return current.isMissingNode() ? null : current;
    }

    private static int arrayIndex(String token) {
        return token.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(token) : -1;
    }

    private void index(JsonNode schema, String base) {
        String ownBase = base;
        JsonNode id = schema.path(draft.idKeyword());
        if (id.isTextual() && !isReference(schema)) {
            ownBase = register(schema, id.textValue(), base);
        }
        bases.put(schema, ownBase);
        String inherited = ownBase;
        Keywords.forEachSubschema(schema, subschema -> {
            if (subschema.isObject()) {
                index(subschema, inherited);
            }
        });
    }

    private String register(JsonNode schema, String id, String base) {
        int hash = id.indexOf('#');
        String uri = resolveUri(base, hash < 0 ? id : id.substring(0, hash));
        String anchor = hash < 0 ? "" : id.substring(hash + 1);
        if (!anchor.isEmpty()) {
            byUri.putIfAbsent(uri + "#" + anchor, schema);
        }
        if (hash != 0) {
            byUri.putIfAbsent(uri, schema);
        }
        return uri;
    }

    /** RFC 3986, 5; where the base has no path, as in {@code urn:}, nothing is relative to it. */
    private static String resolveUri(String base, String reference) {
        if (reference.isEmpty()) {
            return base;
        }
        try {
            URI relative = new URI(reference);
            URI context = new URI(base);
            boolean isAlone = relative.isAbsolute() || base.isEmpty() || context.isOpaque();
            return isAlone ? reference : context.resolve(relative).toString();
        } catch (URISyntaxException e) {
            return reference; // found only where the schema has an id of the same spelling
        }
    }
}
