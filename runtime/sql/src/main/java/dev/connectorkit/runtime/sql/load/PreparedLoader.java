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
    private final boolean numbered;

    /**
     * A loader.
     *
     * @param into     table and columns, quoted
     * @param values   a parameter for each column, separated by commas
     * @param fields   one for each column
     * @param positions of the properties that go into them
     * @param numbered whether each row ends with its number in the batch, from 0
     */
    PreparedLoader(String into, String values, BindField[] fields, int[] positions, boolean numbered) {
        this.insert = "INSERT INTO %s VALUES (%s)".formatted(into, values);
        this.fields = fields;
        this.positions = positions;
        this.numbered = numbered;
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
            bind(in, statement);
            if (numbered) {
                statement.setLong(fields.length + 1, row);
            }
            statement.addBatch();
            if ((row + 1) % ROWS_PER_BATCH == 0 || row + 1 == rows.count()) {
                statement.executeBatch();
            }
        }
    }

    private void bind(PageReader in, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < fields.length; i++) {
            if (PagedRows.nextIsNull(in)) {
                statement.setNull(i + 1, fields[i].sqlType());
            } else {
                fields[i].bind(in, statement, i + 1);
            }
        }
    }
}
