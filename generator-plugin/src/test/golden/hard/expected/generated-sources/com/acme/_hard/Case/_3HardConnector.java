package com.acme._hard.Case;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * The connector target-3-hard: what it says of itself, and how it starts.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public final class _3HardConnector implements Connector {
    private static final ConnectorInfo INFO = ConnectorInfo.of("target-3-hard")
            .label("\"\u00dcn\u00ef\" \u2014 \u6771\u4eac \ud835\udd18 \u202e ${label} [=label] [#if x] #{x} <b>]]></b> */ \\u002a/ $L $S $$")
            .version("1.0")
            .description("A \"quote\", a 'quote', a \\ backslash\nand a line; */ public static void injected() {} /* \\u002a/ ${user.home} #{1} [=name] [#stop] ]]> <!-- --> @deprecated {@link x} {@code } <script> & &amp; \u2028 \u0000 \u001b %PATH% $(id) `id` $T $L \u00fcn\u00efcode \ud835\udd18")
            .setting(SettingDefinition.of("class", SettingType.STRING)
                    .description("*/ class Injected {} /*")
                    .build())
            .setting(SettingDefinition.of("int", SettingType.INTEGER)
                    .defaultJson("9223372036854775807")
                    .build())
            .setting(SettingDefinition.of("enum", SettingType.NUMBER)
                    .defaultJson("1E+400")
                    .build())
            .setting(SettingDefinition.of("record", SettingType.BOOLEAN)
                    .defaultJson("true")
                    .build())
            .setting(SettingDefinition.of("yield", SettingType.BOOLEAN)
                    .build())
            .setting(SettingDefinition.of("var", SettingType.OBJECT)
                    .defaultJson("{\"*/\":\"\\\\u002a/ \\\" ${x} [=x]\",\"\u00fc\":[null,true,0.0]}")
                    .build())
            .setting(SettingDefinition.of("null", SettingType.ARRAY)
                    .defaultJson("[]")
                    .build())
            .setting(SettingDefinition.of("true", SettingType.ARRAY)
                    .build())
            .setting(SettingDefinition.of("hashCode", SettingType.STRING)
                    .defaultJson("\"\"")
                    .build())
            .setting(SettingDefinition.of("toString", SettingType.STRING)
                    .required()
                    .build())
            .setting(SettingDefinition.of("getClass", SettingType.STRING)
                    .secret()
                    .build())
            .setting(SettingDefinition.of("wait", SettingType.STRING)
                    .required()
                    .secret()
                    .build())
            .setting(SettingDefinition.of("settings", SettingType.STRING)
                    .allowed("\"", "\\", "*/", "\\u0022 + injected() + \\u0022", "${x}", "$S", "\u00fc", "\n", "\u0000")
                    .build())
            .setting(SettingDefinition.of("from", SettingType.STRING)
                    .defaultJson("\"\\\"; injected(); //\"")
                    .build())
            .setting(SettingDefinition.of("dialect+driver", SettingType.STRING)
                    .defaultJson("\"\\\\u0022\"")
                    .build())
            .setting(SettingDefinition.of("a.b-c", SettingType.STRING)
                    .description("\\u000a injected();")
                    .build())
            .setting(SettingDefinition.of("_9lives", SettingType.STRING)
                    .env("_")
                    .build())
            .setting(SettingDefinition.of("X509", SettingType.STRING)
                    .description("@param class injected\n@return nothing")
                    .build())
            .setting(SettingDefinition.of("SSL", SettingType.STRING)
                    .build())
            .build();

    /**
     * For the service loader too.
     */
    public _3HardConnector() {
    }

    /**
     * Runs the connector, and ends the JVM with its exit status.
     *
     * @param args the command line; {@code --help} lists what it can hold
     */
    public static void main(String[] args) {
        System.exit(ConnectorCommand.run(new _3HardConnector(), args));
    }

    @Override
    public ConnectorInfo info() {
        return INFO;
    }

    @Override
    public Target open(Settings settings) {
        _3HardTarget target = new _3HardTarget();
        target.configure(_3HardSettings.from(settings));
        return target;
    }
}
