package dev.connectorkit.runtime.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostgresSettingsTest {
    private static final Dialect POSTGRES = new PostgresDialect();
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    private static Settings settings(Map<String, Object> values) {
        ConnectorInfo.Builder info = ConnectorInfo.of("target-postgres");
        values.forEach((name, value) ->
                info.setting(SettingDefinition.of(name, typeOf(value)).build()));
        ObjectNode configuration = new ObjectMapper().valueToTree(values);
        return new SettingsReader(info.build()).read(configuration);
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

    private static ConnectionParameters connection(Map<String, Object> values) {
        return POSTGRES.connection(settings(values));
    }

    private static Map<String, Object> parts(Object... more) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("host", "h", "user", "u", "database", "d"));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    @Test
    void partsMakeAConnectionThatTellsNoSecrets() {
        ConnectionParameters connection = connection(parts("password", "p w", "port", 5433, "database", "my db/é"));
        assertThat(connection.url()).isEqualTo("jdbc:postgresql://h:5433/my+db%2F%C3%A9");
        assertThat(connection.properties())
                .contains(entry("user", "u"), entry("password", "p w"))
                .contains(entry("logServerErrorDetail", "false"), entry("tcpKeepAlive", "true"))
                .doesNotContainKey("sslmode");
        assertThat(connection.place()).isEqualTo("PostgreSQL at h:5433, database \"my db/é\", user \"u\"");
        assertThat(connection.toString()).doesNotContain("p w");
    }

    @Test
    void aConnectorNeedsNoMoreSettingsThanItDeclares() {
        assertThat(connection(parts()).url()).isEqualTo("jdbc:postgresql://h:5432/d");
    }

    @Test
    void theUrlIsReadAsSqlAlchemyReadsIt() {
        ConnectionParameters connection = connection(Map.of(
                "sqlalchemy_url",
                "postgresql+psycopg://us%40er:p%3Aa%2Fs+s%25@[::1]:6432/d%20b?sslmode=verify-ca&sslrootcert=%2Fca.crt&connect_timeout=3"
                        + "&application_name=a+b&keepalives=0&target_session_attrs=read-write",
                "host",
                "elsewhere"));
        assertThat(connection.url()).isEqualTo("jdbc:postgresql://[::1]:6432/d+b");
        assertThat(connection.properties())
                .contains(
                        entry("user", "us@er"),
                        entry("password", "p:a/s+s%"),
                        entry("sslmode", "verify-ca"),
                        entry("sslrootcert", "/ca.crt"),
                        entry("connectTimeout", "3"),
                        entry("ApplicationName", "a b"),
                        entry("tcpKeepAlive", "false"),
                        entry("targetServerType", "primary"));
        ConnectionParameters byParameter =
                connection(Map.of("sqlalchemy_url", "postgresql://u@/d?host=db.example&port=6000"));
        assertThat(byParameter.url()).isEqualTo("jdbc:postgresql://db.example:6000/d");
        assertThat(connection(Map.of("sqlalchemy_url", "postgresql://u:p/w@h/d"))
                        .properties())
                .contains(entry("password", "p/w"));
    }

    @Test
    void tlsIsAskedForAsTargetPostgresDoes(@TempDir Path folder) throws IOException {
        Path authority = Files.writeString(folder.resolve("ca.crt"), PEM);
        ConnectionParameters connection = connection(parts(
                "ssl_enable",
                true,
                "ssl_certificate_authority",
                authority.toString(),
                "ssl_client_certificate_enable",
                true,
                "ssl_client_certificate",
                PEM,
                "ssl_client_private_key",
                PEM,
                "ssl_storage_directory",
                folder.resolve("secrets").toString()));
        assertThat(connection.properties())
                .contains(
                        entry("sslmode", "verify-full"),
                        entry("sslrootcert", authority.toString()),
                        entry("sslcert", folder.resolve("secrets/cert.crt").toString()),
                        entry("sslkey", folder.resolve("secrets/pkey.key").toString()));
        assertThat(folder.resolve("secrets/pkey.key")).hasContent(PEM);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aKeyThatIsWrittenDownIsItsOwnersOnly(@TempDir Path folder) throws IOException {
        Path old = Files.writeString(folder.resolve("pkey.key"), "old, and readable by all");
        connection(parts(
                "ssl_client_certificate_enable",
                true,
                "ssl_client_private_key",
                PEM,
                "ssl_storage_directory",
                folder.toString()));
        assertThat(old).hasContent(PEM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
                .isEqualTo("rw-------");
    }

    @Test
    void theDefaultAuthorityOfTargetPostgresIsNoFileThatHasToBe() {
        assertThat(connection(parts("ssl_enable", true, "ssl_certificate_authority", "~/.postgresql/root.crl"))
                        .properties())
                .contains(entry("sslmode", "verify-full"))
                .doesNotContainKey("sslrootcert");
        assertThatThrownBy(() -> connection(parts("ssl_enable", true, "ssl_certificate_authority", "/no/such")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ssl_certificate_authority");
    }

    @Test
    void settingsWithoutEffectAreNamedWhereTheyWouldHaveOne() {
        assertThat(POSTGRES.withoutEffect(settings(parts("use_copy", true, "dialect+driver", "postgresql+psycopg"))))
                .isEmpty();
        assertThat(POSTGRES.withoutEffect(settings(parts("use_copy", false, "dialect+driver", "mysql"))))
                .extracting(text -> text.substring(0, text.indexOf(':')))
                .containsExactly("use_copy", "dialect+driver");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> connection(Map.of("ssh_tunnel", Map.of("enable", true))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ssh_tunnel")
                .hasMessageContaining("\"host\"")
                .hasMessageContaining("\"user\"")
                .hasMessageContaining("\"database\"");
    }
}
