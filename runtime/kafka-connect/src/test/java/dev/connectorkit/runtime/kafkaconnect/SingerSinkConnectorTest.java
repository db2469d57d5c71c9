package dev.connectorkit.runtime.kafkaconnect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import dev.connectorkit.runtime.kafkaconnect.task.SingerSinkTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class SingerSinkConnectorTest {
    private final SingerSinkConnector connector =
            new SingerSinkConnector(new InstalledConnector(new MemoryConnector())) {};

    @Test
    void theDefinitionIsMadeOfTheSettings() {
        assertThat(key("folder").type).isEqualTo(ConfigDef.Type.STRING);
        assertThat(key("folder").hasDefault()).isFalse();
        assertThat(key("folder").importance).isEqualTo(ConfigDef.Importance.HIGH);
        assertThat(key("folder").documentation).isEqualTo("Where it would go.");
        assertThat(key("folder").group).isEqualTo("Memory");
        assertThat(key("password").type).isEqualTo(ConfigDef.Type.PASSWORD);
        assertThat(key("port").defaultValue).isEqualTo(5432L);
        assertThat(key("stream_names").group).isEqualTo("Topics");
        assertThat(key("batch_size_rows").group).isEqualTo("Loading");
        assertThat(connector.config().configKeys()).doesNotContainKeys("state_mode", "state_file_path", "log_format");
        assertThat(connector.config().toEnrichedRst()).contains("load_method");
    }

    @Test
    void everyProblemIsSaidAtItsSetting() {
        assertThat(problems(Map.of(
                        "port", "0",
                        "batch_size_rows", "many",
                        "options", "{",
                        "load_method", "merge",
                        "key_propertys", "[]",
                        "state_mode", "whole")))
                .containsOnlyKeys(
                        "folder", "port", "batch_size_rows", "options", "load_method", "key_propertys", "state_mode")
                .hasEntrySatisfying("port", errors -> assertThat(errors).contains("1 or more"))
                .hasEntrySatisfying(
                        "key_propertys", errors -> assertThat(errors).contains("did you mean \"key_properties\"?"))
                .hasEntrySatisfying("state_mode", errors -> assertThat(errors).contains("the worker decides"));
    }

    @Test
    void whatMakesNoSenseTogetherIsSaidAtTheSettingsConcerned() {
        assertThat(problems(Map.of("folder", "/tmp", "topic_pattern", "a(.*)")))
                .containsOnlyKeys("topic_pattern", "stream_name");
    }

    @Test
    void nothingIsWrongWithWhatIsRight() {
        assertThat(problems(Map.of(
                        "folder", "/tmp",
                        "name", "x",
                        "topics", "a,b",
                        "errors.tolerance", "all",
                        "key_properties", "[\"id\"]",
                        "max_invalid_records", "5%")))
                .isEmpty();
    }

    @Test
    void asManyTasksAreMadeAsAreAllowedAndEachKnowsItsNumber() {
        connector.start(Map.of("name", "x", "folder", "/tmp"));
        List<Map<String, String>> tasks = connector.taskConfigs(3);
        assertThat(tasks)
                .extracting(task -> task.get(SingerSinkTask.TASK_NUMBER))
                .containsExactly("0", "1", "2");
        assertThat(connector.version()).isEqualTo("1.2.3");
    }

    private ConfigKey key(String name) {
        return requireNonNull(connector.config().configKeys().get(name), name);
    }

    private Map<String, String> problems(Map<String, String> given) {
        Map<String, String> problems = new TreeMap<>();
        for (ConfigValue value : connector.validate(new HashMap<>(given)).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), String.join("; ", value.errorMessages()));
            }
        }
        return problems;
    }
}
