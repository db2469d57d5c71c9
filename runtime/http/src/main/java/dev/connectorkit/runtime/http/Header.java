package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;

/** A header of a request; its value may be a secret, so that it prints its name only. */
record Header(String name, String value) {
    Header {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
    }

    /**
     * The setting's value, as a header can hold it: the client's own complaint would quote it.
     *
     * @throws SettingsException if no header can
     */
    static String checked(String setting, String value) {
        if (!value.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw unfit(setting, "a character that no HTTP header can, such as a line break at its end");
        }
        return value;
    }

    static SettingsException unfit(String setting, String found) {
        return new SettingsException(
                ErrorCode.CONFIG_INVALID, "configuration: setting \"%s\" holds %s".formatted(setting, found));
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
