package com.acme.calls;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-calls: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class CallsConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-calls")
            .label("Calls")
            .version("1.0")
            .build();

    /**
     * For the service loader too.
     */
    public CallsConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new CallsConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        CallsTarget target = new CallsTarget();
        target.configure(CallsSettings.from(settings));
        return target;
    }
}
