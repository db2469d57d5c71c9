package com.acme.vault;

import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.load.LoadSteps.MergeUpsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Of the rows with one key, the one that was ordered last stays, whatever the order they come in. */
public final class VaultTarget extends AbstractVaultTarget {
    public VaultTarget(Settings settings) {
        super(settings);
    }

    @Override
    protected int mergeUpsert(Connection connection, StagedRows rows, MergeUpsert standard) throws SQLException {
        String newer = "SELECT 1 FROM %s AS o WHERE o.\"id\" = s.\"id\" AND o.\"ordered_at\" > s.\"ordered_at\"";
        String stored = newer.formatted(dialect().quote(rows.table()));
        String staged = newer.formatted(rows.staging());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM %s AS s WHERE EXISTS (%s) OR EXISTS (%s)"
                    .formatted(rows.staging(), staged, stored));
        }
        return standard.merge(connection, rows);
    }
}
