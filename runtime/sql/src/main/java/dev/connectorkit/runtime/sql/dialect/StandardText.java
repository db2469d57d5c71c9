package dev.connectorkit.runtime.sql.dialect;

import java.util.StringJoiner;
import java.util.function.UnaryOperator;
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
                        sameKey(dialect, rows, "stored", "staged"),
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

    /** The same without one, for databases that have none. */
    static String winningRowsByNumber(Dialect dialect, StagedRows rows) {
        String number = dialect.quote(rows.rowNumber());
        return "SELECT * FROM %s WHERE %s IN (SELECT %s(%s) FROM %s GROUP BY %s)"
                .formatted(
                        rows.staging(),
                        number,
                        rows.firstWins() ? "min" : "max",
                        number,
                        rows.staging(),
                        dialect.quoteAll(rows.keys()));
    }

    /** MERGE (SQL:2003): updates where the table has the key, and inserts elsewhere, as far as asked. */
    static String merge(Dialect dialect, StagedRows rows, boolean updates, boolean inserts) {
        StringBuilder merge = new StringBuilder("MERGE INTO %s AS stored USING (%s) AS winning ON (%s)"
                .formatted(
                        dialect.quote(rows.table()),
                        dialect.writtenRows(rows),
                        sameKey(dialect, rows, "stored", "winning")));
        if (updates && !rows.updated().isEmpty()) {
            merge.append(" WHEN MATCHED THEN UPDATE SET ")
                    .append(assignments(dialect, rows, column -> "winning." + dialect.quote(column)));
        }
        if (inserts) {
            merge.append(" WHEN NOT MATCHED THEN INSERT (")
                    .append(dialect.quoteAll(rows.columns()))
                    .append(") VALUES (")
                    .append(rows.columns().stream()
                            .map(column -> "winning." + dialect.quote(column))
                            .collect(Collectors.joining(", ")))
                    .append(")");
        }
        return merge.toString();
    }

    static String assignments(Dialect dialect, StagedRows rows, UnaryOperator<String> value) {
        return rows.updated().stream()
                .map(column -> dialect.quote(column) + " = " + value.apply(column))
                .collect(Collectors.joining(", "));
    }

    /** Whether a row of the one name has the key of a row of the other. */
    static String sameKey(Dialect dialect, StagedRows rows, String one, String other) {
        return rows.keys().stream()
                .map(dialect::quote)
                .map(key -> one + "." + key + " = " + other + "." + key)
                .collect(Collectors.joining(" AND "));
    }
}
