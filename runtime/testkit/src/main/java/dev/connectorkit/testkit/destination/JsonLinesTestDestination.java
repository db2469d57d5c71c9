package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of {@code <stream>.jsonl} files, as fresh skeletons write them with {@link JsonLinesFile}. The folder may have
 * been used before: only what is appended between start and stop counts, and stop leaves the folder as start found it.
 */
public final class JsonLinesTestDestination implements TestDestination {
    private final Path folder;
    private final ObjectNode settings;
    private final Map<Path, Long> sizesAtStart = new HashMap<>();

    /** The connector knows the folder by itself. */
    public JsonLinesTestDestination(Path folder) {
        this(folder, JsonTrees.object());
    }

    /**
     * The connector is told of the folder.
     *
     * @param settings that tell it
     */
    public JsonLinesTestDestination(Path folder, ObjectNode settings) {
        this.folder = folder;
        this.settings = settings.deepCopy();
    }

    /** A stream without records has no file, and columns are declared nowhere. */
    @Override
    public Set<Capability> missing() {
        return Set.of(Capability.TABLES);
    }

    @Override
    public void start() {
        for (Path file : files()) {
            try {
                sizesAtStart.put(file, Files.size(file));
            } catch (IOException e) {
                throw new DestinationException("%s: cannot be looked at".formatted(file), e);
            }
        }
    }

    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        Path file = new JsonLinesFile(folder, stream).path();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (String line : appended(file).split("\n", -1)) {
            if (!line.isEmpty()) {
                rows.add(row(file, line));
            }
        }
        return Optional.of(StoredTable.undeclared(rows));
    }

    /** While the connector appends, the last line may be a part of one; it is left out then. */
    @Override
    public boolean isReadableDuringRun() {
        return true;
    }

    @Override
    public void stop() {
        for (Path file : files()) {
            try {
                Long size = sizesAtStart.get(file);
                if (size == null) {
                    Files.delete(file);
                } else {
                    truncate(file, size);
                }
            } catch (IOException e) {
                throw new DestinationException("%s: cannot be cleaned up".formatted(file), e);
            }
        }
    }

    private String appended(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int from = sizesAtStart.getOrDefault(file, 0L).intValue();
            String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1);
        } catch (IOException e) {
            throw new DestinationException("%s: cannot be read".formatted(file), e);
        }
    }

    private static Map<String, @Nullable Object> row(Path file, String line) {
        try {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : JsonTrees.parse(line).properties()) {
                row.put(field.getKey(), field.getValue());
            }
            return row;
        } catch (JsonProcessingException e) {
            throw new DestinationException("%s: holds a line that is not JSON: %s".formatted(file, line), e);
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".jsonl")).toList();
        } catch (IOException e) {
            throw new DestinationException("%s: cannot be listed".formatted(folder), e);
        }
    }
}
