package dev.connectorkit.generator.emit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of a connector's configuration, and a configuration to fill in. */
final class ConfigFiles {
    static final String SCHEMA = "config.schema.json";
    static final String SAMPLE = "config.sample.json";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> runtimeSettings;

    ConfigFiles(Map<String, String> runtimeSettings) {
        this.runtimeSettings = runtimeSettings;
    }

    List<CommittedFile> emit(ConnectorSpec spec) {
        return List.of(
                CommittedFile.whole(SCHEMA, text(schema(spec))), CommittedFile.whole(SAMPLE, text(sample(spec))));
    }

    /** Required settings, and those with a default or an example, with that; null where a person has to think of one. */
    static ObjectNode sample(ConnectorSpec spec) {
        ObjectNode sample = JSON.createObjectNode();
        for (SettingSpec setting : spec.settings()) {
            boolean inUse = setting.deprecated().isEmpty();
            setting.examples().stream()
                    .findFirst()
                    .or(setting::defaultJson)
                    .or(() -> setting.allowed().stream()
                            .findFirst()
                            .map(word -> JSON.getNodeFactory().textNode(word).toString()))
                    .ifPresentOrElse(
                            json -> {
                                if (inUse) {
                                    sample.set(setting.name(), parse(json));
                                }
                            },
                            () -> {
                                if (inUse && setting.required()) {
                                    sample.putNull(setting.name());
                                }
                            });
        }
        return sample;
    }

    private ObjectNode schema(ConnectorSpec spec) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Configuration of " + spec.name())
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        spec.settings().forEach(setting -> properties.set(setting.name(), schema(setting)));
        for (Map.Entry<String, String> setting : new TreeMap<>(runtimeSettings).entrySet()) {
            ObjectNode property = properties.putObject(setting.getKey());
            ArrayNode types = property.putArray("type");
            for (String type : setting.getValue().split(" or ", -1)) {
                types.add(type);
            }
            types.add("null");
            String changed = spec.defaults().get(setting.getKey());
            if (changed != null) {
                property.set("default", parse(changed));
            }
        }
        ArrayNode required = schema.putArray("required");
        spec.settings().stream().filter(SettingSpec::required).forEach(setting -> required.add(setting.name()));
        return schema;
    }

    private static ObjectNode schema(SettingSpec setting) {
        ObjectNode schema = JSON.createObjectNode();
        if (setting.required()) {
            schema.put("type", setting.kind().word());
        } else {
            schema.putArray("type").add(setting.kind().word()).add("null");
        }
        if (!setting.description().isEmpty()) {
            schema.put("description", setting.description());
        }
        if (!setting.allowed().isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            setting.allowed().forEach(values::add);
            if (!setting.required()) {
                values.addNull();
            }
        }
        setting.defaultJson().ifPresent(json -> schema.set("default", parse(json)));
        if (!setting.examples().isEmpty()) {
            ArrayNode examples = schema.putArray("examples");
            setting.examples().forEach(json -> examples.add(parse(json)));
        }
        if (setting.deprecated().isPresent()) {
            schema.put("deprecated", true);
        }
        if (setting.secret()) {
            schema.put("writeOnly", true);
        }
        return schema;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification holds what is not JSON", e);
        }
    }

    /** Indented by two, with {@code \n} line ends. */
    static String text(JsonNode node) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                                    .withObjectIndenter(lines)
                                    .withArrayIndenter(lines))
                            .writeValueAsString(node)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written as JSON", e);
        }
    }
}
