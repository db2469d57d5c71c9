package dev.connectorkit.generator.spec;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector, checked and complete: whatever is emitted from it is legal.
 *
 * @param name        the command's name, such as {@code target-acme-crm}: lower-case letters, digits, hyphens
 * @param label       for people
 * @param version     the connector's own
 * @param description may be empty
 * @param packageName a legal Java package
 * @param engines     what runs it besides its command line, such as {@code kafka-connect}
 * @param capabilities what its system can do and what not, as far as the descriptor says
 * @param sql         with architecture SQL only
 * @param http        with architecture HTTP only
 * @param streams     that it knows beforehand, in the descriptor's order
 * @param settings    in the descriptor's order
 * @param defaults    of the runtime's settings: name to JSON text, in the descriptor's order
 * @param stem        what the names of its classes begin with, such as {@code AcmeCrm}
 */
public record ConnectorSpec(
        String name,
        String label,
        String version,
        String description,
        String packageName,
        Architecture architecture,
        List<String> engines,
        CapabilitiesSpec capabilities,
        Optional<SqlSpec> sql,
        Optional<HttpSpec> http,
        List<StreamSpec> streams,
        List<SettingSpec> settings,
        Map<String, String> defaults,
        String stem) {
    public ConnectorSpec {
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        requireNonNull(version, "version");
        requireNonNull(description, "description");
        requireNonNull(packageName, "packageName");
        requireNonNull(architecture, "architecture");
        engines = List.copyOf(engines);
        requireNonNull(capabilities, "capabilities");
        requireNonNull(sql, "sql");
        requireNonNull(http, "http");
        streams = List.copyOf(streams);
        settings = List.copyOf(settings);
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        requireNonNull(stem, "stem");
    }

    /** With architecture SQL only: a dialect's name or the full name of its class. */
    public Optional<String> dialect() {
        return sql.map(SqlSpec::dialect);
    }

    /** The class that names the connector, is its entry point and opens it. */
    public String connectorClass() {
        return stem + "Connector";
    }

    /** The full name of {@link #connectorClass()}. */
    public String mainClass() {
        return packageName + "." + connectorClass();
    }

    /** The class that a worker of Kafka Connect knows it by. */
    public String sinkConnectorClass() {
        return stem + "SinkConnector";
    }

    /** The record that holds its settings. */
    public String settingsClass() {
        return stem + "Settings";
    }

    /** The class that its author writes, for the architectures that have one: {@code AcmeCrmTarget}. */
    public String authorClass() {
        return switch (architecture) {
            case DESTINATION, HTTP -> stem + "Destination";
            case SQL, TARGET -> stem + "Target";
        };
    }

    /** What {@link #authorClass()} extends: {@code AbstractAcmeCrmTarget}. */
    public String baseClass() {
        return "Abstract" + authorClass();
    }

    /** Whether its author writes {@link #authorClass()}: with SQL and HTTP nobody has to. */
    public boolean hasAuthorClass() {
        return switch (architecture) {
            case TARGET, DESTINATION -> true;
            case HTTP -> http.filter(HttpSpec::ownClass).isPresent();
            case SQL -> sql.filter(SqlSpec::ownClass).isPresent();
        };
    }

    /** The class that says how its system is reached, with architecture HTTP. */
    public String apiClass() {
        return stem + "Api";
    }

    /** The sink that its author writes, with architecture TARGET. */
    public String sinkClass() {
        return stem + "Sink";
    }
}
