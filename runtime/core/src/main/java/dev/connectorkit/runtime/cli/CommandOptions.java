package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.EditDistance;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments. They are so few that a library for them would do nothing but take time: with picocli it was a quarter of a
 * start, since classes of its age are kept in no class data archive.
 */
final class CommandOptions {
    private final Map<CommandOption, List<String>> given;

    private CommandOptions(Map<CommandOption, List<String>> given) {
        this.given = given;
    }

    /**
     * Reads {@code --name value}, {@code --name=value} and {@code -cvalue}.
     *
     * @throws SettingsException USAGE if there is no such option, or it is not given as it has to be
     */
    static CommandOptions parse(String... args) {
        Map<CommandOption, List<String>> given = new EnumMap<>(CommandOption.class);
        List<String> unknown = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            String name = name(argument);
            Optional<CommandOption> option = CommandOption.named(name);
            if (option.isEmpty()) {
                unknown.add(name);
                continue;
            }
            List<String> values = given.computeIfAbsent(option.get(), any -> new ArrayList<>());
            if (!values.isEmpty() && !option.get().mayComeAgain()) {
                throw usage("option %s is given twice; give it once".formatted(name));
            }
            values.add(value(option.get(), name, argument.substring(name.length()), rest));
        }
        if (!unknown.isEmpty()) {
            throw unknown(unknown);
        }
        return new CommandOptions(given);
    }

    /** The argument's first part: up to an equals sign, or the letter of a short option whose value follows at once. */
    private static String name(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        boolean isShort = name.length() > 2 && name.charAt(0) == '-' && name.charAt(1) != '-';
        return isShort && CommandOption.named(name.substring(0, 2)).isPresent() ? name.substring(0, 2) : name;
    }

    private static String value(CommandOption option, String name, String attached, Deque<String> rest) {
        if (!option.takesValue()) {
            if (!attached.isEmpty()) {
                throw usage("option %s takes no value".formatted(name));
            }
            return "";
        }
        if (!attached.isEmpty()) {
            return attached.startsWith("=") ? attached.substring(1) : attached;
        }
        if (rest.isEmpty() || CommandOption.named(rest.peek()).isPresent()) {
            throw usage("option %s needs a value, %s".formatted(name, option.value()));
        }
        return rest.pop();
    }

    /** Names flags only: a stray argument may be a piece of a configuration that was not quoted. */
    private static SettingsException unknown(List<String> arguments) {
        List<String> flags =
                arguments.stream().filter(argument -> argument.startsWith("-")).toList();
        return flags.isEmpty()
                ? usage("an argument belongs to no option; quote values that hold spaces")
                : usage("unknown option %s%s".formatted(String.join(", ", flags), suggestion(flags.get(0))));
    }

    private static String suggestion(String unknown) {
        return CommandOption.allNames().stream()
                .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
    }

    private static SettingsException usage(String problem) {
        return new SettingsException(ErrorCode.USAGE, problem);
    }

    /** Files and the word ENV, in the order given. */
    List<String> configs() {
        return given.getOrDefault(CommandOption.CONFIG, List.of());
    }

    Optional<String> configJson() {
        return text(CommandOption.CONFIG_JSON);
    }

    Optional<Path> settings() {
        return text(CommandOption.SETTINGS).map(Path::of);
    }

    Optional<String> catalogJson() {
        return text(CommandOption.CATALOG_JSON);
    }

    Optional<Path> input() {
        return text(CommandOption.INPUT).map(Path::of);
    }

    Optional<Path> state() {
        return text(CommandOption.STATE).map(Path::of);
    }

    Optional<Path> summary() {
        return text(CommandOption.SUMMARY).map(Path::of);
    }

    boolean testConnection() {
        return given.containsKey(CommandOption.TEST_CONNECTION);
    }

    boolean plan() {
        return given.containsKey(CommandOption.PLAN);
    }

    boolean printState() {
        return given.containsKey(CommandOption.PRINT_STATE);
    }

    boolean about() {
        return given.containsKey(CommandOption.ABOUT);
    }

    /**
     * Form of the answer to {@code --about}.
     *
     * @throws SettingsException USAGE if it is none, or nothing is asked about
     */
    Optional<String> format() {
        Optional<String> format = text(CommandOption.FORMAT);
        format.filter(word -> !about() || !List.of("json", "markdown").contains(word))
                .ifPresent(word -> {
                    throw usage("--format goes with --about, and is json or markdown");
                });
        return format;
    }

    boolean showTemplates() {
        return given.containsKey(CommandOption.SHOW_TEMPLATES);
    }

    /**
     * Whether the log goes to standard output. Mage writes 1, and takes any text for true, even "false".
     *
     * @throws SettingsException USAGE if the word is neither true nor false
     */
    boolean logToStdout() {
        return text(CommandOption.LOG_TO_STDOUT)
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "1", "true", "yes", "on" -> true;
                    case "0", "false", "no", "off" -> false;
                    default -> throw usage("option --log_to_stdout has to be true or false");
                })
                .orElse(false);
    }

    boolean debug() {
        return given.containsKey(CommandOption.DEBUG);
    }

    boolean version() {
        return given.containsKey(CommandOption.VERSION);
    }

    boolean help() {
        return given.containsKey(CommandOption.HELP);
    }

    private Optional<String> text(CommandOption option) {
        return Optional.ofNullable(given.get(option)).map(values -> values.get(0));
    }
}
