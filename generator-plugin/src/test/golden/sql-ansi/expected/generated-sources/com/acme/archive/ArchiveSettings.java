package com.acme.archive;

import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The settings of target-archive, checked before anything is read.
 *
 * @param url The JDBC URL of the database.
 * @param user User name.
 * @param password Password of the user.
 * @param interpretContentEncoding Keeps strings that a schema calls base64 or base16 as the bytes that they stand for.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record ArchiveSettings(String url, Optional<String> user, Optional<Secret> password,
        boolean interpretContentEncoding) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static ArchiveSettings from(Settings settings) {
        return new ArchiveSettings(
                settings.string("url"),
                settings.optionalString("user"),
                settings.optionalSecret("password"),
                settings.flag("interpret_content_encoding"));
    }
}
