package dev.connectorkit.runtime.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.RuntimeSettings;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/postgres.md} against what the code does with each setting. */
class PostgresDocumentTest {
    /** Those that target-postgres 0.8.1 lists by {@code --about}, and those that the Singer SDK adds; of objects without their parts. */
    private static final List<String> ALL = List.of(
            "host",
            "port",
            "user",
            "password",
            "database",
            "sqlalchemy_url",
            "dialect+driver",
            "default_target_schema",
            "use_copy",
            "load_method",
            "batch_size_rows",
            "validate_records",
            "activate_version",
            "process_activate_version_messages",
            "hard_delete",
            "add_record_metadata",
            "interpret_content_encoding",
            "sanitize_null_text_characters",
            "ssl_enable",
            "ssl_mode",
            "ssl_certificate_authority",
            "ssl_client_certificate_enable",
            "ssl_client_certificate",
            "ssl_client_private_key",
            "ssl_storage_directory",
            "ssh_tunnel",
            "stream_maps",
            "stream_map_config",
            "faker_config",
            "flattening_enabled",
            "flattening_max_depth",
            "flattening_separator",
            "flattening_max_key_length",
            "batch_config");

    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final Dialect POSTGRES = new PostgresDialect();

    @TempDir
    private Path folder;

    @Test
    void thePageNamesEverySetting() throws IOException {
        assertThat(page().keySet()).containsExactlyElementsOf(ALL);
    }

    @Test
    void whatItCallsHonouredChangesTheConnectionOrIsASettingOfTheRuntime() throws IOException {
        Path authority = Files.writeString(folder.resolve("ca.crt"), PEM);
        Map<String, Object> secure = Map.of(
                "ssl_enable",
                true,
                "ssl_client_certificate_enable",
                true,
                "ssl_storage_directory",
                folder.resolve("a").toString(),
                "ssl_client_certificate",
                PEM,
                "ssl_client_private_key",
                PEM);
        Map<String, Object> others = Map.ofEntries(
                Map.entry("host", "other"),
                Map.entry("port", 5433),
                Map.entry("user", "other"),
                Map.entry("password", "other"),
                Map.entry("database", "other"),
                Map.entry("sqlalchemy_url", "postgresql://other@h/d"),
                Map.entry("ssl_enable", false),
                Map.entry("ssl_mode", "verify-ca"),
                Map.entry("ssl_certificate_authority", authority.toString()),
                Map.entry("ssl_client_certificate_enable", false),
                Map.entry("ssl_client_certificate", authority.toString()),
                Map.entry("ssl_client_private_key", authority.toString()),
                Map.entry("ssl_storage_directory", folder.resolve("b").toString()));
        List<String> ofTheRuntime = RuntimeSettings.definitions().stream()
                .map(SettingDefinition::name)
                .toList();
        settingsThatAre("honoured").forEach(name -> {
            if (List.of("sanitize_null_text_characters", "interpret_content_encoding")
                    .contains(name)) {
                return; // PostgresTargetTest shows them on the server
            }
            assertThat(ofTheRuntime.contains(name) || others.containsKey(name))
                    .as(name)
                    .isTrue();
            if (others.containsKey(name)) {
                assertThat(described(secure, Map.of(name, others.get(name))))
                        .as(name)
                        .isNotEqualTo(described(secure, Map.of()));
            }
        });
    }

    @Test
    void whatItCallsRefusedIsRefusedByName() throws IOException {
        Map<String, Object> wrong = Map.of("ssh_tunnel", Map.of("enable", true));
        assertThat(settingsThatAre("refused")).containsExactlyInAnyOrderElementsOf(wrong.keySet());
        wrong.forEach((name, value) -> assertThatThrownBy(() -> described(Map.of(), Map.of(name, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("\"" + name + "\""));
    }

    @Test
    void whatItCallsWithoutEffectIsSaidAtTheStart() throws IOException {
        List<String> told =
                POSTGRES.withoutEffect(settings(Map.of("use_copy", false, "dialect+driver", "other"))).stream()
                        .map(reason -> reason.replaceFirst(":.*", ""))
                        .collect(Collectors.toList());
        told.add("faker_config"); // which the core tells of, for every connector
        assertThat(settingsThatAre("without effect")).containsExactlyInAnyOrderElementsOf(told);
    }

    private static List<String> settingsThatAre(String what) throws IOException {
        return page().entrySet().stream()
                .filter(row -> row.getValue().startsWith(what))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Setting and what becomes of it here. */
    private static Map<String, String> page() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../../docs/postgres.md"))) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                rows.put(cells[1].replace("`", "").strip(), cells[3].strip());
            }
        }
        return rows;
    }

    private static String described(Map<String, Object> base, Map<String, Object> change) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("host", "h", "user", "u", "database", "d"));
        values.putAll(base);
        values.putAll(change);
        ConnectionParameters connection = POSTGRES.connection(settings(values));
        return connection.url() + connection.properties();
    }

    private static Settings settings(Map<String, Object> values) {
        ConnectorInfo.Builder info = ConnectorInfo.of("target-postgres");
        values.forEach((name, value) ->
                info.setting(SettingDefinition.of(name, typeOf(value)).build()));
        return new SettingsReader(info.build()).read(new ObjectMapper().valueToTree(values));
    }

    private static SettingType typeOf(Object value) {
        if (value instanceof Boolean) {
            return SettingType.BOOLEAN;
        }
        if (value instanceof Map) {
            return SettingType.OBJECT;
        }
        return value instanceof Integer ? SettingType.INTEGER : SettingType.STRING;
    }
}
