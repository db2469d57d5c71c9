package dev.connectorkit.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The arguments, as picocli fills them in. */
@Command(sortOptions = false, usageHelpAutoWidth = true)
final class CommandOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration, a JSON object. May be given again; later files win setting by setting.")
    private final List<Path> configs = new ArrayList<>();

    @Option(
            names = {"--input"},
            paramLabel = "FILE",
            description = "Messages to load, plain or gzip; standard input if not given.")
    private @Nullable Path input;

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

    List<Path> configs() {
        return configs;
    }

    Optional<Path> input() {
        return Optional.ofNullable(input);
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
}
