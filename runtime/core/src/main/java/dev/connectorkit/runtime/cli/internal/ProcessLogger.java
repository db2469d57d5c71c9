package dev.connectorkit.runtime.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger whose events become lines of the {@link ProcessLog}; key-value pairs and the MDC become tags. */
final class ProcessLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    ProcessLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return ProcessLog.isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return ProcessLog.isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return ProcessLog.isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return ProcessLog.isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return ProcessLog.isEnabled(Level.ERROR);
    }

    @Override
    public void log(LoggingEvent event) {
        write(
                event.getLevel(),
                event.getMessage(),
                event.getArgumentArray(),
                event.getKeyValuePairs(),
                event.getThrowable());
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        write(level, pattern, arguments, null, throwable);
    }

    private void write(
            Level level,
            @Nullable String pattern,
            Object @Nullable [] arguments,
            @Nullable List<KeyValuePair> pairs,
            @Nullable Throwable throwable) {
        Map<String, Object> tags = new LinkedHashMap<>();
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null) {
            tags.putAll(context);
        }
        if (pairs != null) {
            pairs.forEach(pair -> tags.put(pair.key, pair.value));
        }
        String message = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
        ProcessLog.write(level, name, message, tags, throwable);
    }
}
