package com.acme.desk;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-desk: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class DeskConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-desk")
            .label("Desk")
            .version("1.0")
            .setting(SettingDefinition.of("region", SettingType.STRING)
                    .defaultJson("\"eu\"")
                    .build())
            .setting(SettingDefinition.of("api_key", SettingType.STRING)
                    .required()
                    .secret()
                    .build())
            .build();

    /**
     * For the service loader too.
     */
    public DeskConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new DeskConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new DestinationTarget(new DeskDestination(settings));
    }
}
