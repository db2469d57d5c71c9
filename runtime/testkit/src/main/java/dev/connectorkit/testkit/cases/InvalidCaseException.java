package dev.connectorkit.testkit.cases;

import java.util.List;

/** A case cannot be read; the message has a line for each problem, with file and key. */
public final class InvalidCaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidCaseException(List<String> problems) {
        super(String.join("\n", problems));
    }

    public InvalidCaseException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
