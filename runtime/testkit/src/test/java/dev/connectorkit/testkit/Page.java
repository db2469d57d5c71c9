package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the docs that is made from what the suite holds: a test compares it, or writes it where that is asked. */
record Page(Path file) {
    static Page of(String name) {
        return new Page(Path.of("../../docs", name));
    }

    String text() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    String howToWrite() {
        return "docs/%s is written by this module's tests with -Dgolden.update=true".formatted(file.getFileName());
    }

    void compareOrWrite(String wanted) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(text()).as(howToWrite()).isEqualTo(wanted);
    }
}
