package nothing;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector nothing: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class NothingConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("nothing")
            .label("Nothing")
            .version("1.0")
            .build();

    /**
     * For the service loader too.
     */
    public NothingConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new NothingConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        NothingDestination destination = new NothingDestination();
        destination.configure(NothingSettings.from(settings));
        return new DestinationTarget(destination);
    }
}
