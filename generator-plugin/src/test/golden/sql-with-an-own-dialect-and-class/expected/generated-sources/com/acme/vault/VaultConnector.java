package com.acme.vault;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-vault: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class VaultConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-vault")
            .label("Vault")
            .version("1.0")
            .setting(SettingDefinition.of("url", SettingType.STRING)
                    .description("The JDBC URL of the database.")
                    .defaultJson("\"jdbc:vault:./data;mode=\\\"safe\\\"\"")
                    .build())
            .build();

    /**
     * For the service loader too.
     */
    public VaultConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new VaultConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new VaultTarget(settings);
    }
}
