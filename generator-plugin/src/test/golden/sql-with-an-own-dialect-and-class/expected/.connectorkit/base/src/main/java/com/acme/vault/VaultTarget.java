package com.acme.vault;

import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.load.LoadSteps.MergeUpsert;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Loads the database that connector.yaml names, otherwise than usual where a method is overridden: connect, bulkInsert and
 * mergeUpsert. One is made for each run.
 */
public final class VaultTarget extends AbstractVaultTarget {

    public VaultTarget(Settings settings) {
        super(settings);
    }

    /** Takes a batch's staged rows into their table, in the transaction that is open, and says how many count as written. */
    @Override
    protected int mergeUpsert(Connection connection, StagedRows rows, MergeUpsert standard) throws SQLException {
        // connectorkit:skeleton - replace this line, by which the last row of each key replaces what was there. Before it,
        // rows can be taken out of rows.staging(), or changed there; dialect() quotes names.
        return standard.merge(connection, rows);
    }
}
