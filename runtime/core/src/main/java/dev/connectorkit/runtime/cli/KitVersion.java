package dev.connectorkit.runtime.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the kit that a connector links against, as its build wrote it beside this class. */
final class KitVersion {
    private KitVersion() {}

    static String text() {
        Properties kit = new Properties();
        try (InputStream in = requireNonNull(KitVersion.class.getResourceAsStream("kit.properties"))) {
            kit.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requireNonNull(kit.getProperty("version"));
    }
}
