package dev.connectorkit.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes connectors as a person would, by archetype and {@code mvn package}, and gives their launchers. */
final class Connectors {
    private static final String NO_OP = """
            package com.acme.noop;

            import dev.connectorkit.runtime.batch.RecordBatch;
            import dev.connectorkit.runtime.schema.StreamSchema;
            import dev.connectorkit.runtime.sink.BatchSink;

            /** Takes rows and does nothing with them. */
            public final class NoopSink extends BatchSink {
                public NoopSink(StreamSchema stream, NoopSettings settings) {
                    super(stream);
                }

                @Override
                public void processBatch(RecordBatch batch) {}
            }
            """;
    private static final String NO_EXPORT = """
            package com.acme.export;

            import dev.connectorkit.runtime.batch.RecordBatch;

            /** Takes batches and does nothing with them. */
            public final class ExportDestination extends AbstractExportDestination {
                @Override
                public void testConnection() {}

                @Override
                public void exportBatch(RecordBatch batch) {}
            }
            """;

    private final Path kit;
    private final Path folder;
    private final List<String> maven;
    private final String version;

    /**
     * Connectors in a folder.
     *
     * @param kit     folder of the kit, whose POM says which archetype plugin makes them
     * @param maven   the command, with the options that every call gets
     * @param version of the kit
     */
    Connectors(Path kit, Path folder, List<String> maven, String version) {
        this.kit = kit;
        this.folder = folder;
        this.maven = List.copyOf(maven);
        this.version = version;
    }

    Path noOp() throws IOException, InterruptedException {
        return built("noop", List.of("-Darchitecture=target"), "src/main/java/com/acme/noop/NoopSink.java", NO_OP);
    }

    Path destination() throws IOException, InterruptedException {
        return built(
                "export",
                List.of("-Darchitecture=destination"),
                "src/main/java/com/acme/export/ExportDestination.java",
                NO_EXPORT);
    }

    Path sql(String dialect) throws IOException, InterruptedException {
        return built(dialect, List.of("-Darchitecture=sql", "-Ddialect=" + dialect), "", "");
    }

    /** The launcher; what was built before is kept. */
    private Path built(String word, List<String> options, String file, String text)
            throws IOException, InterruptedException {
        String name = "target-" + word;
        Path project = folder.resolve(name);
        Path launcher = project.resolve("target").resolve(name);
        if (Files.exists(launcher)) {
            return launcher;
        }
        Files.createDirectories(folder);
        List<String> generate = new ArrayList<>(List.of(
                "-f",
                kit.resolve("pom.xml").toString(),
                "-N",
                "archetype:generate",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=dev.connectorkit",
                "-DarchetypeArtifactId=connector-archetype",
                "-DarchetypeVersion=" + version,
                "-DgroupId=com.acme",
                "-DartifactId=" + name,
                "-Dversion=1.0.0",
                "-Dpackage=com.acme." + word,
                "-DconnectorName=" + name,
                "-DoutputDirectory=" + folder));
        generate.addAll(options);
        maven(folder, generate);
        // The sample's own defaults are not what is measured
        Path descriptor = project.resolve("connector.yaml");
        String described = Files.readString(descriptor);
        int defaults = described.indexOf("\ndefaults:");
        Files.writeString(descriptor, defaults < 0 ? described : described.substring(0, defaults + 1));
        if (!file.isEmpty()) {
            maven(project, List.of("generate-sources"));
            Files.writeString(project.resolve(file), text);
        }
        maven(project, List.of("package", "-DskipTests"));
        return launcher;
    }

    private void maven(Path where, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(maven);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CI", "false"); // a person's build, wherever this one runs
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "%s in %s ended with %d".formatted(String.join(" ", command), where, status));
        }
    }
}
