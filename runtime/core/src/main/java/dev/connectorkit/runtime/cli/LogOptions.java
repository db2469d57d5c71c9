package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.cli.internal.ProcessLog;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the arguments, the environment and the settings say of the log; it counts for the runtime's own log only. */
final class LogOptions {
    private LogOptions() {}

    static void beforeConfiguration(
            ConnectorInfo connector, CommandOptions options, Map<String, String> environment, StandardStreams streams) {
        ProcessLog.threshold(threshold(connector, options, environment));
        if (options.logToStdout()) {
            ProcessLog.asJson();
            ProcessLog.to(new PrintStream(streams.out(), true, StandardCharsets.UTF_8));
        }
    }

    static void afterConfiguration(Settings settings) {
        boolean json = settings.string("log_format").equals("json");
        if (json) {
            ProcessLog.asJson();
        }
        Logger log = LoggerFactory.getLogger(ConnectorCommand.class);
        if (json && !ProcessLog.isInstalled()) {
            log.warn("log_format counts for nothing here: another library writes the log of this process");
        }
        settings.warnings().forEach(warning -> log.warn("configuration: {}", warning));
    }

    /** The variables are the Singer SDK's: {@code TARGET_X_LOGLEVEL}, then {@code LOGLEVEL}, in Python's words. */
    private static Level threshold(ConnectorInfo connector, CommandOptions options, Map<String, String> environment) {
        if (options.debug()) {
            return Level.DEBUG;
        }
        String word = environment.getOrDefault(
                connector.environmentVariable("loglevel"), environment.getOrDefault("LOGLEVEL", ""));
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TRACE", "NOTSET" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "WARNING", "WARN" -> Level.WARN;
            case "ERROR", "CRITICAL", "FATAL" -> Level.ERROR;
            default -> options.testConnection() ? Level.WARN : Level.INFO;
        };
    }
}
