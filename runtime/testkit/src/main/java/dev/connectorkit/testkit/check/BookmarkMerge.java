package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Two states as one, by Mage's rule; written apart from the runtime's, which it is there to check. */
final class BookmarkMerge {
    private static final String BOOKMARKS = "bookmarks";

    private BookmarkMerge() {}

    /** The later state, with those bookmarks of the earlier that it does not have; a bookmark that is an object, key by key. */
    static JsonNode of(JsonNode earlier, JsonNode later) {
        if (!(earlier.path(BOOKMARKS) instanceof ObjectNode before)
                || !(later.path(BOOKMARKS) instanceof ObjectNode after)) {
            return later;
        }
        ObjectNode merged = later.deepCopy();
        ObjectNode bookmarks = merged.putObject(BOOKMARKS);
        bookmarks.setAll(before);
        after.properties().forEach(bookmark -> {
            boolean bothObjects = bookmark.getValue().isObject()
                    && before.path(bookmark.getKey()).isObject();
            bookmarks.set(
                    bookmark.getKey(),
                    bothObjects
                            ? ((ObjectNode) before.get(bookmark.getKey()).deepCopy())
                                    .setAll((ObjectNode) bookmark.getValue())
                            : bookmark.getValue());
        });
        return merged;
    }
}
