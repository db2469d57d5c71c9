package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.MojoFailureException;

/** What a connector's POM declares, and what it would have to. */
final class Dependencies {
    private static final String KIT = "dev.connectorkit";

    /** Coordinates of the driver by dialect. */
    private static final Map<String, String> DRIVERS = Map.of(
            "duckdb", "org.duckdb:duckdb_jdbc",
            "postgres", "org.postgresql:postgresql",
            "sqlite", "org.xerial:sqlite-jdbc",
            "mariadb", "org.mariadb.jdbc:mariadb-java-client",
            "h2", "com.h2database:h2");

    private final List<Dependency> declared;
    private final String pluginVersion;

    Dependencies(List<Dependency> declared, String pluginVersion) {
        this.declared = List.copyOf(declared);
        this.pluginVersion = pluginVersion;
    }

    /** Fails where code made by this plugin would meet a runtime that it was not made for. */
    void requireRuntimeOfThisKit() throws MojoFailureException {
        for (Dependency dependency : declared) {
            if (dependency.getGroupId().equals(KIT)
                    && dependency.getArtifactId().startsWith("connector-runtime")
                    && !minor(dependency.getVersion()).equals(minor(pluginVersion))) {
                throw new MojoFailureException(
                        "pom.xml: %s is %s and connector-maven-plugin is %s; the code that it makes needs a runtime of the same minor version: take both from one version of connectorkit-connector-parent, or import connectorkit-bom in the plugin's version"
                                .formatted(dependency.getArtifactId(), dependency.getVersion(), pluginVersion));
            }
        }
    }

    /** Names what the connector needs and the POM does not declare, each ready to paste. */
    List<String> missing(ConnectorSpec connector) {
        List<String> needed = new ArrayList<>();
        if (connector.architecture() == Architecture.SQL) {
            needed.add(KIT + ":connector-runtime-sql");
            connector.dialect().map(DRIVERS::get).ifPresent(needed::add);
        } else {
            needed.add(KIT + ":connector-runtime"
                    + (connector.architecture().word().equals("http") ? "-http" : ""));
        }
        return needed.stream()
                .filter(coordinates -> declared.stream()
                        .noneMatch(dependency ->
                                (dependency.getGroupId() + ":" + dependency.getArtifactId()).equals(coordinates)))
                .map(Dependencies::paste)
                .toList();
    }

    private static String paste(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        return """
                pom.xml declares no %s, which the connector needs; unless it comes by another dependency, add:
                        <dependency>
                            <groupId>%s</groupId>
                            <artifactId>%s</artifactId>
                        </dependency>""".formatted(parts[1], parts[0], parts[1]);
    }

    private static List<String> minor(String version) {
        return Arrays.stream(version.split("[.-]", -1)).limit(2).toList();
    }
}
