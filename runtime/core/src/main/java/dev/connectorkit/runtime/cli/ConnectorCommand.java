package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.cli.internal.NativeLibraries;
import dev.connectorkit.runtime.cli.internal.ProcessLog;
import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.state.StateWriter;
import dev.connectorkit.runtime.state.StreamStateWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * A connector as a Singer target: reads messages, writes states to standard output, everything else to standard error. The
 * last line there carries the error's code; the exit status is {@link ErrorCode#exitStatus()}, or 0; after a signal it is
 * 128 and the signal's number (143 for SIGTERM, 130 for SIGINT).
 *
 * <p>The flags are those of the Singer SDK's targets and those of Mage's destinations, with the meanings that they have
 * there; {@code --help} lists them.
 */
public final class ConnectorCommand {
    private ConnectorCommand() {}

    /** Runs the connector on the process's own streams, log and environment, and gives the exit status. */
    public static int run(Connector connector, String... args) {
        ProcessLog.install();
        return run(connector, StandardStreams.ofProcess(), System.getenv(), args);
    }

    /**
     * The same on given streams, for tests and for programs that embed a connector; the log is what SLF4J finds in that
     * program.
     */
    public static int run(Connector connector, StandardStreams streams, String... args) {
        return run(connector, streams, System.getenv(), args);
    }

    static int run(Connector connector, StandardStreams streams, Map<String, String> environment, String... args) {
        ConnectorInfo info = connector.info();
        CommandOptions options;
        Optional<String> answer;
        try {
            options = CommandOptions.parse(args);
            answer = answer(options, info);
        } catch (SettingsException e) {
            return fail(streams.err(), e.code(), e.getMessage() + "; see " + info.name() + " --help");
        }
        if (answer.isPresent()) {
            PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
            out.print(answer.get());
            out.flush();
            return out.checkError()
                    ? fail(streams.err(), ErrorCode.USAGE, "standard output is closed; nobody reads the answer")
                    : 0;
        }
        return load(connector, options, streams, environment);
    }

    /** What is asked of the connector itself; no configuration is needed for it. */
    private static Optional<String> answer(CommandOptions options, ConnectorInfo info) {
        Optional<String> format = options.format();
        if (options.help()) {
            return Optional.of(CommandOptions.help(info.name()));
        }
        if (options.version()) {
            return Optional.of(info.name() + " " + info.version() + System.lineSeparator());
        }
        if (options.about()) {
            About about = new About(info);
            return Optional.of(
                    switch (format.orElse("text")) {
                        case "json" -> about.json();
                        case "markdown" -> about.markdown();
                        default -> about.text();
                    });
        }
        return options.showTemplates() ? Optional.of(new About(info).templates()) : Optional.empty();
    }

    private static int load(
            Connector connector, CommandOptions options, StandardStreams streams, Map<String, String> environment) {
        try {
            LogOptions.beforeConfiguration(connector.info(), options, environment, streams);
            Settings settings = new Configuration(options, environment).read(connector.info());
            LogOptions.afterConfiguration(settings);
            NativeLibraries.makeReady();
            ConnectorRun run = new ConnectorRun(connector, options, streams, settings);
            if (options.testConnection()) {
                run.testConnection();
                return 0;
            }
            if (options.plan()) {
                run.plan().forEach(statement -> print(streams, statement + ";"));
                return 0;
            }
            if (options.printState()) {
                print(streams, run.storedState());
                return 0;
            }
            return run.run();
        } catch (ConnectorException e) {
            Optional<Throwable> shown = Optional.<Throwable>of(e).filter(failure -> options.debug());
            return fail(streams.err(), e.code(), String.valueOf(e.getMessage()), shown);
        } catch (RuntimeException | Error e) {
            return fail(
                    streams.err(),
                    ErrorCode.CONNECTOR_FAULT,
                    "the connector's own code failed with " + e.getClass().getName() + "; its stack trace stands above",
                    Optional.of(e));
        }
    }

    private static void print(StandardStreams streams, String state) {
        try (StateWriter out = new StreamStateWriter(streams.out())) {
            out.write(state);
        }
    }

    private static int fail(PrintStream err, ErrorCode code, String message) {
        return fail(err, code, message, Optional.empty());
    }

    /** Says it in the log too where that is JSON: Mage's host knows a failed run by such a line. */
    private static int fail(PrintStream err, ErrorCode code, String message, Optional<Throwable> stackTrace) {
        String line = code + ": " + message.replace('\n', ' ').replace("\r", "");
        if (ProcessLog.isJson()) {
            LoggerFactory.getLogger(ConnectorCommand.class).error(line, stackTrace.orElse(null));
        } else {
            stackTrace.ifPresent(failure -> failure.printStackTrace(err));
        }
        err.println(line);
        err.flush();
        return code.exitStatus();
    }
}
