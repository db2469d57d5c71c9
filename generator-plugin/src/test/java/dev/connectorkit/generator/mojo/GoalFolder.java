package dev.connectorkit.generator.mojo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.api.plugin.testing.MojoExtension;

/** The base folder of a goal's test: empty but for a descriptor. */
final class GoalFolder {
    static final String BASEDIR = "target/goals";

    static final String DESCRIPTOR = """
            name: target-acme
            package: com.acme
            architecture: target
            """;

    private GoalFolder() {}

    static Path withDescriptor(String descriptor) throws IOException {
        Path folder = Path.of(MojoExtension.getBasedir());
        if (!folder.endsWith(BASEDIR)) {
            throw new IllegalStateException(folder + " is not a folder that a test may empty");
        }
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("connector.yaml"), descriptor);
        return folder;
    }
}
