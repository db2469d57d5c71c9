package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.Json;
import dev.connectorkit.runtime.settings.ConfigurationLayer;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the arguments say of the configuration: where its parts stand, and which of them win. */
final class Configuration {
    private static final String ENVIRONMENT = "ENV";
    private static final String STATE_FILE = "state_file_path";
    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    private final CommandOptions options;
    private final Map<String, String> environment;

    Configuration(CommandOptions options, Map<String, String> environment) {
        this.options = options;
        this.environment =
                options.configs().contains(ENVIRONMENT) ? DotEnv.addedTo(environment, Path.of("")) : Map.of();
    }

    /**
     * Files, then {@code --config_json}, then the environment, later over earlier. {@code --settings} counts where none of
     * them is given, as in Mage: its host hands over the same configuration twice, and in the file the variables are not
     * filled in.
     */
    Settings read(ConnectorInfo connector) {
        List<ConfigurationLayer> layers = new ArrayList<>();
        options.configs().stream()
                .filter(file -> !file.equals(ENVIRONMENT))
                .map(Path::of)
                .map(file -> new ConfigurationLayer(file(file), true))
                .forEach(layers::add);
        options.configJson()
                .map(json -> new ConfigurationLayer(parse("--config_json", json), false))
                .ifPresent(layers::add);
        if (layers.isEmpty() && !options.configs().contains(ENVIRONMENT)) {
            options.settings()
                    .map(file -> new ConfigurationLayer(YamlSettings.read(file), false))
                    .ifPresent(layers::add);
        }
        Settings settings = new SettingsReader(connector).read(layers, environment);
        Optional<Path> state = options.state();
        if (state.isEmpty()) {
            return settings;
        }
        requireOneStateFile(settings, state.get());
        layers.add(new ConfigurationLayer(
                JSON.createObjectNode().put(STATE_FILE, state.get().toString()), true));
        return new SettingsReader(connector).read(layers, environment);
    }

    private static void requireOneStateFile(Settings settings, Path state) {
        Optional<String> other = settings.optionalString(STATE_FILE);
        if (other.isPresent() && !isSame(Path.of(other.get()), state)) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "--state and the setting \"%s\" name two files; a run has one place for its state, give one of them"
                            .formatted(STATE_FILE));
        }
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static ObjectNode file(Path file) {
        return parse(file.toString(), text(file, "--config"));
    }

    static String text(Path file, String option) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: no such file; check %s".formatted(file, option), e);
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    /** Says where, not what, and keeps no cause: Jackson's own words could carry a secret. */
    static ObjectNode parse(String place, String json) {
        try {
            JsonNode content = JSON.readTree(json);
            if (content instanceof ObjectNode object) {
                return object;
            }
            throw new SettingsException(ErrorCode.CONFIG_INVALID, "%s: it has to be a JSON object".formatted(place));
        } catch (JsonProcessingException e) {
            boolean repeated = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "%s, line %d, column %d: %s"
                            .formatted(
                                    place,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    repeated ? "a key stands twice in one object" : "not JSON"));
        }
    }
}
