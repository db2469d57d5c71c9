package com.acme.ledger.api;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.http.HttpDestination;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-ledger-api: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class LedgerApiConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-ledger-api")
            .label("Ledger Api")
            .version("1.0")
            .description("Sends ledger entries to the ledger's API.")
            .setting(SettingDefinition.of("url", SettingType.STRING)
                    .required()
                    .build())
            .setting(SettingDefinition.of("tenant", SettingType.STRING)
                    .defaultJson("\"main\"")
                    .build())
            .setting(SettingDefinition.of("token", SettingType.STRING)
                    .required()
                    .secret()
                    .build())
            .build();

    /**
     * For the service loader too.
     */
    public LedgerApiConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new LedgerApiConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new DestinationTarget(new HttpDestination(LedgerApiApi.API, settings));
    }
}
