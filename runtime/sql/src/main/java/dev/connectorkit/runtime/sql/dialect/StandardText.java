package dev.connectorkit.runtime.sql.dialect;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Statements that several databases spell alike. */
final class StandardText {
    private StandardText() {}

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
                .formatted(dialect.quote(rows.table()), dialect.winningRows(rows), sameKey(dialect, "stored", rows)));
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

    /** Whether a row of the table, under the name it has in the statement, has the key of a winning row. */
    static String sameKey(Dialect dialect, String table, StagedRows rows) {
        return rows.keys().stream()
                .map(key -> table + "." + dialect.quote(key) + " = winning." + dialect.quote(key))
                .collect(Collectors.joining(" AND "));
    }
}
