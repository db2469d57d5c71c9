package dev.connectorkit.runtime.sql.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings of Meltano's target-postgres into what PostgreSQL's JDBC driver wants
 * (target_postgres/connector.py; jdbc.postgresql.org, "Connecting to the Database"). A setting that the connector does not
 * declare counts as not set.
 */
final class PostgresSettings {
    private static final int DEFAULT_PORT = 5432;

    /** Parameters of libpq's connection strings (PostgreSQL manual, 34.1.2) by the driver's names. */
    private static final Map<String, String> DRIVER_NAMES = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("options", "options"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("channel_binding", "channelBinding"));

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    PostgresSettings(Settings settings) {
        this.settings = settings;
    }

    ConnectionParameters connection() {
        refuse();
        Map<String, String> properties = defaults();
        Optional<String> url = settings.optionalString("sqlalchemy_url").filter(text -> !text.isBlank());
        addTls(properties);
        ConnectionParameters connection = url.isPresent() ? fromUrl(url.get(), properties) : fromParts(properties);
        if (!problems.isEmpty()) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + String.join("; ", problems));
        }
        return connection;
    }

    List<String> withoutEffect() {
        List<String> without = new ArrayList<>();
        if (settings.has("use_copy") && !settings.flag("use_copy")) {
            without.add("use_copy: rows always go by COPY");
        }
        settings.optionalString("dialect+driver")
                .filter(driver -> !driver.startsWith("postgresql"))
                .ifPresent(driver -> without.add("dialect+driver: the driver is PostgreSQL's JDBC driver"));
        return without;
    }

    private void refuse() {
        boolean tunnel = settings.has("ssh_tunnel")
                && settings.optionalJson("ssh_tunnel")
                        .map(json -> json.path("enable"))
                        .map(JsonNode::asBoolean)
                        .orElse(false);
        if (tunnel) {
            problems.add(
                    "setting \"ssh_tunnel\": this connector opens no SSH tunnels, and without one the data would take another way than you want; open it outside (ssh -L), set host and port to its near end, and ssh_tunnel.enable to false");
        }
    }

    private static Map<String, String> defaults() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ApplicationName", "connectorkit");
        properties.put("logServerErrorDetail", "false"); // it would put values into messages
        properties.put("tcpKeepAlive", "true");
        properties.put("connectTimeout", "10");
        properties.put("loginTimeout", "30");
        properties.put("cancelSignalTimeout", "10");
        properties.put(
                "socketTimeout", "1800"); // longer than a batch may take; a dead peer is found before by keep-alive
        return properties;
    }

    private ConnectionParameters fromParts(Map<String, String> properties) {
        Optional<String> host = required("host");
        Optional<String> user = required("user");
        Optional<String> database = required("database");
        long port = settings.optionalInteger("port").orElse(DEFAULT_PORT);
        settings.optionalSecret("password").ifPresent(password -> properties.put("password", password.reveal()));
        return parameters(host.orElse(""), port, user.orElse(""), database.orElse(""), properties);
    }

    private ConnectionParameters fromUrl(String text, Map<String, String> properties) {
        Optional<SqlAlchemyUrl> parsed = SqlAlchemyUrl.parse(text.strip());
        if (parsed.isEmpty() || !parsed.get().driver().startsWith("postgres")) {
            problems.add(
                    "setting \"sqlalchemy_url\" has to look like postgresql://user:password@host:5432/database, with special characters percent-encoded");
            return parameters("", DEFAULT_PORT, "", "", properties);
        }
        SqlAlchemyUrl url = parsed.get();
        Map<String, String> left = new LinkedHashMap<>(url.parameters());
        Optional<String> hostParameter = Optional.ofNullable(left.remove("host"));
        Optional<String> portParameter = Optional.ofNullable(left.remove("port"));
        left.forEach((name, value) -> addParameter(name, value, properties));
        String host = url.host().or(() -> hostParameter).orElse("localhost");
        if (host.startsWith("/")) {
            problems.add(
                    "setting \"sqlalchemy_url\": the JDBC driver does not speak over Unix sockets; give a host name instead of the folder");
        }
        url.password().ifPresent(password -> properties.put("password", password));
        if (url.user().isEmpty() || url.database().isEmpty()) {
            problems.add("setting \"sqlalchemy_url\" has to name user and database");
        }
        return parameters(
                host,
                url.port().map(Integer::longValue).orElseGet(() -> portOf(portParameter)),
                url.user().orElse(""),
                url.database().orElse(""),
                properties);
    }

    private long portOf(Optional<String> parameter) {
        try {
            return parameter.map(Integer::parseInt).orElse(DEFAULT_PORT);
        } catch (NumberFormatException e) {
            problems.add("setting \"sqlalchemy_url\": the parameter port has to be a number");
            return DEFAULT_PORT;
        }
    }

    private void addParameter(String name, String value, Map<String, String> properties) {
        String driverName = DRIVER_NAMES.get(name);
        if (driverName != null) {
            properties.put(driverName, value);
        } else if (name.equals("keepalives")) {
            properties.put("tcpKeepAlive", String.valueOf(!value.equals("0")));
        } else if (name.equals("target_session_attrs")) {
            properties.put("targetServerType", value.equals("read-write") ? "primary" : value);
        } else {
            problems.add("setting \"sqlalchemy_url\": the parameter \"%s\" is not known; known are %s"
                    .formatted(
                            name,
                            String.join(
                                    ", ",
                                    DRIVER_NAMES.keySet().stream().sorted().toList())));
        }
    }

    private ConnectionParameters parameters(
            String host, long port, String user, String database, Map<String, String> properties) {
        properties.put("user", user);
        String urlHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new ConnectionParameters(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(urlHost, port, URLEncoder.encode(database, StandardCharsets.UTF_8)),
                properties,
                "PostgreSQL at %s:%d, database \"%s\", user \"%s\"".formatted(urlHost, port, database, user));
    }

    private Optional<String> required(String name) {
        Optional<String> value = settings.optionalString(name).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            problems.add("setting \"" + name + "\" is missing (or give sqlalchemy_url)");
        }
        return value;
    }

    /** Without ssl_enable the driver's own default stands, which is to encrypt where the server offers it, as libpq does. */
    private void addTls(Map<String, String> properties) {
        String folder = settings.optionalString("ssl_storage_directory").orElse(".secrets");
        if (isOn("ssl_enable")) {
            String mode = settings.optionalString("ssl_mode").orElse("verify-full");
            properties.put("sslmode", mode);
            boolean checks = mode.startsWith("verify");
            settings.optionalString("ssl_certificate_authority")
                    .flatMap(value -> file("ssl_certificate_authority", value, folder, "root.crt", checks))
                    .ifPresent(file -> properties.put("sslrootcert", file.toString()));
        }
        if (isOn("ssl_client_certificate_enable")) {
            settings.optionalString("ssl_client_certificate")
                    .flatMap(value -> file("ssl_client_certificate", value, folder, "cert.crt", true))
                    .ifPresent(file -> properties.put("sslcert", file.toString()));
            settings.optionalSecret("ssl_client_private_key")
                    .flatMap(value -> file("ssl_client_private_key", value.reveal(), folder, "pkey.key", true))
                    .ifPresent(file -> properties.put("sslkey", file.toString()));
        }
    }

    private boolean isOn(String name) {
        return settings.has(name) && settings.flag(name);
    }

    private Optional<Path> file(String setting, String value, String folder, String name, boolean needed) {
        if (PemFile.isText(value)) {
            return Optional.of(PemFile.write(setting, value, folder, name));
        }
        Path file = PemFile.path(value);
        if (Files.isRegularFile(file)) {
            return Optional.of(file);
        }
        boolean isDefaultAuthority =
                setting.equals("ssl_certificate_authority") && value.equals("~/.postgresql/root.crl");
        if (needed && !isDefaultAuthority) { // of the default, the driver looks for ~/.postgresql/root.crt itself
            problems.add("setting \"%s\" is neither a file nor a certificate or key in PEM".formatted(setting));
        }
        return Optional.empty();
    }
}
