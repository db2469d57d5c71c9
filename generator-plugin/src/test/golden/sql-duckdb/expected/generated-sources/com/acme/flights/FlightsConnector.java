package com.acme.flights;

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
 * The connector target-flights: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class FlightsConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-flights")
            .label("Flights")
            .version("1.0")
            .description("Loads flights into DuckDB.")
            .setting(SettingDefinition.of("path", SettingType.STRING)
                    .description("DuckDB file")
                    .required()
                    .build())
            .defaultValue("add_record_metadata", "true")
            .defaultValue("batch_size_rows", "5000")
            .build();

    /**
     * For the service loader too.
     */
    public FlightsConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new FlightsConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new SqlTarget("duckdb", settings);
    }
}
