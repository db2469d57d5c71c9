package com.acme.cardbox;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/** A drawer of the box: a card for each key of one stream. */
public final class CardboxSink extends BatchSink {
    private final Path drawer;
    private final Path lock;

    public CardboxSink(StreamSchema stream, CardboxSettings settings) {
        super(stream);
        this.drawer = Path.of(settings.box(), encoded(stream.name()));
        this.lock = Path.of(settings.box(), "locked");
    }

    @Override
    public void setup() {
        try {
            Files.createDirectories(drawer);
        } catch (IOException e) {
            throw new UncheckedIOException(drawer + " could not be made", e);
        }
    }

    @Override
    public void processBatch(RecordBatch batch) {
        if (Files.exists(lock)) {
            throw LoadException.retriable("the box is locked by somebody who sorts it");
        }
        batch.records().forEach(this::write);
    }

    /** The same key gives the same card, so that a batch which is sent again changes nothing. */
    private void write(StreamRecord row) {
        String key = stream().keyProperties().stream()
                .map(property -> encoded(String.valueOf(row.value(property))))
                .collect(Collectors.joining("+"));
        try (FileChannel card = FileChannel.open(
                drawer.resolve(key + ".json"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(row.toJson());
            while (text.hasRemaining()) {
                card.write(text);
            }
            card.force(true); // durable before this method returns: the state may come out then
        } catch (IOException e) {
            throw new LoadException("a card could not be written", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
