package dev.connectorkit.generator.descriptor;

import static java.util.Objects.requireNonNull;

/**
 * A value of a descriptor and where it stands.
 *
 * @param path  such as {@code settings.port.default}, for messages
 * @param place of the value, or of the key where the value is one
 */
public record Located<T>(T value, String path, Place place) {
    public Located {
        requireNonNull(value, "value");
        requireNonNull(path, "path");
        requireNonNull(place, "place");
    }
}
