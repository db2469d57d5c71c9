package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.sink.BatchPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFilesTest {
    private final FakeTarget target = new FakeTarget(BatchPolicy.PER_STREAM);
    private final List<String> states = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void areLoadedAfterWhatCameBeforeThem() throws IOException {
        Path root = Files.createDirectory(folder.resolve("batches"));
        Path plain = Files.writeString(root.resolve("one file.jsonl"), "{\"id\":2}\n\n{\"id\":3}\n");
        Path zipped = root.resolve("two.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("{\"id\":4}".getBytes(StandardCharsets.UTF_8));
        }
        Session session = session(root);
        Singer.read(
                session,
                Singer.schema("a")
                        + Singer.records("a", 1, 1)
                        + batch("none", plain.toUri().toString())
                        + batch("gzip", "file://" + zipped)
                        + Singer.state("1"));
        session.finish();
        assertThat(target.events()).contains("drain a 1", "drain a 2,3", "drain a 4");
        assertThat(states).containsExactly("1");
        assertThat(plain).exists();
    }

    @Test
    void areReadBelowTheRootOnly() throws IOException {
        Path root = Files.createDirectory(folder.resolve("batches"));
        Path outside = Files.writeString(folder.resolve("outside.jsonl"), "{\"id\":2}\n");
        Path link = Files.createSymbolicLink(root.resolve("link.jsonl"), outside);
        for (String url : List.of(outside.toUri().toString(), link.toUri().toString(), "../outside.jsonl")) {
            assertRefused(
                    session(root), batch("none", url), ErrorCode.MESSAGE_INVALID, "outside batch_config.storage.root");
        }
        assertRefused(session(root), batch("none", "s3://bucket/x"), ErrorCode.MESSAGE_INVALID, "only local files");
    }

    @Test
    void needARoot() {
        Session session =
                new Session(target, Singer.settings(BatchPolicy.PER_STREAM, "{}"), states::add, Clock.systemUTC());
        assertRefused(session, batch("none", "file:///x"), ErrorCode.MESSAGE_INVALID, "set batch_config.storage.root");
    }

    @Test
    void nameTheirFileAndLineWhenTheyAreWrong() throws IOException {
        Path root = Files.createDirectory(folder.resolve("batches"));
        Path file = Files.writeString(root.resolve("x.jsonl"), "{\"id\":2}\n{\"id\":\n");
        assertRefused(session(root), batch("none", file.toUri().toString()), ErrorCode.INVALID_JSON, "x.jsonl, line 2");
        assertRefused(session(root), batch("none", "missing"), ErrorCode.INPUT_UNREADABLE, "missing cannot be read");
        assertRefused(session(root), batch("zip", "x.jsonl"), ErrorCode.MESSAGE_INVALID, "compression zip");
    }

    private Session session(Path root) {
        String config = "{\"batch_config\":{\"storage\":{\"root\":\"%s\"}}}".formatted(root.toUri());
        return new Session(target, Singer.settings(BatchPolicy.PER_STREAM, config), states::add, Clock.systemUTC());
    }

    private static void assertRefused(Session session, String batch, ErrorCode code, String text) {
        assertThatThrownBy(() -> Singer.read(session, Singer.schema("a") + batch))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text);
        session.finish();
    }

    private static String batch(String compression, String url) {
        return "{\"type\":\"BATCH\",\"stream\":\"a\",\"encoding\":{\"format\":\"jsonl\",\"compression\":\"%s\"},\"manifest\":[\"%s\"]}\n"
                .formatted(compression, url);
    }
}
