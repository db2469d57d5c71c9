package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.EditDistance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** The arguments: those of the Singer SDK's targets and those of Mage's destinations. */
final class CommandOptions {
    /** Of the help, which is indented by one more. */
    private static final int LINE_WIDTH = 99;

    private static final Options OPTIONS = new Options()
            .addOption(Option.builder("c")
                    .longOpt("config")
                    .hasArg()
                    .argName("FILE|ENV")
                    .desc("Configuration, a JSON object. May be given again; later files win setting by setting."
                            + " ENV stands for environment variables, which win over all files.")
                    .get())
            .addOption(value("config_json", "JSON", "Configuration as text; wins over files."))
            .addOption(value("settings", "FILE", "YAML whose key config is the configuration where no other is given."))
            .addOption(value(
                    "catalog_json", "JSON", "Singer catalog; what it says of a stream replaces the stream's SCHEMA."))
            .addOption(value("input", "FILE", "Messages to load, plain or gzip; standard input if not given."))
            .addOption(value("input_file_path", "FILE", "The same as --input."))
            .addOption(value(
                    "state", "FILE", "File that the last state is written to instead of standard output; never read."))
            .addOption(value("summary", "FILE", "Write what the run did to this file, as JSON."))
            .addOption(flag("test_connection", "Connect and end; nothing is read, and nothing printed if it succeeds."))
            .addOption(
                    flag(
                            "plan",
                            "Print the statements that the input's SCHEMA messages would change tables by, change nothing, and end."))
            .addOption(flag(
                    "print-state",
                    "Print the state that is kept with the rows (state_backend table), for the tap, and end."))
            .addOption(flag("print_state", "The same as --print-state."))
            .addOption(flag("about", "Print name, version, capabilities and settings, and end."))
            .addOption(value("format", "json|markdown", "Form of --about; text if not given."))
            .addOption(flag("show_templates", "Print a configuration to fill in, as JSON, and end."))
            .addOption(value("log_to_stdout", "BOOL", "Log to standard output, as lines of JSON."))
            .addOption(flag("debug", "Log more, and show the stack trace of every failure."))
            .addOption(flag("version", "Print name and version, and end."))
            .addOption(Option.builder("h")
                    .longOpt("help")
                    .desc("Print this, and end.")
                    .get());

    private final CommandLine given;

    private CommandOptions(CommandLine given) {
        this.given = given;
    }

    /**
     * Reads {@code --name value} and {@code --name=value}.
     *
     * @throws SettingsException USAGE if there is no such option, or it is not given as it has to be
     */
    static CommandOptions parse(String... args) {
        try {
            CommandLine given = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false) // those of a JSON text are its own
                    .get()
                    .parse(OPTIONS, args);
            if (!given.getArgList().isEmpty()) {
                throw usage("an argument belongs to no option; quote values that hold spaces");
            }
            requireOnce(given);
            return new CommandOptions(given);
        } catch (UnrecognizedOptionException e) {
            throw unknown(e.getOption());
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw usage("option --%s needs a value, %s".formatted(option.getLongOpt(), option.getArgName()));
        } catch (ParseException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** What {@code --help} prints. */
    static String help(String connector) {
        List<Option> inOrder = List.copyOf(OPTIONS.getOptions());
        StringBuilder help = new StringBuilder();
        TextHelpAppendable out = new TextHelpAppendable(help);
        out.setMaxWidth(LINE_WIDTH);
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(out)
                    .setShowSince(false)
                    .setComparator(Comparator.comparingInt(inOrder::indexOf))
                    .get()
                    .printHelp(connector + " [option ...]", "", OPTIONS, "", false);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be written", e);
        }
        return help.toString();
    }

    private static Option value(String name, String argument, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(description)
                .get();
    }

    private static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    private static void requireOnce(CommandLine given) {
        Set<String> seen = new HashSet<>();
        for (Option option : given.getOptions()) {
            String name = option.getLongOpt();
            if (!seen.add(name) && !name.equals("config")) {
                throw usage("option --%s is given twice; give it once".formatted(name));
            }
        }
    }

    /** Without what follows an equals sign, which may be a secret. */
    private static SettingsException unknown(String argument) {
        String name = argument.replaceFirst("(?s)=.*", "");
        String bare = name.replaceFirst("^--?", "");
        return OPTIONS.hasOption(bare)
                ? usage("option %s takes no value".formatted(name))
                : usage("unknown option %s%s".formatted(name, suggestion(bare)));
    }

    private static String suggestion(String unknown) {
        return OPTIONS.getOptions().stream()
                .map(Option::getLongOpt)
                .filter(name -> EditDistance.between(unknown, name) <= 1 + unknown.length() / 4)
                .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)))
                .map(name -> ", did you mean --" + name + "?")
                .orElse("");
    }

    private static SettingsException usage(String problem) {
        return new SettingsException(ErrorCode.USAGE, problem);
    }

    /** Files and the word ENV, in the order given. */
    List<String> configs() {
        return Optional.ofNullable(given.getOptionValues("config"))
                .map(List::of)
                .orElse(List.of());
    }

    Optional<String> configJson() {
        return text("config_json");
    }

    Optional<Path> settings() {
        return path("settings");
    }

    Optional<String> catalogJson() {
        return text("catalog_json");
    }

    Optional<Path> input() {
        return path("input").or(() -> path("input_file_path"));
    }

    Optional<Path> state() {
        return path("state");
    }

    Optional<Path> summary() {
        return path("summary");
    }

    boolean testConnection() {
        return given.hasOption("test_connection");
    }

    boolean plan() {
        return given.hasOption("plan");
    }

    boolean printState() {
        return given.hasOption("print-state") || given.hasOption("print_state");
    }

    boolean about() {
        return given.hasOption("about");
    }

    /**
     * Form of the answer to {@code --about}.
     *
     * @throws SettingsException USAGE if it is none, or nothing is asked about
     */
    Optional<String> format() {
        Optional<String> format = text("format");
        format.filter(word -> !about() || !List.of("json", "markdown").contains(word))
                .ifPresent(word -> {
                    throw usage("--format goes with --about, and is json or markdown");
                });
        return format;
    }

    boolean showTemplates() {
        return given.hasOption("show_templates");
    }

    /**
     * Whether the log goes to standard output. Mage writes 1, and takes any text for true, even "false".
     *
     * @throws SettingsException USAGE if the word is neither true nor false
     */
    boolean logToStdout() {
        return text("log_to_stdout")
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "1", "true", "yes", "on" -> true;
                    case "0", "false", "no", "off" -> false;
                    default -> throw usage("option --log_to_stdout has to be true or false");
                })
                .orElse(false);
    }

    boolean debug() {
        return given.hasOption("debug");
    }

    boolean version() {
        return given.hasOption("version");
    }

    boolean help() {
        return given.hasOption("help");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(given.getOptionValue(name));
    }

    private Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }
}
