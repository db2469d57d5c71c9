package dev.connectorkit.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The arguments, as picocli fills them in: those of the Singer SDK's targets and those of Mage's destinations. */
@Command(sortOptions = false, usageHelpAutoWidth = true)
final class CommandOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE|ENV",
            description = "Configuration, a JSON object. May be given again; later files win setting by setting."
                    + " ENV stands for environment variables, which win over all files.")
    private final List<String> configs = new ArrayList<>();

    @Option(
            names = {"--config_json"},
            paramLabel = "JSON",
            description = "Configuration as text; wins over files.")
    private @Nullable String configJson;

    @Option(
            names = {"--settings"},
            paramLabel = "FILE",
            description = "YAML whose key config is the configuration where no other is given.")
    private @Nullable Path settings;

    @Option(
            names = {"--catalog_json"},
            paramLabel = "JSON",
            description = "Singer catalog; what it says of a stream replaces the stream's SCHEMA.")
    private @Nullable String catalogJson;

    @Option(
            names = {"--input", "--input_file_path"},
            paramLabel = "FILE",
            description = "Messages to load, plain or gzip; standard input if not given.")
    private @Nullable Path input;

    @Option(
            names = {"--state"},
            paramLabel = "FILE",
            description = "File that the last state is written to instead of standard output; never read.")
    private @Nullable Path state;

    @Option(
            names = {"--summary"},
            paramLabel = "FILE",
            description = "Write what the run did to this file, as JSON.")
    private @Nullable Path summary;

    @Option(
            names = {"--test_connection"},
            description = "Connect and end; nothing is read, and nothing printed if it succeeds.")
    private boolean testConnection;

    @Option(
            names = {"--plan"},
            description =
                    "Print the statements that the input's SCHEMA messages would change tables by, change nothing, and end.")
    private boolean plan;

    @Option(
            names = {"--print-state", "--print_state"},
            description = "Print the state that is kept with the rows (state_backend table), for the tap, and end.")
    private boolean printState;

    @Option(
            names = {"--about"},
            description = "Print name, version, capabilities and settings, and end.")
    private boolean about;

    @Option(
            names = {"--format"},
            paramLabel = "json|markdown",
            description = "Form of --about; text if not given.")
    private @Nullable String format;

    @Option(
            names = {"--show_templates"},
            description = "Print a configuration to fill in, as JSON, and end.")
    private boolean showTemplates;

    @Option(
            names = {"--log_to_stdout"},
            paramLabel = "BOOL",
            arity = "1",
            converter = Flag.class,
            description = "Log to standard output, as lines of JSON.")
    private boolean logToStdout;

    @Option(
            names = {"--debug"},
            description = "Log more, and show the stack trace of every failure.")
    private boolean debug;

    @Option(
            names = {"--version"},
            versionHelp = true,
            description = "Print name and version, and end.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this, and end.")
    private boolean help;

    /** Files and the word ENV, in the order given. */
    List<String> configs() {
        return configs;
    }

    Optional<String> configJson() {
        return Optional.ofNullable(configJson);
    }

    Optional<Path> settings() {
        return Optional.ofNullable(settings);
    }

    Optional<String> catalogJson() {
        return Optional.ofNullable(catalogJson);
    }

    Optional<Path> input() {
        return Optional.ofNullable(input);
    }

    Optional<Path> state() {
        return Optional.ofNullable(state);
    }

    Optional<Path> summary() {
        return Optional.ofNullable(summary);
    }

    boolean testConnection() {
        return testConnection;
    }

    boolean plan() {
        return plan;
    }

    boolean printState() {
        return printState;
    }

    boolean about() {
        return about;
    }

    Optional<String> format() {
        return Optional.ofNullable(format);
    }

    boolean showTemplates() {
        return showTemplates;
    }

    boolean logToStdout() {
        return logToStdout;
    }

    boolean debug() {
        return debug;
    }

    boolean version() {
        return version;
    }

    boolean help() {
        return help;
    }

    /** Mage writes 1. There, any text is true, even "false"; here a word that is neither true nor false is refused. */
    static final class Flag implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "1", "true", "yes", "on" -> true;
                case "0", "false", "no", "off" -> false;
                default -> throw new TypeConversionException("it has to be true or false");
            };
        }
    }
}
