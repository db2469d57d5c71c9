package dev.connectorkit.runtime.sql.dialect;

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
}
