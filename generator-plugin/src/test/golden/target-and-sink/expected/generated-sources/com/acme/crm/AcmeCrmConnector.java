package com.acme.crm;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-acme-crm: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class AcmeCrmConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-acme-crm")
            .label("Acme Crm")
            .version("1.0")
            .description("Loads contacts and deals into Acme CRM.")
            .setting(SettingDefinition.of("url", SettingType.STRING)
                    .description("Where the CRM is reached.")
                    .required()
                    .build())
            .setting(SettingDefinition.of("token", SettingType.STRING)
                    .description("What it lets the connector in by.")
                    .required()
                    .secret()
                    .env("ACME_TOKEN")
                    .build())
            .setting(SettingDefinition.of("user_agent", SettingType.STRING)
                    .defaultJson("\"acme-crm/1\"")
                    .build())
            .setting(SettingDefinition.of("on_conflict", SettingType.STRING)
                    .defaultJson("\"merge\"")
                    .allowed("merge", "skip", "fail")
                    .build())
            .setting(SettingDefinition.of("tenant", SettingType.STRING)
                    .deprecated("it is part of url now")
                    .build())
            .setting(SettingDefinition.of("proxy_password", SettingType.STRING)
                    .secret()
                    .build())
            .setting(SettingDefinition.of("page_size", SettingType.INTEGER)
                    .defaultJson("100")
                    .build())
            .setting(SettingDefinition.of("max_pages", SettingType.INTEGER)
                    .example("10")
                    .example("500")
                    .build())
            .setting(SettingDefinition.of("quota", SettingType.NUMBER)
                    .defaultJson("0.10")
                    .build())
            .setting(SettingDefinition.of("quota_share", SettingType.NUMBER)
                    .build())
            .setting(SettingDefinition.of("dry_run", SettingType.BOOLEAN)
                    .defaultJson("false")
                    .build())
            .setting(SettingDefinition.of("verify", SettingType.BOOLEAN)
                    .build())
            .setting(SettingDefinition.of("headers", SettingType.OBJECT)
                    .defaultJson("{\"Accept\":\"application/json\",\"X-Tries\":3}")
                    .build())
            .setting(SettingDefinition.of("fields", SettingType.OBJECT)
                    .build())
            .setting(SettingDefinition.of("tags", SettingType.ARRAY)
                    .defaultJson("[\"a\",{\"b\":1.50}]")
                    .build())
            .setting(SettingDefinition.of("owners", SettingType.ARRAY)
                    .build())
            .capability("hard-delete")
            .build();

    /**
     * For the service loader too.
     */
    public AcmeCrmConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new AcmeCrmConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        AcmeCrmTarget target = new AcmeCrmTarget();
        target.configure(AcmeCrmSettings.from(settings));
        return target;
    }
}
