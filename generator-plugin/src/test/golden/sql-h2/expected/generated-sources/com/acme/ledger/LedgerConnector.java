package com.acme.ledger;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.sql.SqlTarget;
import dev.connectorkit.runtime.sql.TypeRules;
import javax.annotation.processing.Generated;

/**
 * The connector target-ledger: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class LedgerConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-ledger")
            .label("Ledger")
            .version("1.0")
            .description("Loads Singer streams into an H2 database.")
            .setting(SettingDefinition.of("url", SettingType.STRING)
                    .description("The JDBC URL of the database, embedded or on a server: such as jdbc:h2:./warehouse")
                    .required()
                    .build())
            .setting(SettingDefinition.of("user", SettingType.STRING)
                    .description("User name.")
                    .build())
            .setting(SettingDefinition.of("password", SettingType.STRING)
                    .description("Password of the user.")
                    .secret()
                    .build())
            .setting(SettingDefinition.of("interpret_content_encoding", SettingType.BOOLEAN)
                    .description("Keeps strings that a schema calls base64 or base16 as the bytes that they stand for.")
                    .defaultJson("false")
                    .build())
            .defaultValue("add_record_metadata", "true")
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
        return new SqlTarget("h2", settings, TypeRules.NONE
                        .type("contacts", "name", "VARCHAR(40)")
                        .withNativeArrays());
    }
}
