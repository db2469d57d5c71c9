package dev.connectorkit.generator.emit;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingKind;
import dev.connectorkit.generator.spec.SettingSpec;
import java.util.List;

/**
 * The connector as Meltano's plugin definition, in the form of Meltano Hub, for {@code meltano add --from-ref}. Every text in it
 * stands in double quotes with JSON's escapes, which YAML reads the same (YAML 1.2, 7.3.1).
 */
final class MeltanoFile {
    private static final List<String> CAPABILITIES =
            List.of("about", "batch", "schema-flattening", "stream-maps", "structured-logging", "validate-records");

    private MeltanoFile() {}

    static CommittedFile of(ConnectorSpec spec) {
        StringBuilder yaml = new StringBuilder()
                .append("name: ")
                .append(text(spec.name()))
                .append('\n')
                .append("namespace: ")
                .append(text(spec.name().replace('-', '_')))
                .append('\n')
                .append("variant: connectorkit\n")
                .append("label: ")
                .append(text(spec.label()))
                .append('\n');
        if (!spec.description().isEmpty()) {
            yaml.append("description: ").append(text(spec.description())).append('\n');
        }
        yaml.append("executable: ").append(text(spec.name())).append("\ncapabilities:\n");
        CAPABILITIES.forEach(capability -> yaml.append("- ").append(capability).append('\n'));
        String required = String.join(
                ", ",
                spec.settings().stream()
                        .filter(SettingSpec::required)
                        .map(setting -> text(setting.name()))
                        .toList());
        yaml.append("settings_group_validation:\n- [").append(required).append("]\n");
        yaml.append(spec.settings().isEmpty() ? "settings: []\n" : "settings:\n");
        spec.settings().forEach(setting -> append(yaml, setting));
        return CommittedFile.whole("meltano/" + spec.name() + ".yml", yaml.toString());
    }

    private static void append(StringBuilder yaml, SettingSpec setting) {
        yaml.append("- name: ").append(text(setting.name())).append('\n');
        yaml.append("  kind: ").append(kind(setting)).append('\n');
        if (setting.secret()) {
            yaml.append("  sensitive: true\n");
        }
        if (!setting.description().isEmpty()) {
            yaml.append("  description: ").append(text(setting.description())).append('\n');
        }
        setting.env()
                .ifPresent(variable ->
                        yaml.append("  env: ").append(text(variable)).append('\n'));
        setting.defaultJson()
                .ifPresent(json -> yaml.append("  value: ").append(ascii(json)).append('\n'));
        if (!setting.allowed().isEmpty()) {
            yaml.append("  options:\n");
            setting.allowed().forEach(word -> yaml.append("  - label: ")
                    .append(text(word))
                    .append("\n    value: ")
                    .append(text(word))
                    .append('\n'));
        }
    }

    private static String kind(SettingSpec setting) {
        if (!setting.allowed().isEmpty()) {
            return "options";
        }
        return setting.kind() == SettingKind.NUMBER ? "decimal" : setting.kind().word();
    }

    private static String text(String raw) {
        return ascii(TextNode.valueOf(raw).toString());
    }

    /** What YAML takes for a line end or refuses to read is written as an escape. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder();
        json.chars()
                .forEach(unit -> ascii.append(
                        unit >= 0x20 && unit < 0x7F ? String.valueOf((char) unit) : "\\u%04x".formatted(unit)));
        return ascii.toString();
    }
}
