package dev.connectorkit.runtime.kafkaconnect;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import dev.connectorkit.runtime.kafkaconnect.config.SettingsProblems;
import dev.connectorkit.runtime.kafkaconnect.task.SingerSinkTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * The connector that is installed beside this class, as a sink of Kafka Connect. Each connector's plugin has a subclass, so
 * that a worker can tell two of them apart.
 */
public abstract class SingerSinkConnector extends SinkConnector {
    private final InstalledConnector installed;
    private Map<String, String> properties = Map.of();

    protected SingerSinkConnector() {
        this.installed = InstalledConnector.find(getClass().getClassLoader());
    }

    protected SingerSinkConnector(InstalledConnector installed) {
        this.installed = installed;
    }

    @Override
    public String version() {
        return installed.connector().info().version();
    }

    @Override
    public ConfigDef config() {
        return installed.settings().definition();
    }

    /** Every problem at its setting: types, limits, what is misspelled, and what makes no sense together. */
    @Override
    public Config validate(Map<String, String> given) {
        return new SettingsProblems(installed).addTo(super.validate(given), given);
    }

    @Override
    public void start(Map<String, String> given) {
        try {
            installed.settings().read(given);
        } catch (ConnectorException e) {
            throw new ConnectException(e.code() + ": " + e.getMessage(), e);
        }
        properties = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SingerSinkTask.class;
    }

    /** As many as are allowed: the worker spreads the partitions over them. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < maxTasks; i++) {
            Map<String, String> task = new HashMap<>(properties);
            task.put(SingerSinkTask.TASK_NUMBER, Integer.toString(i));
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {}
}
