package dev.connectorkit.runtime.kafkaconnect.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which stream a topic is. */
public final class StreamNames {
    private final Map<String, String> byTopic;
    private final Optional<Pattern> pattern;
    private final String replacement;

    private StreamNames(Map<String, String> byTopic, Optional<Pattern> pattern, String replacement) {
        this.byTopic = byTopic;
        this.pattern = pattern;
        this.replacement = replacement;
    }

    /**
     * Reads the three settings that name streams.
     *
     * @throws SettingsException if they make no sense together
     */
    public static StreamNames from(Settings settings) {
        Map<String, String> byTopic = new HashMap<>();
        settings.optionalJson(TopicSettings.STREAM_NAMES).ifPresent(names -> names.properties()
                .forEach(name -> byTopic.put(name.getKey(), text(name.getValue()))));
        Optional<String> pattern = settings.optionalString(TopicSettings.TOPIC_PATTERN);
        Optional<String> replacement = settings.optionalString(TopicSettings.STREAM_NAME);
        if (pattern.isPresent() != replacement.isPresent()) {
            throw wrong("topic_pattern and stream_name go together; give both, or none");
        }
        return new StreamNames(byTopic, pattern.map(StreamNames::compiled), replacement.orElse(""));
    }

    public String streamOf(String topic) {
        String named = byTopic.get(topic);
        if (named != null) {
            return named;
        }
        Optional<Matcher> matcher = pattern.map(regex -> regex.matcher(topic)).filter(Matcher::matches);
        return matcher.map(found -> replaced(found)).orElse(topic);
    }

    private String replaced(Matcher matcher) {
        try {
            return matcher.replaceFirst(replacement);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw wrong("stream_name refers to a group that topic_pattern does not have");
        }
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw wrong("topic_pattern is no regular expression (%s)".formatted(e.getDescription()));
        }
    }

    private static String text(JsonNode name) {
        if (!name.isTextual()) {
            throw wrong("stream_names has to hold a stream's name for each topic");
        }
        return name.textValue();
    }

    private static SettingsException wrong(String what) {
        return new SettingsException(ErrorCode.CONFIG_INVALID, "configuration: " + what);
    }
}
