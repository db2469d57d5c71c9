package dev.connectorkit.runtime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads configuration files and lays them over one another. */
final class ConfigurationFiles {
    private static final JsonMapper JSON = Json.trees(Integer.MAX_VALUE);

    private ConfigurationFiles() {}

    static ObjectNode read(List<Path> files) {
        ObjectNode configuration = JSON.createObjectNode();
        files.forEach(file -> configuration.setAll(read(file)));
        return configuration;
    }

    private static ObjectNode read(Path file) {
        try {
            JsonNode content = JSON.readTree(Files.readAllBytes(file));
            if (content instanceof ObjectNode object) {
                return object;
            }
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: a configuration has to be a JSON object".formatted(file));
        } catch (NoSuchFileException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: no such file; check --config".formatted(file), e);
        } catch (JsonProcessingException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "%s, line %d, column %d: not JSON"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID, "%s: cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }
}
