package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.sql.dialect.StagedRows;
import java.util.Arrays;
import java.util.Optional;

/**
 * What follows the fields of a row on its way into a staging table.
 *
 * @param haveNumber   its number in the batch, from 0
 * @param havePresence then a text with a digit for each field, {@code 0} where the record did not have the property
 */
record RowMarks(boolean haveNumber, boolean havePresence) {
    private static final char[] NONE = new char[0];

    static RowMarks of(Optional<StagedRows> staged) {
        return new RowMarks(
                staged.isPresent(), staged.flatMap(StagedRows::presence).isPresent());
    }

    /** A text in which all fields are there; empty if none is written. */
    char[] newPresence(int fields) {
        if (!havePresence) {
            return NONE;
        }
        char[] presence = new char[fields];
        Arrays.fill(presence, '1');
        return presence;
    }

    /** Notes in the text whether a field that has no value is absent. */
    void note(char[] presence, int field, boolean isAbsent) {
        if (havePresence && isAbsent) {
            presence[field] = '0';
        }
    }
}
