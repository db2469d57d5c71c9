package dev.connectorkit.testkit.destination;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Properties;

/**
 * Where and how the rows of a target that is none of this kit's are found.
 *
 * @param url     of JDBC; {@code ${run}} stands for the run's folder
 * @param login   driver properties, such as {@code user} and {@code password}; not to be changed
 * @param schema  of the tables; {@code ${schema}} stands for a name that no other run has
 * @param table   the table of a stream: {@code ${stream}} stands for its name, {@code ${last}} for the part behind its last
 *     hyphen
 * @param names   what becomes of the names of tables and columns
 * @param makes   whether the schema is made before a run, and dropped with all that is in it afterwards
 */
public record ReadBack(String url, Properties login, String schema, String table, Names names, boolean makes) {
    /** A rule for names. */
    public enum Names {
        KEPT,
        LOWER;

        String of(String name) {
            return this == LOWER ? name.toLowerCase(Locale.ROOT) : name;
        }
    }

    public ReadBack {
        requireNonNull(url, "url");
        Properties copy = new Properties();
        copy.putAll(login);
        login = copy;
        requireNonNull(schema, "schema");
        requireNonNull(table, "table");
        requireNonNull(names, "names");
    }

    /** The table of a stream. */
    String tableOf(String stream) {
        String last = stream.substring(stream.lastIndexOf('-') + 1);
        return names.of(table.replace("${stream}", stream).replace("${last}", last));
    }
}
