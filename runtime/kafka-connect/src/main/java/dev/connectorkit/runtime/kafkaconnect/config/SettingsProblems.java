package dev.connectorkit.runtime.kafkaconnect.config;

import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.session.SessionSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Finds what is wrong with a configuration beyond the single settings, and says it at the settings concerned. */
public final class SettingsProblems {
    private final InstalledConnector installed;
    private final SinkSettings settings;

    public SettingsProblems(InstalledConnector installed) {
        this.installed = installed;
        this.settings = installed.settings();
    }

    /** The same configuration with the problems that were found. Nothing is connected to. */
    public Config addTo(Config checked, Map<String, String> given) {
        List<ConfigValue> values = new ArrayList<>(checked.configValues());
        settings.misspelled(given).forEach((name, advice) -> {
            ConfigValue unknown = new ConfigValue(name);
            unknown.addErrorMessage("unknown setting \"%s\": %s".formatted(name, advice));
            values.add(unknown);
        });
        if (values.stream().allMatch(value -> value.errorMessages().isEmpty())) {
            findTogether(given, values);
        }
        return new Config(values);
    }

    private void findTogether(Map<String, String> given, List<ConfigValue> values) {
        try {
            Settings read = settings.read(given);
            Target target = installed.connector().open(read);
            target.cleanUp();
            SessionSettings.from(read, target);
            StreamNames.from(read);
            DeclaredStreams.from(read);
            TopicSettings.keyProperties(read);
        } catch (SettingsException e) {
            String problem = String.valueOf(e.getMessage());
            List<ConfigValue> named = values.stream()
                    .filter(value -> names(problem, value.name()))
                    .toList();
            (named.isEmpty() ? values.subList(0, 1) : named).forEach(value -> value.addErrorMessage(problem));
        }
    }

    /** Whether the name stands in the text as a word. */
    private static boolean names(String problem, String setting) {
        return Pattern.compile("(?<![\\w+])" + Pattern.quote(setting) + "(?![\\w+])")
                .matcher(problem)
                .find();
    }
}
