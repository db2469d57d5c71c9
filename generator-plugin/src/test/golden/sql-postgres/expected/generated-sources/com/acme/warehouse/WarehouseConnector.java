package com.acme.warehouse;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.sql.SqlTarget;
import javax.annotation.processing.Generated;

/**
 * The connector target-warehouse: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class WarehouseConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-warehouse")
            .label("Warehouse")
            .version("1.0")
            .description("Loads Singer streams into PostgreSQL.")
            .setting(SettingDefinition.of("host", SettingType.STRING)
                    .description("Host name of the server. Not needed with sqlalchemy_url.")
                    .build())
            .setting(SettingDefinition.of("port", SettingType.INTEGER)
                    .description("Port of the server.")
                    .defaultJson("5432")
                    .build())
            .setting(SettingDefinition.of("user", SettingType.STRING)
                    .description("User name.")
                    .build())
            .setting(SettingDefinition.of("password", SettingType.STRING)
                    .description("Password of the user.")
                    .secret()
                    .build())
            .setting(SettingDefinition.of("database", SettingType.STRING)
                    .description("Name of the database.")
                    .build())
            .setting(SettingDefinition.of("sqlalchemy_url", SettingType.STRING)
                    .description("The connection as one URL. It replaces host, port, user, password and database.")
                    .secret()
                    .build())
            .setting(SettingDefinition.of("dialect+driver", SettingType.STRING)
                    .description("Has no effect. It is taken for the sake of existing configurations.")
                    .build())
            .setting(SettingDefinition.of("use_copy", SettingType.BOOLEAN)
                    .description("Has no effect: COPY is always used. It is taken for the sake of existing configurations.")
                    .build())
            .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                    .description("Keeps strings that a schema calls base64 or base16 as the bytes that they stand for, in bytea.")
                    .defaultJson("false")
                    .build())
            .setting(SettingDefinition.of("sanitize_null_text_characters", SettingType.BOOLEAN)
                    .description("Replaces NUL characters in text by U+FFFD. PostgreSQL refuses them otherwise.")
                    .defaultJson("false")
                    .build())
            .setting(SettingDefinition.of("ssl_enable", SettingType.BOOLEAN)
                    .description("Encrypts the connection.")
                    .defaultJson("false")
                    .build())
            .setting(SettingDefinition.of("ssl_mode", SettingType.STRING)
                    .description("How far the server is checked when ssl_enable is true.")
                    .defaultJson("\"verify-full\"")
                    .allowed("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
                    .build())
            .setting(SettingDefinition.of("ssl_certificate_authority", SettingType.STRING)
                    .description("The certificate of the authority that signed the server's: a file, or the text itself in PEM.")
                    .defaultJson("\"~/.postgresql/root.crl\"")
                    .build())
            .setting(SettingDefinition.of("ssl_client_certificate_enable", SettingType.BOOLEAN)
                    .description("Shows the server a certificate.")
                    .defaultJson("false")
                    .build())
            .setting(SettingDefinition.of("ssl_client_certificate", SettingType.STRING)
                    .description("That certificate: a file, or the text itself in PEM.")
                    .defaultJson("\"~/.postgresql/postgresql.crt\"")
                    .build())
            .setting(SettingDefinition.of("ssl_client_private_key", SettingType.STRING)
                    .description("The key of that certificate: a file, or the text itself in PEM. Without it ~/.postgresql/postgresql.key is read.")
                    .secret()
                    .build())
            .setting(SettingDefinition.of("ssl_storage_directory", SettingType.STRING)
                    .description("The folder that certificates given as text are written to.")
                    .defaultJson("\".secrets\"")
                    .build())
            .setting(SettingDefinition.of("ssh_tunnel", SettingType.OBJECT)
                    .description("Not available: with enable set to true the connector does not start.")
                    .build())
            .defaultValue("default_target_schema", "\"melty\"")
            .defaultValue("add_record_metadata", "true")
            .build();

    /**
     * For the service loader too.
     */
    public WarehouseConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new WarehouseConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new SqlTarget("postgres", settings);
    }
}
