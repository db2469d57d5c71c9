package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.load.LoadSteps.MergeUpsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** An upsert that keeps the row with the newest updated_at, as an author would write it. */
public final class NewestWinsTarget extends SqlTarget {
    public NewestWinsTarget(String dialect, Settings settings) {
        super(dialect, settings);
    }

    @Override
    protected int mergeUpsert(Connection connection, StagedRows rows, MergeUpsert standard) throws SQLException {
        String newer = "SELECT 1 FROM %s AS o WHERE o.id = %s.id AND o.updated_at > %s.updated_at";
        String staged = rows.staging();
        String table = dialect().quote(rows.table());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM %s AS s WHERE EXISTS (%s) OR EXISTS (%s)"
                    .formatted(staged, newer.formatted(staged, "s", "s"), newer.formatted(table, "s", "s")));
        }
        return standard.merge(connection, rows);
    }
}
