package dev.connectorkit.runtime.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.message.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Merges states Mage's way: their {@code bookmarks}, later over earlier; a bookmark that is an object is merged with the
 * earlier object key by key (mage_integrations/destinations/utils.py). Unlike Mage, what stands beside the bookmarks is
 * kept from the newest state, and a state without bookmarks counts whole. Not safe for threads.
 */
final class BookmarkMerger {
    private final JsonMapper json = Json.trees(Integer.MAX_VALUE);

    String merge(List<String> states) {
        if (states.size() == 1) {
            return states.get(0);
        }
        JsonNode merged = parse(states.get(0));
        for (String state : states.subList(1, states.size())) {
            merged = mergeTwo(merged, parse(state));
        }
        return merged.toString();
    }

    /** Merges the states, with the failed streams' bookmarks as they were emitted before, or without. */
    Optional<String> mergeWithout(Set<String> failedStreams, List<String> states, String emitted) {
        JsonNode merged = parse(merge(states));
        if (!merged.path("bookmarks").isObject()) {
            return Optional.empty();
        }
        JsonNode before =
                emitted.isEmpty() ? merged.path("none") : parse(emitted).path("bookmarks");
        ObjectNode bookmarks = (ObjectNode) merged.path("bookmarks");
        for (String stream : failedStreams) {
            bookmarks.remove(stream);
            if (before.has(stream)) {
                bookmarks.set(stream, before.get(stream));
            }
        }
        return bookmarks.isEmpty()
                ? Optional.empty()
                : Optional.of(merged.toString()); // an empty state would wipe a store
    }

    private static JsonNode mergeTwo(JsonNode earlier, JsonNode later) {
        if (!later.path("bookmarks").isObject() || !earlier.path("bookmarks").isObject()) {
            return later;
        }
        ObjectNode result = ((ObjectNode) later).deepCopy();
        ObjectNode bookmarks = ((ObjectNode) earlier.path("bookmarks")).deepCopy();
        later.path("bookmarks").properties().forEach(entry -> {
            JsonNode before = bookmarks.path(entry.getKey());
            if (before.isObject() && entry.getValue().isObject()) {
                ((ObjectNode) before).setAll((ObjectNode) entry.getValue());
            } else {
                bookmarks.set(entry.getKey(), entry.getValue());
            }
        });
        result.set("bookmarks", bookmarks);
        return result;
    }

    private JsonNode parse(String state) {
        try {
            return json.readTree(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state that was read once has to be JSON", e);
        }
    }
}
