package dev.connectorkit.generator.descriptor;

import java.util.List;
import java.util.Optional;

/**
 * What architecture sql needs to know, as written.
 *
 * @param key   the key {@code sql}
 * @param types of columns
 */
public record SqlDescriptor(
        Located<String> key,
        Optional<Located<String>> dialect,
        Optional<Located<String>> url,
        Optional<Located<Boolean>> ownClass,
        Optional<Located<String>> arrays,
        List<StreamTypes> types) {
    public SqlDescriptor {
        types = List.copyOf(types);
    }

    /**
     * Types of a stream's columns.
     *
     * @param stream its key
     */
    public record StreamTypes(Located<String> stream, List<ColumnType> columns) {
        public StreamTypes {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The type of a column.
     *
     * @param property its key
     */
    public record ColumnType(Located<String> property, Located<String> type) {}
}
