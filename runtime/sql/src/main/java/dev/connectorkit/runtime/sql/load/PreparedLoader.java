package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.batch.BatchContents;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A prepared INSERT, sent in batches: what every JDBC driver has. */
final class PreparedLoader implements BulkLoader {
    /** Rows that the driver holds before they are sent. */
    private static final int ROWS_PER_BATCH = 1000;

    private final String insert;
    private final BindField[] fields;
    private final int[] positions;
    private final RowMarks marks;

    /**
     * A loader.
     *
     * @param into      table and columns, quoted
     * @param values    a parameter for each column, separated by commas
     * @param fields    one for each column
     * @param positions of the properties that go into them
     * @param marks     what follows a row's fields
     */
    PreparedLoader(String into, String values, BindField[] fields, int[] positions, RowMarks marks) {
        this.insert = "INSERT INTO %s VALUES (%s)".formatted(into, values);
        this.fields = fields;
        this.positions = positions;
        this.marks = marks;
    }

    @Override
    public BatchContents newContents() {
        return new PagedRows(fields, positions);
    }

    @Override
    public void insert(Connection connection, BatchContents contents) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            insert(statement, (PagedRows) contents);
        } catch (BatchUpdateException e) { // says less than what it was made of
            SQLException next = e.getNextException();
            throw next != null ? next : e.getCause() instanceof SQLException cause ? cause : e;
        }
    }

    private void insert(PreparedStatement statement, PagedRows rows) throws SQLException {
        PageReader in = rows.reader();
        for (int row = 0; row < rows.count(); row++) {
            bind(in, statement, row);
            statement.addBatch();
            if ((row + 1) % ROWS_PER_BATCH == 0 || row + 1 == rows.count()) {
                statement.executeBatch();
            }
        }
    }

    private void bind(PageReader in, PreparedStatement statement, int row) throws SQLException {
        char[] presence = marks.newPresence(fields.length);
        int parameter = 1;
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
            statement.setLong(parameter++, row);
        }
        if (marks.havePresence()) {
            statement.setString(parameter, new String(presence));
        }
    }
}
