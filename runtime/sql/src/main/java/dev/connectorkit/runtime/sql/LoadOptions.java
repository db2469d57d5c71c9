package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sql.ddl.Evolve;
import java.util.Locale;
import java.util.Optional;

/**
 * What of the settings concerns all tables.
 *
 * @param overwrite  whether rows replace all that a table holds
 * @param appendOnly whether rows are appended even where the stream has keys
 * @param asksUpsert whether the settings ask for upsert in so many words
 * @param hardDelete whether rows of older versions are deleted, not marked
 * @param keepsMissing whether a property that a record does not have keeps what is stored
 * @param evolve     what may be done to tables that are there
 * @param replaceNul whether NUL characters become U+FFFD where the database takes none
 * @param interpretsEncoding whether strings that stand for bytes become these
 */
record LoadOptions(
        boolean overwrite,
        boolean appendOnly,
        boolean asksUpsert,
        boolean hardDelete,
        boolean keepsMissing,
        Evolve evolve,
        boolean replaceNul,
        boolean interpretsEncoding) {
    static LoadOptions from(Settings settings) {
        Optional<String> method = settings.optionalString("load_method");
        return new LoadOptions(
                method.equals(Optional.of("overwrite")),
                method.equals(Optional.of("append-only")),
                method.equals(Optional.of("upsert")),
                settings.flag("hard_delete"),
                settings.string("upsert_missing").equals("keep"),
                Evolve.valueOf(settings.string("evolve").toUpperCase(Locale.ROOT)),
                isSet(settings, "sanitize_null_text_characters"),
                isSet(settings, "interpret_content_encoding"));
    }

    /** Not every connector has these settings. */
    private static boolean isSet(Settings settings, String name) {
        return settings.has(name) && settings.flag(name);
    }
}
