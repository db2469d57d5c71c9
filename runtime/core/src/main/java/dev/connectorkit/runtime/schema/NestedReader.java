package dev.connectorkit.runtime.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.json.PlainJson;
import java.io.IOException;

/** Descends into an object whose properties are columns of their own; no tree is made of it. */
final class NestedReader extends PropertyReader {
    private final String path;
    private final boolean nullable;
    private final boolean holdsKey;
    private final JsonRecordReader fields;
    private final int[] columns;
    private long readIn = -1;

    NestedReader(ObjectPlan.Nested plan, boolean holdsKey, JsonRecordReader fields) {
        super(plan.name(), plan.property(), -1, holdsKey, RecordRules.PropertyRules.NONE);
        this.path = plan.property().name();
        this.nullable = plan.property().nullable();
        this.holdsKey = holdsKey;
        this.fields = fields;
        this.columns = fields.columns();
    }

    @Override
    boolean isIn(RecordBuffer record) {
        return readIn == record.serial();
    }

    @Override
    boolean isPlain() {
        return fields.isPlain();
    }

    @Override
    int[] columns() {
        return columns;
    }

    @Override
    void read(JsonToken token, JsonParser parser, byte[] line, int offset, RecordBuffer record) throws IOException {
        if (isIn(record)) {
            throw new RecordException(InvalidRule.INVALID, "property \"" + path + "\" stands twice in the record");
        }
        readIn = record.serial();
        if (token == JsonToken.START_OBJECT) {
            fields.readFields(parser, line, offset);
        } else if (token == JsonToken.VALUE_NULL && nullable) {
            putNulls(record);
        } else {
            throw new RecordException(
                    InvalidRule.INVALID,
                    "property \"%s\" has to be an object%s, since its properties are columns"
                            .formatted(path, nullable ? " or null" : ""));
        }
    }

    @Override
    int readPlain(int at, RecordBuffer record) {
        if (isIn(record)) {
            return PlainJson.DOUBT;
        }
        readIn = record.serial();
        if (record.data()[at] == '{') {
            return fields.readPlainFields(at, record);
        }
        int end = nullable && !holdsKey ? PlainJson.afterNull(record.data(), at) : PlainJson.DOUBT;
        if (end >= 0) {
            putNulls(record);
        }
        return end;
    }

    @Override
    boolean takePlain(ValueKind kind, int start, int length, RecordBuffer record) {
        return kind == ValueKind.ABSENT || (kind == ValueKind.JSON && readPlain(start, record) >= 0);
    }

    /** No object means that none of its properties has a value, which is more than that nothing is known of them. */
    private void putNulls(RecordBuffer record) {
        if (holdsKey) {
            throw new RecordException(
                    InvalidRule.NULL_KEY,
                    "property \"%s\", which holds a key, is null; a key has to have a value".formatted(path));
        }
        for (int column : columns) {
            record.put(column, ValueKind.NULL);
        }
    }
}
