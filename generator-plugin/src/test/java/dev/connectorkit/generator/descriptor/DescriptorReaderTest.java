package dev.connectorkit.generator.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorReaderTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhichFileIsNotThere() {
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() -> new DescriptorReader().read(folder.resolve("connector.yaml")))
                .withMessage("connector.yaml:1:1 (file): there is no such file in " + folder.toAbsolutePath());
    }

    @Test
    void saysWhereTextIsNotUtf8() throws IOException {
        Path file = Files.write(
                folder.resolve("connector.yaml"), "name: a\nlabel: ü\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InvalidDescriptorException.class)
                .isThrownBy(() -> new DescriptorReader().read(file))
                .withMessage("connector.yaml:2:8 (file): is not UTF-8 from here on; save it as UTF-8");
    }

    @Test
    void readsAByteOrderMarkAsNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("connector.yaml"), "\uFEFFname: target-acme\n");
        assertThat(new DescriptorReader().read(file).name())
                .contains(new Located<>("target-acme", "name", new Place(1, 7)));
    }

    @Test
    void knowsWhereEachValueStands() {
        Descriptor descriptor = new DescriptorReader().read("connector.yaml", """
                        # a connector
                        name: target-acme
                        settings:
                          "dialect+driver":
                            type: string
                            allowed:
                              - x
                              - "y"
                        """);
        Descriptor.Setting setting = descriptor.settings().get(0);
        assertThat(setting.name())
                .isEqualTo(new Located<>("dialect+driver", "settings[\"dialect+driver\"]", new Place(4, 3)));
        assertThat(setting.type())
                .contains(new Located<>("string", "settings[\"dialect+driver\"].type", new Place(5, 11)));
        assertThat(setting.allowed())
                .containsExactly(
                        new Located<>("x", "settings[\"dialect+driver\"].allowed[0]", new Place(7, 9)),
                        new Located<>("y", "settings[\"dialect+driver\"].allowed[1]", new Place(8, 9)));
    }

    @Test
    void stopsAtNestingThatNoDescriptorHas() {
        Descriptor descriptor = new DescriptorReader().read("connector.yaml", "a: " + "[".repeat(100_000));
        assertThat(descriptor.problems()).singleElement().satisfies(problem -> assertThat(problem.path())
                .isEqualTo("(yaml)"));
    }
}
