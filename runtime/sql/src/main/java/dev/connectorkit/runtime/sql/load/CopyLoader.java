package dev.connectorkit.runtime.sql.load;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.BatchContents;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Text COPY by the driver's CopyManager (jdbc.postgresql.org, "The PostgreSQL COPY"); rows are encoded as they come. */
final class CopyLoader implements BulkLoader {
    private final String statement;
    private final CopyField[] fields;
    private final int[] positions;
    private final RowMarks marks;

    /**
     * A loader.
     *
     * @param into      table and columns, quoted
     * @param positions of the properties that go into them
     */
    CopyLoader(String into, CopyField[] fields, int[] positions, RowMarks marks) {
        this.statement = "COPY " + requireNonNull(into, "into") + " FROM STDIN";
        this.fields = fields;
        this.positions = positions;
        this.marks = marks;
    }

    @Override
    public BatchContents newContents() {
        return new CopyRows(fields, positions, marks);
    }

    @Override
    public void insert(Connection connection, BatchContents contents) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            if (contents instanceof FirstRows first) {
                first.writeTo(copy, marks.haveNumber());
            } else {
                write(((CopyRows) contents).pages(), copy);
            }
            copy.endCopy();
        } catch (SQLException e) {
            cancel(copy, e);
            throw e;
        }
    }

    private static void write(Pages pages, CopyIn copy) throws SQLException {
        for (int i = 0; i < pages.count(); i++) {
            copy.writeToCopy(pages.page(i), 0, pages.size(i));
        }
    }

    private static void cancel(CopyIn copy, SQLException cause) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
