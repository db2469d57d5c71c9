package dev.connectorkit.runtime.sql.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a JSON array into a column of the database's own array type, such as other loaders make (PostgreSQL manual, 8.15.6).
 * An element that is no value of the column's type makes the record invalid.
 */
final class CopyArray implements CopyField {
    private final FieldReader reader;
    private final ColumnType element;
    private final ArrayElements elements;
    private final boolean replaceNul;

    CopyArray(FieldReader reader, ColumnType element, boolean replaceNul) {
        this.reader = reader;
        this.element = element;
        this.elements = new ArrayElements(reader, element);
        this.replaceNul = replaceNul;
    }

    @Override
    public void put(StreamRecord record, Pages out) {
        try (JsonParser parser = elements.open(record)) {
            putArray(parser, record, out);
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read once cannot be read again", e);
        }
    }

    private void putArray(JsonParser parser, StreamRecord record, Pages out) throws IOException {
        put('{', out);
        boolean isFirst = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!isFirst) {
                put(',', out);
            }
            isFirst = false;
            if (token == JsonToken.START_ARRAY && !(element instanceof Json)) {
                putArray(parser, record, out);
            } else if (token == JsonToken.VALUE_NULL) {
                putPlain("NULL", out);
            } else {
                putElement(parser, token, record, out);
            }
        }
        put('}', out);
    }

    private void putElement(JsonParser parser, JsonToken token, StreamRecord record, Pages out) throws IOException {
        if (element instanceof Json) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getByteOffset();
            int offset = record.offset(reader.position());
            putQuoted(new String(record.data(), offset + start, end - start, StandardCharsets.UTF_8), out);
        } else if (!elements.admits(parser, token)) {
            throw reader.wrongElement();
        } else if (element instanceof Text) {
            putQuoted(parser.getText(), out);
        } else if (element instanceof Bool) {
            putPlain(token == JsonToken.VALUE_TRUE ? "t" : "f", out);
        } else {
            putPlain(parser.getText(), out);
        }
    }

    /** In quotes, so that nothing in it means anything; a backslash of the array's is doubled for COPY. */
    private void putQuoted(String text, Pages out) {
        String array = text.replace("\\", "\\\\").replace("\"", "\\\"");
        byte[] bytes = array.getBytes(StandardCharsets.UTF_8);
        put('"', out);
        if (!CopyText.put(bytes, 0, bytes.length, replaceNul, out)) {
            throw reader.nul();
        }
        put('"', out);
    }

    private static void putPlain(String ascii, Pages out) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        CopyText.putPlain(bytes, 0, bytes.length, out);
    }

    private static void put(char c, Pages out) {
        out.reserve(1);
        out.put(c);
    }
}
