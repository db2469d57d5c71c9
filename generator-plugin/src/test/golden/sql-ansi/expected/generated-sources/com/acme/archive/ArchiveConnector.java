package com.acme.archive;

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
 * The connector target-archive: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class ArchiveConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-archive")
            .label("Archive")
            .version("1.0")
            .description("Loads Singer streams into a database by JDBC, in standard SQL.")
            .setting(SettingDefinition.of("url", SettingType.STRING)
                    .description("The JDBC URL of the database.")
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
            .defaultValue("load_method", "\"append-only\"")
            .defaultValue("add_record_metadata", "true")
            .build();

    /**
     * For the service loader too.
     */
    public ArchiveConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new ArchiveConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        return new SqlTarget("ansi", settings);
    }
}
