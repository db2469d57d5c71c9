package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.Json;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The configuration in Mage's YAML, below its key {@code config}. Mage writes and reads it by PyYAML, so what {@code yes}
 * or {@code 0o17} mean is YAML 1.1, which of the readers for Java SnakeYAML keeps to. It is a dependency of every
 * connector (a third of a megabyte in the jar) because an optional one would have the flag fail where it is needed; it
 * costs no run that does not use the flag, since this class alone refers to it.
 */
final class YamlSettings {
    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    private YamlSettings() {}

    /** Says where, not what, and keeps no cause: SnakeYAML's messages quote the file. */
    static ObjectNode read(Path file) {
        String text = Configuration.text(file, "--settings");
        try {
            Object content = reader().load(text);
            if (content instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
                return object(JSON.valueToTree(config));
            }
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: it has to hold a mapping named config".formatted(file));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s, line %d: not YAML, or a key stands twice".formatted(file, line));
        } catch (YAMLException e) {
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "%s: not YAML, or too large".formatted(file));
        }
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }

    private static Yaml reader() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(
                new SafeConstructor(options), new Representer(dumper), dumper, options, new WithoutTimestamps());
    }

    /** A date stays the text that it was written as; no setting is of a type that it could become. */
    private static final class WithoutTimestamps extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
            addImplicitResolver(Tag.INT, INT, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
