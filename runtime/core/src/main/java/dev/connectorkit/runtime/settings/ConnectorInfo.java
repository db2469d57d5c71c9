package dev.connectorkit.runtime.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a connector says of itself.
 *
 * @param name        the executable's name, such as {@code target-flights}
 * @param label       the name for people
 * @param version     the connector's own version
 * @param description one or more sentences; may be empty
 * @param settings    the connector's settings, in the order of its descriptor
 * @param defaults    defaults of the runtime's settings that this connector changes: name to JSON text
 * @param capabilities what it can do beyond what the runtime's settings tell, in the Singer SDK's words
 */
public record ConnectorInfo(
        String name,
        String label,
        String version,
        String description,
        List<SettingDefinition> settings,
        Map<String, String> defaults,
        List<String> capabilities) {
    public ConnectorInfo {
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        requireNonNull(version, "version");
        requireNonNull(description, "description");
        settings = List.copyOf(settings);
        defaults = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        capabilities = List.copyOf(capabilities);
    }

    /** The runtime's settings with this connector's defaults, and its own, which win where names are the same. */
    public List<SettingDefinition> allSettings() {
        Map<String, SettingDefinition> all = new LinkedHashMap<>();
        for (SettingDefinition definition : RuntimeSettings.definitions()) {
            String json = defaults.get(definition.name());
            all.put(definition.name(), json == null ? definition : definition.withDefault(json));
        }
        settings.forEach(definition -> all.put(definition.name(), definition));
        return List.copyOf(all.values());
    }

    /** The same connector, with the settings of what it runs on behind its own. */
    public ConnectorInfo with(List<SettingDefinition> more) {
        List<SettingDefinition> all = new ArrayList<>(settings);
        all.addAll(more);
        return new ConnectorInfo(name, label, version, description, all, defaults, capabilities);
    }

    /** The environment variable of a setting: {@code TARGET_FLIGHTS_HOST} for the host of {@code target-flights}. */
    public String environmentVariable(String setting) {
        return (name + "_" + setting).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Begins a connector of that executable's name, such as {@code target-flights}. */
    public static Builder of(String name) {
        return new Builder(name);
    }

    /** Collects a connector's facts in the order given. Not for several threads. */
    public static final class Builder {
        private final String name;
        private String label;
        private String version = "unknown";
        private String description = "";
        private final List<SettingDefinition> settings = new ArrayList<>();
        private final Map<String, String> defaults = new LinkedHashMap<>();
        private final List<String> capabilities = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
            this.label = name;
        }

        /** The name for people; else the executable's. */
        public Builder label(String text) {
            label = text;
            return this;
        }

        /** The connector's own version; else {@code unknown}. */
        public Builder version(String text) {
            version = text;
            return this;
        }

        /** One or more sentences. */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /** A further setting of the connector's own. */
        public Builder setting(SettingDefinition definition) {
            settings.add(definition);
            return this;
        }

        /** Another default for a setting of the runtime, as JSON text. */
        public Builder defaultValue(String runtimeSetting, String json) {
            defaults.put(runtimeSetting, json);
            return this;
        }

        /** Something it can do that the runtime's settings do not tell, in the Singer SDK's word. */
        public Builder capability(String sdkName) {
            capabilities.add(sdkName);
            return this;
        }

        /** The connector as it was described. */
        public ConnectorInfo build() {
            return new ConnectorInfo(name, label, version, description, settings, defaults, capabilities);
        }
    }
}
