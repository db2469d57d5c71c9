package dev.connectorkit.runtime.settings;

import static java.util.Objects.requireNonNull;

/** A value that is never printed by accident: its text is had by {@link #reveal()} only. */
public final class Secret {
    private final String value;

    /** Wraps the text. */
    public Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** The text itself; for the call that needs it, never for a log or a message. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
