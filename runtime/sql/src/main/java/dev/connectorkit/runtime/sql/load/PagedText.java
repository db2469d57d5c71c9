package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.ValueKind;
import java.nio.charset.StandardCharsets;

/** Writes values down as UTF-8, without making Strings of them. */
final class PagedText {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private PagedText() {}

    /** A text without its quotes, a number as it was written, a nested value as JSON. */
    static void putAsSent(FieldReader reader, StreamRecord record, Pages out) {
        int position = reader.position();
        switch (record.kind(position)) {
            case TRUE -> PageReader.putBytes(TRUE, 0, TRUE.length, out);
            case FALSE -> PageReader.putBytes(FALSE, 0, FALSE.length, out);
            default -> PageReader.putBytes(record.data(), record.offset(position), record.length(position), out);
        }
    }

    /** A driver does not look whether text for a JSON column is JSON: a string becomes one here, the rest was read as JSON. */
    static void putJson(FieldReader reader, StreamRecord record, Pages out) {
        int position = reader.position();
        if (record.kind(position) == ValueKind.STRING) {
            byte[] json = JsonText.quoted(record.data(), record.offset(position), record.length(position));
            PageReader.putBytes(json, 0, json.length, out);
        } else {
            putAsSent(reader, record, out);
        }
    }
}
