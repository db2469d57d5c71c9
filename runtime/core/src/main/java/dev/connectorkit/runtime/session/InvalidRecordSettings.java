package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes of records that cannot be loaded.
 *
 * @param actions        for each rule
 * @param deadLetterFile where records are set aside; present if an action needs it
 * @param maxRecords     rejected records that a run bears
 * @param maxPercent     rejected records of a hundred read that a run bears
 */
public record InvalidRecordSettings(
        Map<InvalidRule, Action> actions, Optional<Path> deadLetterFile, long maxRecords, BigDecimal maxPercent) {
    private static final BigDecimal ALL_PERCENT = BigDecimal.valueOf(100);
    private static final Pattern COUNT_OR_PERCENT = Pattern.compile("\\d{1,18}|\\d{1,3}(\\.\\d{1,9})?%");

    public static final InvalidRecordSettings FAIL =
            new InvalidRecordSettings(all(Action.FAIL), Optional.empty(), Long.MAX_VALUE, ALL_PERCENT);

    /** What {@code on_invalid} can say. */
    public enum Action {
        FAIL,
        SKIP,
        DEAD_LETTER;

        static Action of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    public InvalidRecordSettings {
        actions = Map.copyOf(actions);
        requireNonNull(deadLetterFile, "deadLetterFile");
        requireNonNull(maxPercent, "maxPercent");
    }

    /** The same, but that records are set aside where they would have ended the run. */
    public InvalidRecordSettings settingAside() {
        Map<InvalidRule, Action> gentler = new EnumMap<>(InvalidRule.class);
        actions.forEach((rule, action) -> gentler.put(rule, action == Action.FAIL ? Action.DEAD_LETTER : action));
        return new InvalidRecordSettings(gentler, deadLetterFile, maxRecords, maxPercent);
    }

    static InvalidRecordSettings from(Settings settings) {
        Map<InvalidRule, Action> actions = all(Action.of(settings.string("on_invalid")));
        settings.optionalJson("on_invalid_rules").ifPresent(rules -> rules.properties()
                .forEach(rule -> actions.put(
                        rule(rule.getKey()),
                        action(rule.getKey(), rule.getValue().asText()))));
        Optional<Path> file = settings.optionalString("dead_letter_path").map(Path::of);
        if (actions.containsValue(Action.DEAD_LETTER) && file.isEmpty()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: on_invalid is dead_letter, so dead_letter_path has to name the file to set records"
                            + " aside in");
        }
        Optional<String> limit = limit(settings);
        return new InvalidRecordSettings(
                actions,
                file,
                limit.filter(text -> !text.endsWith("%")).map(Long::valueOf).orElse(Long.MAX_VALUE),
                limit.filter(text -> text.endsWith("%"))
                        .map(text -> new BigDecimal(text.substring(0, text.length() - 1)))
                        .orElse(ALL_PERCENT));
    }

    private static Optional<String> limit(Settings settings) {
        Optional<String> limit = settings.optionalCountOrPercent("max_invalid_records");
        if (limit.filter(text -> !COUNT_OR_PERCENT.matcher(text).matches()).isPresent()) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: setting \"max_invalid_records\" has to be a number of records, such as 100,"
                            + " or a share of them, such as \"5%\"");
        }
        return limit;
    }

    private static Map<InvalidRule, Action> all(Action action) {
        Map<InvalidRule, Action> actions = new EnumMap<>(InvalidRule.class);
        for (InvalidRule rule : InvalidRule.values()) {
            actions.put(rule, action);
        }
        return actions;
    }

    private static InvalidRule rule(String name) {
        for (InvalidRule rule : InvalidRule.values()) {
            if (rule.settingName().equals(name)) {
                return rule;
            }
        }
        throw new SettingsException(
                ErrorCode.CONFIG_INVALID,
                "configuration: on_invalid_rules has no rule \"" + name + "\"; the rules are "
                        + InvalidRule.settingNames());
    }

    private static Action action(String rule, String name) {
        try {
            return Action.of(name);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "configuration: on_invalid_rules.%s has to be fail, skip or dead_letter".formatted(rule),
                    e);
        }
    }
}
