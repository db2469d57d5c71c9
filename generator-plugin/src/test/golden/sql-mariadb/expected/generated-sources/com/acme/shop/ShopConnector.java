package com.acme.shop;

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
 * The connector target-shop: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class ShopConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-shop")
            .label("Shop")
            .version("1.0")
            .description("Loads Singer streams into MariaDB.")
            .setting(SettingDefinition.of("host", SettingType.STRING)
                    .description("Host name of the server.")
                    .required()
                    .build())
            .setting(SettingDefinition.of("port", SettingType.INTEGER)
                    .description("Port of the server.")
                    .defaultJson("3306")
                    .build())
            .setting(SettingDefinition.of("user", SettingType.STRING)
                    .description("User name.")
                    .required()
                    .build())
            .setting(SettingDefinition.of("password", SettingType.STRING)
                    .description("Password of the user.")
                    .secret()
                    .build())
            .setting(SettingDefinition.of("database", SettingType.STRING)
                    .description("Name of the database.")
                    .required()
                    .build())
            .setting(SettingDefinition.of("ssl_mode", SettingType.STRING)
                    .description("Whether the connection is encrypted, and how far the server is checked.")
                    .defaultJson("\"disable\"")
                    .allowed("disable", "trust", "verify-ca", "verify-full")
                    .build())
            .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                    .description("Keeps strings that a schema calls base64 or base16 as the bytes that they stand for.")
                    .defaultJson("false")
                    .build())
            .build();

    /**
     * For the service loader too.
     */
    public ShopConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new ShopConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new SqlTarget("mariadb", settings);
    }
}
