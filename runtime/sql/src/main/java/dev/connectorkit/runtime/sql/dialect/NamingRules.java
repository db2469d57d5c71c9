package dev.connectorkit.runtime.sql.dialect;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.settings.Settings;
import java.util.Optional;

/**
 * What the settings say about the names of tables and columns.
 *
 * @param schemaOfAll the schema that all tables go to
 * @param snake       whether the names of streams and properties become lower snake case
 * @param wholeStream whether the whole name of a stream is its table's, and names no schema
 * @param prefix      what the names of tables begin with, as it is written; may be empty
 */
public record NamingRules(Optional<String> schemaOfAll, boolean snake, boolean wholeStream, String prefix) {
    public NamingRules {
        requireNonNull(schemaOfAll, "schemaOfAll");
        requireNonNull(prefix, "prefix");
    }

    public static NamingRules from(Settings settings) {
        return new NamingRules(
                settings.optionalString("default_target_schema").filter(schema -> !schema.isBlank()),
                settings.string("name_style").equals("snake"),
                settings.string("table_name").equals("stream"),
                settings.optionalString("table_prefix").orElse(""));
    }

    String styled(String name) {
        return snake ? Identifiers.snake(name) : name;
    }

    String table(String name) {
        return name.isEmpty() ? name : prefix + styled(name);
    }
}
