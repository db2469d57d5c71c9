package dev.connectorkit.runtime.settings;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 */
public record ConnectorInfo(
        String name,
        String label,
        String version,
        String description,
        List<SettingDefinition> settings,
        Map<String, String> defaults) {
    public ConnectorInfo {
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        requireNonNull(version, "version");
        requireNonNull(description, "description");
        settings = List.copyOf(settings);
        defaults = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

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

        private Builder(String name) {
            this.name = name;
            this.label = name;
        }

        public Builder label(String text) {
            label = text;
            return this;
        }

        public Builder version(String text) {
            version = text;
            return this;
        }

        public Builder description(String text) {
            description = text;
            return this;
        }

        public Builder setting(SettingDefinition definition) {
            settings.add(definition);
            return this;
        }

        public Builder defaultValue(String runtimeSetting, String json) {
            defaults.put(runtimeSetting, json);
            return this;
        }

        public ConnectorInfo build() {
            return new ConnectorInfo(name, label, version, description, settings, defaults);
        }
    }
}
