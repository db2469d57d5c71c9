package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.cli.internal.NativeLibraries;
import dev.connectorkit.runtime.cli.internal.ProcessLog;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What a launcher runs once for a jar and a Java, with {@code -XX:ArchiveClassesAtExit}: it unpacks native libraries and uses
 * what a load uses, so that the archive which the JVM writes at the end serves later starts. No system is reached and no code
 * of the connector's author runs: its classes are only looked at. No API.
 */
public final class FirstStart {
    private static final String MESSAGES = """
            {"type": "SCHEMA", "stream": "rehearsal", "key_properties": ["id"], "schema": {"type": "object", "required": ["id"], "properties": \
            {"id": {"type": "integer"}, "text": {"type": ["null", "string"], "maxLength": 9}, "number": {"type": ["null", "number"]}, \
            "scaled": {"type": ["null", "number"], "multipleOf": 0.01}, "flag": {"type": ["null", "boolean"]}, \
            "moment": {"type": ["null", "string"], "format": "date-time"}, "day": {"type": ["null", "string"], "format": "date"}, \
            "nested": {"type": ["null", "object"], "properties": {"a": {"type": ["null", "integer"]}}}, \
            "list": {"type": ["null", "array"], "items": {"type": ["null", "integer"], "maximum": 9}}, \
            "choice": {"anyOf": [{"type": "string", "minLength": 1}, {"type": "string", "pattern": "^$"}, {"type": "null"}]}}}}
            {"type": "RECORD", "stream": "rehearsal", "time_extracted": "2026-01-05T09:30:00Z", "record": \
            {"id": 1, "text": "é", "number": 1.5, "scaled": 0.25, "flag": true, "moment": "2026-01-05T09:30:00.25+01:00", \
            "day": "2026-01-05", "nested": {"a": 1}, "list": [1, null], "choice": "x"}}
            {"type": "RECORD", "stream": "rehearsal", "record": {"id": 2, "text": null}}
            {"type": "STATE", "value": {"bookmarks": {"rehearsal": {"id": 2}}}}
            """;

    private static final String MAPS = """
            {"stream_map_config": {"hash_seed": "a"}, "stream_maps": {"rehearsal": {"text": "text.upper() if text else 'none'", \
            "hash": "md5(config['hash_seed'] + str(id))", "label": "str(id)", "flag": "__NULL__", "__filter__": "id > 1"}}}
            """;

    private FirstStart() {}

    /** Takes the folder for native libraries. */
    public static void main(String[] args) throws IOException {
        NativeLibraries.unpackInto(Files.createDirectories(Path.of(args[0])));
        ProcessLog.install();
        Path folder = Files.createTempDirectory("connectorkit-first-start-");
        try {
            load(new Nowhere(), folder, "{}");
            load(new Nowhere(), folder, MAPS);
            for (Rehearsal rehearsal : ServiceLoader.load(Rehearsal.class)) {
                rehearsal.connectors(folder).forEach(connector -> load(connector, folder, "{}"));
            }
            lookAtTheRest();
        } finally {
            delete(folder);
        }
    }

    /** As a process loads: the configuration in a file, the messages by standard input. */
    private static void load(Connector connector, Path folder, String configuration) {
        Path config = folder.resolve("config.json");
        try {
            Files.writeString(config, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(config + " could not be written", e);
        }
        StandardStreams streams = new StandardStreams(
                new ByteArrayInputStream(MESSAGES.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                System.err);
        int status = ConnectorCommand.run(connector, streams, Map.of(), "--config", config.toString());
        if (status != 0) {
            throw new IllegalStateException("the rehearsal of %s ended with %d"
                    .formatted(connector.info().name(), status));
        }
    }

    /** Classes of the connector's own, and of what it reaches its system by: found and checked, but not initialized. */
    private static void lookAtTheRest() throws IOException {
        try (JarFile jar = new JarFile(place().toFile())) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(FirstStart::isWorthALook)
                    .forEach(FirstStart::look);
        }
    }

    /** A class that lacks what it extends, such as a library's optional part, is none that a run uses. */
    private static void look(String name) {
        try {
            Class.forName(name, false, FirstStart.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            System.err.println("not looked at: " + name);
        }
    }

    /** What the rehearsals used already has been seen; of libraries that only help, the rest is seldom used. */
    private static boolean isWorthALook(String name) {
        return Stream.of(
                        "com.fasterxml.",
                        "org.slf4j.",
                        "org.json.",
                        "com.google.re2j.",
                        "org.apache.commons.",
                        "org.everit.",
                        "com.github.erosb.")
                .noneMatch(name::startsWith);
    }

    private static Path place() {
        try {
            return Path.of(FirstStart.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of the jar is no URI", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** Loads into nothing. */
    private static final class Nowhere implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("nowhere").build();
        }

        @Override
        public Target open(Settings settings) {
            return new Target() {
                @Override
                public Sink sink(StreamSchema stream) {
                    return new BatchSink(stream) {
                        @Override
                        public void processBatch(RecordBatch batch) {
                            batch.records().forEach(record -> {});
                        }
                    };
                }
            };
        }
    }
}
