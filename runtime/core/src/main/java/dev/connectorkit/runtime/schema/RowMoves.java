package dev.connectorkit.runtime.schema;

import dev.connectorkit.runtime.json.PlainJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of one stream out of rows of another, whose values are moved as they stand, and of JSON. They are checked as if
 * they had come in a record; where there is doubt about one, no row is made. Used by one thread.
 */
public final class RowMoves {
    private final JsonRecordReader reader;
    private final @Nullable PropertyReader[] properties;
    private final int[] positions;

    /**
     * What a property of the new row is.
     *
     * @param property its name
     * @param position of the value in the other row, or {@link #JSON}
     */
    public record Move(String property, int position) {
        /** The value is given as JSON with each row. */
        public static final int JSON = -1;
    }

    /**
     * Moves into the rows of a reader.
     *
     * @param moves one for each property that the new rows have; those which the reader passes over are left out
     */
    public RowMoves(JsonRecordReader reader, List<Move> moves) {
        this.reader = reader;
        this.properties = moves.stream()
                .map(move -> reader.property(move.property()).orElse(null))
                .toArray(PropertyReader[]::new);
        this.positions = moves.stream().mapToInt(Move::position).toArray();
    }

    /**
     * Makes the reader's row.
     *
     * @param source whose text the new row takes whole
     * @param json   the values that are given as JSON, one behind the other
     * @param starts of those values in {@code json}, by move
     * @return false where a value leaves doubt; then the reader's row holds nothing
     */
    public boolean make(RecordBuffer source, byte[] json, int jsonLength, int[] starts) {
        if (!reader.isPlain()) {
            return false;
        }
        RecordBuffer row = reader.record();
        int jsonStart = row.begin(source, json, jsonLength);
        StreamRecord values = source.record();
        for (int i = 0; i < properties.length; i++) {
            PropertyReader property = properties[i];
            if (property == null) {
                continue;
            }
            boolean isTaken = positions[i] == Move.JSON
                    ? property.readPlain(jsonStart + starts[i], row) != PlainJson.DOUBT
                    : property.takePlain(
                            values.kind(positions[i]),
                            row.placeOf(source, values.offset(positions[i])),
                            values.length(positions[i]),
                            row);
            if (!isTaken) {
                return false;
            }
        }
        return reader.hasRequired();
    }
}
