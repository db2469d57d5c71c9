package com.acme.shop;

import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The settings of target-shop, checked before anything is read.
 *
 * @param host Host name of the server.
 * @param port Port of the server.
 * @param user User name.
 * @param password Password of the user.
 * @param database Name of the database.
 * @param sslMode Whether the connection is encrypted, and how far the server is checked.
 * @param interpretContentEncoding Keeps strings that a schema calls base64 or base16 as the bytes that they stand for.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record ShopSettings(String host, long port, String user, Optional<Secret> password,
        String database, String sslMode, boolean interpretContentEncoding) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static ShopSettings from(Settings settings) {
        return new ShopSettings(
                settings.string("host"),
                settings.integer("port"),
                settings.string("user"),
                settings.optionalSecret("password"),
                settings.string("database"),
                settings.string("ssl_mode"),
                settings.flag("interpret_content_encoding"));
    }
}
