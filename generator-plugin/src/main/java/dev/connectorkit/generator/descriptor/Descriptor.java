package dev.connectorkit.generator.descriptor;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector.yaml as written. A value whose shape is wrong counts as absent; {@code problems} says what is wrong.
 *
 * @param file     its name, for messages
 * @param settings in the order of the file
 * @param defaults of the runtime's settings: each value, at the path and place of its key
 * @param problems of the YAML and of its shape, empty if there are none
 */
public record Descriptor(
        String file,
        Optional<Located<String>> name,
        Optional<Located<String>> label,
        Optional<Located<String>> description,
        Optional<Located<String>> packageName,
        Optional<Located<String>> architecture,
        List<Located<String>> engines,
        Optional<Capabilities> capabilities,
        Optional<SqlDescriptor> sql,
        Optional<HttpDescriptor> http,
        List<DeclaredStream> streams,
        List<Setting> settings,
        List<Default> defaults,
        List<Problem> problems) {
    public Descriptor {
        requireNonNull(file, "file");
        engines = List.copyOf(engines);
        streams = List.copyOf(streams);
        settings = List.copyOf(settings);
        defaults = List.copyOf(defaults);
        problems = List.copyOf(problems);
    }

    /**
     * What the system can do and what it cannot.
     *
     * @param flags each that is given, at its key
     */
    public record Capabilities(Map<String, Located<Boolean>> flags, List<Located<String>> cannotHold) {
        public Capabilities {
            flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
            cannotHold = List.copyOf(cannotHold);
        }
    }

    /**
     * A stream that the connector knows beforehand.
     *
     * @param name   its key
     * @param schema as written; {@code properties} and {@code required} are of it
     */
    public record DeclaredStream(
            Located<String> name,
            Optional<Located<String>> description,
            Optional<Located<String>> topic,
            List<Located<String>> keyProperties,
            JsonNode schema,
            List<Property> properties,
            List<Located<String>> required) {
        public DeclaredStream {
            keyProperties = List.copyOf(keyProperties);
            properties = List.copyOf(properties);
            required = List.copyOf(required);
        }
    }

    /**
     * A property of a stream.
     *
     * @param name  its key
     * @param types of JSON; empty for any
     */
    public record Property(Located<String> name, List<Located<String>> types, Optional<Located<String>> description) {
        public Property {
            types = List.copyOf(types);
        }
    }

    /**
     * A setting of the connector's own.
     *
     * @param name         its key
     * @param defaultValue may be of a type other than the setting's
     */
    public record Setting(
            Located<String> name,
            Optional<Located<String>> type,
            Optional<Located<String>> description,
            Optional<Located<Boolean>> required,
            Optional<Located<JsonNode>> defaultValue,
            Optional<Located<Boolean>> secret,
            Optional<Located<String>> env,
            List<Located<String>> allowed,
            List<Located<JsonNode>> examples,
            Optional<Located<String>> deprecated) {
        public Setting {
            allowed = List.copyOf(allowed);
            examples = List.copyOf(examples);
        }
    }

    /**
     * Another default for a setting of the runtime's.
     *
     * @param name its key
     */
    public record Default(Located<String> name, Located<JsonNode> value) {}

    /** A problem of this descriptor at a value or key of it. */
    public Problem problemAt(Located<?> located, String text) {
        return new Problem(file, located.place(), located.path(), text);
    }
}
