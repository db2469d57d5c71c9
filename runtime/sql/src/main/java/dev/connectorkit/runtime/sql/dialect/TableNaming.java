package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names tables and columns after streams and properties, as the Singer SDK does (singer_sdk/sinks/sql.py): the table is the
 * last part of the stream's name at {@code -}, the schema the part before it, unless a schema is set for all or the whole
 * name is the table's.
 */
public final class TableNaming {
    /** A row's number, what of it is present, and its place among those of its key. */
    private static final int STAGING_COLUMNS = 3;

    private final Dialect dialect;
    private final Namespace namespace;
    private final NamingRules rules;

    public TableNaming(Dialect dialect, Namespace namespace, NamingRules rules) {
        this.dialect = requireNonNull(dialect, "dialect");
        this.namespace = requireNonNull(namespace, "namespace");
        this.rules = requireNonNull(rules, "rules");
    }

    /** A name that ends with a dash, or has two in a row before its last part, has no parts and is the table's as it is. */
    public TableName table(String stream) {
        int dash = stream.lastIndexOf('-');
        int before = dash < 0 ? -1 : stream.lastIndexOf('-', dash - 1);
        boolean hasParts = !rules.wholeStream() && dash > before + 1 && dash < stream.length() - 1;
        String table = hasParts ? stream.substring(dash + 1) : stream;
        String schema = dialect.hasSchemas()
                ? rules.schemaOfAll()
                        .orElseGet(
                                () -> hasParts ? rules.styled(stream.substring(before + 1, dash)) : namespace.schema())
                : namespace.schema();
        return new TableName(namespace.catalog(), fit(stream, schema), fit(stream, rules.table(table)));
    }

    /** A table of the connector's own, beside those of the streams. */
    public TableName ownTable(String table) {
        return new TableName(namespace.catalog(), rules.schemaOfAll().orElse(namespace.schema()), table);
    }

    /**
     * Names of the columns, in the order of the properties.
     *
     * @throws MessageException NAME_COLLISION if the database would take two properties for one column, TOO_MANY_COLUMNS if
     *     no table of the database has so many
     */
    public List<String> columns(StreamSchema stream) {
        requireNotTooMany(stream);
        List<String> columns = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (Property property : stream.properties()) {
            String column = fit(stream.name(), rules.styled(property.name()));
            String other = taken.put(dialect.foldCase(column), property.name());
            if (other != null) {
                throw new MessageException(
                        ErrorCode.NAME_COLLISION,
                        "stream \"%s\": properties \"%s\" and \"%s\" are one column to %s; rename one of them with the tap%s"
                                .formatted(
                                        stream.name(),
                                        other,
                                        property.name(),
                                        dialect.label(),
                                        rules.snake() ? ", or set name_style to keep" : ""));
            }
            columns.add(column);
        }
        return columns;
    }

    private void requireNotTooMany(StreamSchema stream) {
        int columns = stream.properties().size();
        int reserved = stream.conflictProperties().isEmpty() ? 0 : STAGING_COLUMNS;
        if (columns > dialect.maxColumns() - reserved) {
            throw new MessageException(
                    ErrorCode.TOO_MANY_COLUMNS,
                    "stream \"%s\": it has %d columns, and a table of %s has %d at most, of which a stream with keys leaves %d for staging; leave properties out with the tap or by stream_maps"
                            .formatted(stream.name(), columns, dialect.label(), dialect.maxColumns(), STAGING_COLUMNS));
        }
    }

    /** What two names of tables have in common exactly if they are the same table. */
    public String identity(TableName table) {
        return dialect.foldCase(table.schema()) + '\0' + dialect.foldCase(table.table());
    }

    private String fit(String stream, String name) {
        if (!dialect.hasSupplementaryNames() && name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
            throw new MessageException(
                    ErrorCode.SCHEMA_INVALID,
                    "stream \"%s\": \"%s\" has a character past U+FFFF, which no name of %s has; rename it with the tap"
                            .formatted(stream, name, dialect.label()));
        }
        return Identifiers.fit(stream, name, dialect.maxIdentifierBytes());
    }
}
