package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/**
 * Prepared INSERTs, sent in batches: what every JDBC driver has. Where a database takes more than one row a statement, each
 * statement holds as many as it may.
 */
final class PreparedLoader implements BulkLoader {
    /** Rows that the driver holds before they are sent. */
    private static final int ROWS_PER_BATCH = 1000;

    private final String insert;
    private final String row;
    private final BindField[] fields;
    private final int[] positions;
    private final RowMarks marks;
    private final int rowsPerStatement;

    /**
     * A loader.
     *
     * @param into             table and columns, quoted
     * @param row              a parameter for each column, separated by commas
     * @param fields           one for each column
     * @param positions of the properties that go into them
     * @param marks what follows a row's fields
     * @param rowsPerStatement 1 or more
     */
    PreparedLoader(String into, String row, BindField[] fields, int[] positions, RowMarks marks, int rowsPerStatement) {
        this.insert = "INSERT INTO " + into + " VALUES ";
        this.row = "(" + row + ")";
        this.fields = fields;
        this.positions = positions;
        this.marks = marks;
        this.rowsPerStatement = rowsPerStatement;
    }

    @Override
    public BatchContents newContents() {
        return new PagedRows(fields, positions);
    }

    @Override
    public void insert(Connection connection, BatchContents contents) throws SQLException {
        PagedRows rows = (PagedRows) contents;
        int last = rows.count() % rowsPerStatement;
        PageReader in = rows.reader();
        try {
            insert(connection, in, 0, rows.count() - last, rowsPerStatement);
            insert(connection, in, rows.count() - last, rows.count(), last);
        } catch (BatchUpdateException e) { // says less than what it was made of
            SQLException next = e.getNextException();
            throw next != null ? next : e.getCause() instanceof SQLException cause ? cause : e;
        }
    }

    private void insert(Connection connection, PageReader in, int from, int to, int rowsOfStatement)
            throws SQLException {
        if (from == to) {
            return;
        }
        String sql = insert + String.join(",", Collections.nCopies(rowsOfStatement, row));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int batched = 0;
            for (int at = from; at < to; at += rowsOfStatement) {
                bind(in, statement, at, rowsOfStatement);
                statement.addBatch();
                batched += rowsOfStatement;
                if (batched >= ROWS_PER_BATCH) {
                    statement.executeBatch();
                    batched = 0;
                }
            }
            if (batched > 0) {
                statement.executeBatch();
            }
        }
    }

    private void bind(PageReader in, PreparedStatement statement, int first, int rowsOfStatement) throws SQLException {
        int parameter = 1;
        for (int number = first; number < first + rowsOfStatement; number++) {
            char[] presence = marks.newPresence(fields.length);
            for (int i = 0; i < fields.length; i++) {
                int mark = PagedRows.nextMark(in);
                if (PagedRows.isValue(mark)) {
                    fields[i].bind(in, statement, parameter);
                } else {
                    statement.setNull(parameter, fields[i].sqlType());
                    marks.note(presence, i, PagedRows.isAbsent(mark));
                }
                parameter++;
            }
            if (marks.haveNumber()) {
                statement.setLong(parameter++, number);
            }
            if (marks.havePresence()) {
                statement.setString(parameter++, new String(presence));
            }
        }
    }
}
