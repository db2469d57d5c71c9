package dev.connectorkit.runtime.sql.load;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Takes one property's value to a parameter of a prepared statement in two steps, each on a thread of its own. */
interface BindField extends PagedField {
    /** For nulls, one of {@link java.sql.Types}. */
    int sqlType();

    void bind(PageReader in, PreparedStatement statement, int parameter) throws SQLException;
}
