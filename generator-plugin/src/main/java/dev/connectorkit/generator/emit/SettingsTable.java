package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.util.Locale;

/** The table of a connector's settings in its README. */
final class SettingsTable {
    private SettingsTable() {}

    static CommittedFile of(ConnectorSpec spec) {
        return new CommittedFile("README.md", CommittedFile.Kind.BETWEEN_MARKERS, text(spec));
    }

    private static String text(ConnectorSpec spec) {
        StringBuilder text = new StringBuilder();
        if (spec.settings().isEmpty()) {
            text.append("It has no settings of its own.\n");
        } else {
            text.append("| setting | type | required | default | environment variable | description |\n")
                    .append("|---|---|---|---|---|---|\n");
            spec.settings().forEach(setting -> text.append(row(spec, setting)));
        }
        if (!spec.defaults().isEmpty()) {
            text.append("\nOf the settings that every connector has, these have another default here:\n\n")
                    .append("| setting | default |\n|---|---|\n");
            spec.defaults().forEach((name, json) -> text.append("| ")
                    .append(code(name))
                    .append(" | ")
                    .append(code(json))
                    .append(" |\n"));
        }
        return text.toString();
    }

    private static String row(ConnectorSpec spec, SettingSpec setting) {
        String variable = setting.env().orElseGet(() -> (spec.name() + "_" + setting.name())
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "_"));
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        code(setting.name()),
                        setting.kind().word() + (setting.secret() ? ", secret" : ""),
                        setting.required() ? "yes" : "",
                        setting.defaultJson().map(SettingsTable::code).orElse(""),
                        code(variable),
                        description(setting));
    }

    private static String description(SettingSpec setting) {
        StringBuilder description = new StringBuilder(plain(setting.description()));
        if (!setting.allowed().isEmpty()) {
            description.append(description.isEmpty() ? "" : " ").append("One of ");
            description.append(String.join(
                    ", ", setting.allowed().stream().map(SettingsTable::code).toList()));
            description.append('.');
        }
        setting.deprecated().ifPresent(instead -> description
                .append(description.isEmpty() ? "" : " ")
                .append("Deprecated: ")
                .append(plain(instead)));
        return description.toString();
    }

    /** Text that Markdown and HTML show as it is, on one line of a table. */
    private static String plain(String raw) {
        StringBuilder plain = new StringBuilder();
        raw.strip().replaceAll("\\s+", " ").codePoints().forEach(character -> {
            if (isInvisible(character)) {
                plain.append(' ');
            } else if ("&<>|*_`[]\\~".indexOf(character) >= 0) {
                plain.append("&#").append(character).append(';');
            } else {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }

    /** What ends a line somewhere, turns the direction of what follows, or is no character alone. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        };
    }

    private static String code(String raw) {
        return "<code>" + plain(raw) + "</code>";
    }
}
