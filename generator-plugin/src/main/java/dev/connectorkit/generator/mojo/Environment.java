package dev.connectorkit.generator.mojo;

import java.util.Map;

/** What the environment of a build says. */
final class Environment {
    private Environment() {}

    /** Whether CI is set, as build servers do; {@code CI=false} and an empty CI are how people unset it. */
    static boolean isBuildServer(Map<String, String> environment) {
        String ci = environment.getOrDefault("CI", "").strip();
        return !ci.isEmpty() && !ci.equalsIgnoreCase("false");
    }
}
