package dev.connectorkit.generator.output;

/** The project is in a state that its author has to change before files can be written. The message says how. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(String message) {
        super(message);
    }

    OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
