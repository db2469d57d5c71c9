package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A connector as a Singer target: reads messages, writes states to standard output, everything else to standard error. The
 * last line there carries the error's code; the exit status is {@link ErrorCode#exitStatus()}, or 0.
 */
public final class ConnectorCommand {
    private ConnectorCommand() {}

    /** Runs the connector on the process's own streams and gives the exit status. */
    public static int run(Connector connector, String... args) {
        return run(connector, StandardStreams.ofProcess(), args);
    }

    /** The same on given streams, for tests and for programs that embed a connector. */
    public static int run(Connector connector, StandardStreams streams, String... args) {
        ConnectorInfo info = connector.info();
        CommandOptions options = new CommandOptions();
        CommandLine command = new CommandLine(options).setCommandName(info.name());
        try {
            command.parseArgs(args);
        } catch (ParameterException e) {
            return fail(streams.err(), ErrorCode.USAGE, e.getMessage() + "; see " + info.name() + " --help");
        }
        PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
        if (options.help()) {
            command.usage(out);
            return 0;
        }
        if (options.version()) {
            out.println(info.name() + " " + info.version());
            return 0;
        }
        if (options.debug()) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug"); // read when the first logger is made
        }
        return load(connector, options, streams);
    }

    private static int load(Connector connector, CommandOptions options, StandardStreams streams) {
        try {
            new ConnectorRun(connector, options, streams).run();
            return 0;
        } catch (ConnectorException e) {
            if (options.debug()) {
                e.printStackTrace(streams.err());
            }
            return fail(streams.err(), e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            e.printStackTrace(streams.err());
            return fail(
                    streams.err(),
                    ErrorCode.CONNECTOR_FAULT,
                    "the connector's own code failed with " + e.getClass().getName()
                            + "; its stack trace stands above");
        }
    }

    private static int fail(PrintStream err, ErrorCode code, String message) {
        err.println(code + ": " + message.replace('\n', ' ').replace("\r", ""));
        err.flush();
        return code.exitStatus();
    }
}
