package dev.connectorkit.runtime.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An option of the command line: those of the Singer SDK's targets and those of Mage's destinations, in the order of the help. */
enum CommandOption {
    CONFIG(
            "FILE|ENV",
            "Configuration, a JSON object. May be given again; later files win setting by setting."
                    + " ENV stands for environment variables, which win over all files.",
            "-c",
            "--config"),
    CONFIG_JSON("JSON", "Configuration as text; wins over files.", "--config_json"),
    SETTINGS("FILE", "YAML whose key config is the configuration where no other is given.", "--settings"),
    CATALOG_JSON("JSON", "Singer catalog; what it says of a stream replaces the stream's SCHEMA.", "--catalog_json"),
    INPUT("FILE", "Messages to load, plain or gzip; standard input if not given.", "--input", "--input_file_path"),
    STATE("FILE", "File that the last state is written to instead of standard output; never read.", "--state"),
    SUMMARY("FILE", "Write what the run did to this file, as JSON.", "--summary"),
    TEST_CONNECTION("", "Connect and end; nothing is read, and nothing printed if it succeeds.", "--test_connection"),
    PLAN(
            "",
            "Print the statements that the input's SCHEMA messages would change tables by, change nothing, and end.",
            "--plan"),
    PRINT_STATE(
            "",
            "Print the state that is kept with the rows (state_backend table), for the tap, and end.",
            "--print-state",
            "--print_state"),
    ABOUT("", "Print name, version, capabilities and settings, and end.", "--about"),
    FORMAT("json|markdown", "Form of --about; text if not given.", "--format"),
    SHOW_TEMPLATES("", "Print a configuration to fill in, as JSON, and end.", "--show_templates"),
    LOG_TO_STDOUT("BOOL", "Log to standard output, as lines of JSON.", "--log_to_stdout"),
    DEBUG("", "Log more, and show the stack trace of every failure.", "--debug"),
    VERSION("", "Print name and version, and end.", "--version"),
    HELP("", "Print this, and end.", "-h", "--help");

    private static final int NAMES_WIDTH = 34;
    private static final int LINE_WIDTH = 100;

    private final String value;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    CommandOption(String value, String description, String... names) {
        this.value = value;
        this.description = description;
        this.names = List.of(names);
    }

    /** The option that goes by the name, dashes included. */
    static Optional<CommandOption> named(String name) {
        return Arrays.stream(values())
                .filter(option -> option.names.contains(name))
                .findFirst();
    }

    /** All names of all options. */
    static List<String> allNames() {
        return Arrays.stream(values()).flatMap(option -> option.names.stream()).toList();
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** What its value is, for messages. */
    String value() {
        return value;
    }

    boolean mayComeAgain() {
        return this == CONFIG;
    }

    /** What {@code --help} prints. */
    static String help(String connector) {
        StringBuilder help = new StringBuilder("Usage: %s [option ...]%n".formatted(connector));
        for (CommandOption option : values()) {
            StringBuilder line = new StringBuilder("  ").append(String.join(", ", option.names));
            line.append(option.takesValue() ? " " + option.value : "");
            for (String word : option.description.split(" ", -1)) {
                if (line.length() < NAMES_WIDTH) {
                    line.append(" ".repeat(NAMES_WIDTH - line.length()));
                } else if (line.length() + 1 + word.length() > LINE_WIDTH || line.length() == NAMES_WIDTH) {
                    help.append(line).append(System.lineSeparator());
                    line = new StringBuilder(" ".repeat(NAMES_WIDTH));
                } else {
                    line.append(' ');
                }
                line.append(word);
            }
            help.append(line).append(System.lineSeparator());
        }
        return help.toString();
    }
}
