package dev.connectorkit.testkit.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTestDestinationTest {
    @TempDir
    private Path folder;

    private JsonLinesTestDestination destination = new JsonLinesTestDestination(Path.of("out"));

    @BeforeEach
    void setUp() {
        destination = new JsonLinesTestDestination(folder.resolve("out"));
    }

    @Test
    void hasNoTableBeforeAnythingIsWritten() {
        destination.start();

        assertThat(destination.read("orders")).isEmpty();
        destination.stop();
    }

    @Test
    void readsWhatWasAppendedSinceTheStartAndLeavesTheFolderAsItWas() throws IOException {
        append("orders.jsonl", "{\"id\":0}\n");
        destination.start();
        append("orders.jsonl", "{\"id\":1,\"n\":null}\n{\"id\":2,\"x\":1.50}\n");
        append("a%20b.jsonl", "{\"id\":3}\n");

        assertThat(destination.read("orders")).hasValueSatisfying(table -> {
            assertThat(table.columns()).extracting(StoredColumn::name).containsExactly("id", "n", "x");
            assertThat(table.rows()).hasSize(2);
        });
        assertThat(destination.read("a b"))
                .hasValueSatisfying(table -> assertThat(table.rows()).hasSize(1));
        destination.stop();
        assertThat(folder.resolve("out/orders.jsonl")).hasContent("{\"id\":0}\n");
        assertThat(folder.resolve("out/a%20b.jsonl")).doesNotExist();
    }

    @Test
    void leavesOutALineThatIsStillBeingWritten() throws IOException {
        destination.start();
        append("orders.jsonl", "{\"id\":1}\n{\"id\":");

        assertThat(destination.read("orders"))
                .hasValueSatisfying(table -> assertThat(table.rows()).hasSize(1));
    }

    @Test
    void refusesALineThatIsNotJson() throws IOException {
        destination.start();
        append("orders.jsonl", "half\n");

        assertThatThrownBy(() -> destination.read("orders"))
                .isInstanceOf(DestinationException.class)
                .hasMessageContaining("orders.jsonl: holds a line that is not JSON: half");
    }

    private void append(String file, String text) throws IOException {
        Path path = Files.createDirectories(folder.resolve("out")).resolve(file);
        Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
