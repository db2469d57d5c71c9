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
    public static final InvalidRecordSettings FAIL =
            new InvalidRecordSettings(all(Action.FAIL), Optional.empty(), Long.MAX_VALUE, BigDecimal.valueOf(100));

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
                    "configuration: on_invalid is dead_letter, so dead_letter_path has to name the file to set records aside in");
        }
        return new InvalidRecordSettings(
                actions,
                file,
                settings.optionalInteger("max_invalid_records").orElse(Long.MAX_VALUE),
                settings.optionalNumber("max_invalid_percent").orElse(BigDecimal.valueOf(100)));
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
