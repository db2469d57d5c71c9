package com.acme.ledger;

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
 * The connector destination-ledger: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class LedgerConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("destination-ledger")
            .label("Ledger")
            .version("1.0")
            .description("Exports bookings to the ledger.")
            .setting(SettingDefinition.of("folder", SettingType.STRING)
                    .description("Where the bookings are put.")
                    .defaultJson("\"out\"")
                    .build())
            .defaultValue("maximum_batch_size_mb", "10")
            .defaultValue("state_mode", "\"whole\"")
            .build();

    /**
     * For the service loader too.
     */
    public LedgerConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new LedgerConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        LedgerDestination destination = new LedgerDestination();
        destination.configure(LedgerSettings.from(settings));
        return new DestinationTarget(destination);
    }
}
