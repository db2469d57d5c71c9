package dev.connectorkit.generator.suite;

import org.jspecify.annotations.Nullable;

/** The configuration that a connector is tried with is none. The message says where and why. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
