package dev.connectorkit.runtime.sql.dialect;

import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Statements that several databases spell alike. */
final class StandardText {
    private StandardText() {}

    /**
     * One row of each staged key, in which each column has the last value that a record of the key had for it, else the
     * table's. A window for each column, so that is slower than {@link #winningRows}.
     */
    static String completedRows(Dialect dialect, StagedRows rows, String presence) {
        String partition = "PARTITION BY " + dialect.quoteAll(rows.keys());
        String number = dialect.quote(rows.rowNumber());
        StringJoiner values = new StringJoiner(", ");
        StringJoiner completed = new StringJoiner(", ");
        for (int i = 0; i < rows.columns().size(); i++) {
            String column = dialect.quote(rows.columns().get(i));
            if (rows.keys().contains(rows.columns().get(i))) {
                values.add(column);
                completed.add("staged." + column);
                continue;
            }
            // without a mark in its last record, a row is not deleted any more
            String isPresent = rows.columns().get(i).equals("_sdc_deleted_at")
                    ? "'1'"
                    : "substr(%s, %d, 1)".formatted(dialect.quote(presence), i + 1);
            String wasPresent = dialect.quote(presence + "_" + i);
            values.add("first_value(%s) OVER (%s ORDER BY %s DESC, %s DESC) AS %s"
                    .formatted(column, partition, isPresent, number, column));
            values.add("max(%s) OVER (%s) AS %s".formatted(isPresent, partition, wasPresent));
            completed.add("CASE WHEN staged.%s = '1' THEN staged.%s ELSE stored.%s END AS %s"
                    .formatted(wasPresent, column, column, column));
        }
        String place = dialect.quote(rows.rowNumber() + "_place");
        return "SELECT %s FROM (SELECT %s, row_number() OVER (%s ORDER BY %s DESC) AS %s FROM %s) AS staged LEFT JOIN %s AS stored ON %s WHERE staged.%s = 1"
                .formatted(
                        completed,
                        values,
                        partition,
                        number,
                        place,
                        rows.staging(),
                        dialect.quote(rows.table()),
                        rows.keys().stream()
                                .map(dialect::quote)
                                .map(key -> "stored." + key + " = staged." + key)
                                .collect(Collectors.joining(" AND ")),
                        place);
    }

    /** The one staged row of each key that wins, by a window (SQL:2003). */
    static String winningRows(Dialect dialect, StagedRows rows) {
        String place = dialect.quote(rows.rowNumber() + "_place");
        return "SELECT * FROM (SELECT staged.*, row_number() OVER (PARTITION BY %s ORDER BY %s%s) AS %s FROM %s AS staged) AS placed WHERE %s = 1"
                .formatted(
                        dialect.quoteAll(rows.keys()),
                        dialect.quote(rows.rowNumber()),
                        rows.firstWins() ? "" : " DESC",
                        place,
                        rows.staging(),
                        place);
    }
}
