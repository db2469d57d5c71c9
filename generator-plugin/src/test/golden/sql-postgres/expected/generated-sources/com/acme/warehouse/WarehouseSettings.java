package com.acme.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.settings.Secret;
import dev.connectorkit.runtime.settings.Settings;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The settings of target-warehouse, checked before anything is read.
 *
 * @param host Host name of the server. Not needed with sqlalchemy_url.
 * @param port Port of the server.
 * @param user User name.
 * @param password Password of the user.
 * @param database Name of the database.
 * @param sqlalchemyUrl The connection as one URL. It replaces host, port, user, password and database.
 * @param dialectDriver Has no effect. It is taken for the sake of existing configurations.
 * @param useCopy Has no effect: COPY is always used. It is taken for the sake of existing configurations.
 * @param interpretContentEncoding Keeps strings that a schema calls base64 or base16 as the bytes that they stand for, in bytea.
 * @param sanitizeNullTextCharacters Replaces NUL characters in text by U+FFFD. PostgreSQL refuses them otherwise.
 * @param sslEnable Encrypts the connection.
 * @param sslMode How far the server is checked when ssl_enable is true.
 * @param sslCertificateAuthority The certificate of the authority that signed the server's: a file, or the text itself in PEM.
 * @param sslClientCertificateEnable Shows the server a certificate.
 * @param sslClientCertificate That certificate: a file, or the text itself in PEM.
 * @param sslClientPrivateKey The key of that certificate: a file, or the text itself in PEM. Without it ~/.postgresql/postgresql.key is read.
 * @param sslStorageDirectory The folder that certificates given as text are written to.
 * @param sshTunnel Not available: with enable set to true the connector does not start.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public record WarehouseSettings(Optional<String> host, long port, Optional<String> user,
        Optional<Secret> password, Optional<String> database, Optional<Secret> sqlalchemyUrl,
        Optional<String> dialectDriver, Optional<Boolean> useCopy, boolean interpretContentEncoding,
        boolean sanitizeNullTextCharacters, boolean sslEnable, String sslMode,
        String sslCertificateAuthority, boolean sslClientCertificateEnable,
        String sslClientCertificate, Optional<Secret> sslClientPrivateKey,
        String sslStorageDirectory, Optional<JsonNode> sshTunnel) {
    /**
     * Gives the settings that a configuration amounts to.
     *
     * @param settings the configuration, checked and with the defaults filled in
     * @return the same by name and type
     */
    public static WarehouseSettings from(Settings settings) {
        return new WarehouseSettings(
                settings.optionalString("host"),
                settings.integer("port"),
                settings.optionalString("user"),
                settings.optionalSecret("password"),
                settings.optionalString("database"),
                settings.optionalSecret("sqlalchemy_url"),
                settings.optionalString("dialect+driver"),
                settings.optionalFlag("use_copy"),
                settings.flag("interpret_content_encoding"),
                settings.flag("sanitize_null_text_characters"),
                settings.flag("ssl_enable"),
                settings.string("ssl_mode"),
                settings.string("ssl_certificate_authority"),
                settings.flag("ssl_client_certificate_enable"),
                settings.string("ssl_client_certificate"),
                settings.optionalSecret("ssl_client_private_key"),
                settings.string("ssl_storage_directory"),
                settings.optionalJson("ssh_tunnel"));
    }
}
