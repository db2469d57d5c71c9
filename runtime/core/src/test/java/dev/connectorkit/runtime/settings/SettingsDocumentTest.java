package dev.connectorkit.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keeps docs/settings.md what the code says; {@code -Dgolden.update=true} writes it anew. */
class SettingsDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/settings.md");
    /** A name ends with its unit, so that no configuration needs a manual. */
    private static final Map<String, String> UNIT_BY_SUFFIX =
            Map.of("_seconds", "seconds", "_bytes", "bytes", "_rows", "rows", "_mb", "MiB", "_percent", "%");

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        String document = document();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Settings of every connector

                Beside its own settings a connector has these; `--about` lists both. A connector may change a default in its
                descriptor (`defaults`). This page is made from the code: the core's tests compare it, and write it with
                `-Dgolden.update=true`.

                A setting is given in a file (`--config`, which may be repeated; later files win setting by setting), as text
                (`--config_json`, which wins over files), or, with `--config ENV`, as an environment variable, which wins over
                both. The variable's name is the connector's and the setting's in capitals, what is neither letter nor digit as
                `_`: `TARGET_FLIGHTS_BATCH_SIZE_ROWS` for `target-flights`. Objects and arrays are written as JSON there. Variables
                may also stand in a file `.env` in the working directory, or in the nearest folder above it that has one; what the
                environment itself has wins.

                *As in* names the program whose setting of that name means the same; where it is empty the setting is the kit's.
                A default that is empty is said in words in the description. A MiB is 1024 × 1024 bytes.

                | setting | type | default | unit | as in | description |
                |---|---|---|---|---|---|
                """);
        RuntimeSettings.definitions().forEach(setting -> text.append(row(setting)));
        return text.toString();
    }

    private static String row(SettingDefinition setting) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        type(setting),
                        setting.defaultJson().map(json -> "`" + json + "`").orElse(""),
                        unit(setting.name()).orElse(""),
                        setting.follows().orElse(""),
                        setting.description().replace("|", "\\|"));
    }

    private static String type(SettingDefinition setting) {
        return setting.allowedValues().isEmpty()
                ? setting.type().words()
                : "`" + String.join("`, `", setting.allowedValues()) + "`";
    }

    private static Optional<String> unit(String name) {
        return UNIT_BY_SUFFIX.entrySet().stream()
                .filter(unit -> name.endsWith(unit.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
