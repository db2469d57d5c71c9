package dev.connectorkit.runtime.cli.internal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of a connector that runs as a process: lines of text, or lines of JSON in Mage's vocabulary
 * (mage_integrations/utils/logger), on standard error unless Mage asks for them elsewhere. It is used only where the
 * process asks for it by {@link #install()}; a program that embeds a connector keeps its own logging.
 */
public final class ProcessLog {
    private static final String PROVIDER = "slf4j.provider";
    private static final String VERBOSITY = "slf4j.internal.verbosity";
    /** To the line's start, and empty it (ECMA-48: EL). */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static volatile Level threshold = Level.INFO;
    private static volatile boolean json;
    private static volatile PrintStream out = System.err;

    /** What stands in the terminal's last line, below the log; empty if nothing does. */
    private static volatile String foot = "";

    private ProcessLog() {}

    /** Makes this the process's log unless another was chosen; to be called before the first logger is made. */
    public static void install() {
        if (System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, ProcessLogProvider.class.getName());
            if (System.getProperty(VERBOSITY) == null) {
                System.setProperty(VERBOSITY, "WARN"); // else SLF4J prints a line of its own choice at each start
            }
        }
    }

    /** Whether log events do come here; makes the first logger if there is none yet. */
    public static boolean isInstalled() {
        return LoggerFactory.getILoggerFactory() instanceof ProcessLogProvider.Loggers;
    }

    public static void threshold(Level level) {
        threshold = level;
    }

    /** From here on, lines are JSON. */
    public static void asJson() {
        json = true;
    }

    public static boolean isJson() {
        return json;
    }

    /** From here on, lines go there, each in one write. */
    public static void to(PrintStream stream) {
        out = stream;
    }

    /** Writes that text where the log goes, as a line that stays below whatever is logged; an empty text takes it away. */
    public static void foot(String text) {
        String before = foot;
        foot = text;
        if (!before.isEmpty() || !text.isEmpty()) {
            print(CLEAR_LINE + text);
        }
    }

    static boolean isEnabled(Level level) {
        return level.toInt() >= threshold.toInt();
    }

    static void write(
            Level level, String logger, String message, Map<String, Object> tags, @Nullable Throwable throwable) {
        String line =
                json ? jsonLine(level, logger, message, tags, throwable) : textLine(level, logger, message, throwable);
        String below = foot;
        print(below.isEmpty() ? line + "\n" : CLEAR_LINE + line + "\n" + below);
    }

    private static void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        PrintStream stream = out;
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    /** Without the tags, which say for programs what the message says for people. */
    private static String textLine(Level level, String logger, String message, @Nullable Throwable throwable) {
        String line =
                Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + level + " " + shortName(logger) + " - " + message;
        return throwable == null ? line : line + "\n" + stackTrace(throwable).stripTrailing();
    }

    private static String jsonLine(
            Level level, String logger, String message, Map<String, Object> tags, @Nullable Throwable throwable) {
        StringBuilder line = new StringBuilder(message.length() + 200).append("{\"caller\":");
        quote(line, shortName(logger));
        line.append(",\"level\":\"").append(mageLevel(level, throwable)).append("\",\"message\":");
        quote(line, message);
        line.append(",\"tags\":{");
        String separator = "";
        for (Map.Entry<String, Object> tag : tags.entrySet()) {
            line.append(separator);
            quote(line, tag.getKey());
            line.append(':');
            value(line, tag.getValue());
            separator = ",";
        }
        if (throwable != null) {
            line.append(separator).append("\"error\":");
            quote(line, stackTrace(throwable));
        }
        return line.append("},\"timestamp\":")
                .append(Instant.now().getEpochSecond())
                .append(",\"uuid\":\"")
                .append(UUID.randomUUID().toString().replace("-", ""))
                .append("\",\"type\":\"LOG\"}")
                .toString();
    }

    /** Mage's host takes ERROR and EXCEPTION as the end of the run (mage_ai/data_integrations/logger/utils.py). */
    private static String mageLevel(Level level, @Nullable Throwable throwable) {
        return switch (level) {
            case ERROR -> throwable == null ? "ERROR" : "EXCEPTION";
            case WARN -> "WARNING";
            case INFO -> "INFO";
            case DEBUG, TRACE -> "DEBUG";
        };
    }

    private static void value(StringBuilder line, @Nullable Object value) {
        boolean isPlain = value instanceof Integer || value instanceof Long || value instanceof Boolean;
        if (isPlain) {
            line.append(value);
        } else {
            quote(line, String.valueOf(value));
        }
    }

    private static void quote(StringBuilder line, String text) {
        line.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }

    private static String stackTrace(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
