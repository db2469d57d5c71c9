package dev.connectorkit.generator.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A connector's jar, with an index of the native libraries that the runtime unpacks once, and those of them elsewhere that their
 * driver would unpack at each start all the same. Compressed bytes are copied as they are.
 */
public final class ExecutableJar {
    private static final String FOLDER = "META-INF/connectorkit/native/";
    private static final String INDEX = FOLDER + "index";

    /**
     * DuckDB's driver (org.duckdb.DuckDBNative) unpacks such an entry if there is one; else it asks System.loadLibrary for
     * duckdb_java, and last it looks for a file of the entry's name beside its jar.
     */
    private static final Pattern DRIVERS_PLACE =
            Pattern.compile("(?<file>lib(?<name>duckdb_java)\\.so_(?<platform>[a-z]+_[a-z0-9]+))");

    /**
     * SQLite's driver (org.sqlite.SQLiteJDBCLoader) takes its library from the folder that a system property names, and
     * unpacks such an entry if that one has none or it cannot be loaded, so the entry stays: there is another for each C library.
     */
    private static final Pattern KEPT_PLACE = Pattern.compile(
            "org/sqlite/native/(?<system>Linux|Mac|Windows)/(?<processor>x86_64|aarch64)/[a-z]+\\.[a-z]+");

    private static final String KEPT_NAME = "sqlitejdbc";
    private static final String KEPT_PROPERTY = "org.sqlite.lib.path";

    private static final Pattern OUR_PLACE =
            Pattern.compile(Pattern.quote(FOLDER) + "(?<platform>[a-z]+_[a-z0-9]+)/(?<name>[a-z_]+)");

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int SHORTEST_END = 22;
    private static final int LONGEST_END = SHORTEST_END + 0xFFFF;

    private ExecutableJar() {}

    /** Where a library of the jar goes, and the line that says so: platform, name for System.loadLibrary, the driver's file. */
    private record Move(String target, String line) {}

    /**
     * Moves native libraries within the jar, and adds those of the libraries given that it lacks.
     *
     * @return what tells the native libraries of this jar from those of another: empty if it has none
     */
    public static Optional<String> withNativeLibraries(Path jar, List<Path> dependencies) {
        Path changed = jar.resolveSibling("." + jar.getFileName() + ".tmp");
        Map<String, Long> libraries = new TreeMap<>();
        try {
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(changed)) {
                copyAll(jar, out, libraries);
                for (Path dependency : dependencies) {
                    copyLibraries(dependency, out, libraries);
                }
                if (!libraries.isEmpty()) {
                    put(out, INDEX, String.join("\n", libraries.keySet()) + "\n");
                }
            }
            if (libraries.isEmpty()) {
                Files.delete(changed);
                return Optional.empty();
            }
            Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(fingerprint(libraries));
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " could not be rewritten", e);
        }
    }

    /**
     * How many bytes at the end of a jar are its directory, which holds the checksum of each entry (APPNOTE.TXT, 4.3.12 and
     * 4.3.16).
     */
    static long directoryBytes(Path jar) {
        try (FileChannel file = FileChannel.open(jar)) {
            long from = Math.max(0, file.size() - LONGEST_END);
            ByteBuffer end = ByteBuffer.allocate((int) (file.size() - from)).order(ByteOrder.LITTLE_ENDIAN);
            while (end.hasRemaining() && file.read(end, from + end.position()) >= 0) {
                // until all of it is there
            }
            for (int at = end.position() - SHORTEST_END; at >= 0; at--) {
                if (end.getInt(at) == END_SIGNATURE) {
                    long directory = Integer.toUnsignedLong(end.getInt(at + 12));
                    return Math.min(file.size(), directory + end.position() - at);
                }
            }
            throw new IOException("no end of a directory in its last " + end.position() + " bytes");
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " could not be read", e);
        }
    }

    /**
     * Copies the jar for a process that knows nothing of where libraries were moved to, such as a worker of Kafka Connect: they
     * stand where their driver looks for them again.
     */
    static void copyWithLibrariesForDrivers(Path jar, Path copy) throws IOException {
        try (ZipFile in = ZipFile.builder().setPath(jar).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(copy)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                Matcher ours = OUR_PLACE.matcher(entry.getName());
                if (ours.matches()) {
                    copy(in, entry, driversPlace(ours), out);
                } else if (!entry.getName().equals(INDEX)) {
                    out.addRawArchiveEntry(entry, in.getRawInputStream(entry));
                }
            }
        }
    }

    private static void copyAll(Path jar, ZipArchiveOutputStream out, Map<String, Long> libraries) throws IOException {
        try (ZipFile in = ZipFile.builder().setPath(jar).get()) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                Optional<Move> move = move(entry.getName());
                if (move.isPresent()) {
                    copy(in, entry, move.get(), out, libraries);
                } else if (!entry.getName().equals(INDEX)) {
                    keptLine(entry.getName()).ifPresent(line -> libraries.put(line, entry.getCrc()));
                    out.addRawArchiveEntry(entry, in.getRawInputStream(entry));
                }
            }
        }
    }

    private static void copyLibraries(Path jar, ZipArchiveOutputStream out, Map<String, Long> libraries)
            throws IOException {
        try (ZipFile in = ZipFile.builder().setPath(jar).get()) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntriesInPhysicalOrder())) {
                Optional<Move> move = move(entry.getName());
                if (move.isPresent() && !libraries.containsKey(move.get().line())) {
                    copy(in, entry, move.get(), out, libraries);
                }
            }
        }
    }

    private static void copy(
            ZipFile in, ZipArchiveEntry entry, Move move, ZipArchiveOutputStream out, Map<String, Long> libraries)
            throws IOException {
        copy(in, entry, move.target(), out);
        libraries.put(move.line(), entry.getCrc());
    }

    private static void copy(ZipFile in, ZipArchiveEntry entry, String target, ZipArchiveOutputStream out)
            throws IOException {
        ZipArchiveEntry moved = new ZipArchiveEntry(entry) {
            @Override
            public String getName() {
                return target;
            }
        };
        try (InputStream compressed = in.getRawInputStream(entry)) {
            out.addRawArchiveEntry(moved, compressed);
        }
    }

    private static Optional<Move> move(String entry) {
        Matcher drivers = DRIVERS_PLACE.matcher(entry);
        if (drivers.matches()) {
            return Optional.of(move(drivers.group("platform"), drivers.group("name"), drivers.group("file")));
        }
        Matcher ours = OUR_PLACE.matcher(entry);
        return ours.matches()
                ? Optional.of(move(ours.group("platform"), ours.group("name"), driversPlace(ours)))
                : Optional.empty();
    }

    /** The line of a library that stays: behind platform and name, the property for its folder, and the entry. */
    private static Optional<String> keptLine(String entry) {
        Matcher kept = KEPT_PLACE.matcher(entry);
        if (!kept.matches()) {
            return Optional.empty();
        }
        String system = kept.group("system").equals("Mac")
                ? "macos"
                : kept.group("system").toLowerCase(Locale.ROOT);
        String processor = kept.group("processor").equals("x86_64") ? "amd64" : "arm64";
        return Optional.of("%s_%s %s %s %s".formatted(system, processor, KEPT_NAME, KEPT_PROPERTY, entry));
    }

    private static String driversPlace(Matcher ours) {
        return "lib" + ours.group("name") + ".so_" + ours.group("platform");
    }

    private static Move move(String platform, String name, String file) {
        return new Move(FOLDER + platform + "/" + name, platform + " " + name + " " + file);
    }

    private static void put(ZipArchiveOutputStream out, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipArchiveEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0); // the same bytes whenever it is built
        out.addRawArchiveEntry(entry, new ByteArrayInputStream(bytes));
    }

    private static String fingerprint(Map<String, Long> libraries) {
        CRC32 crc = new CRC32();
        crc.update(libraries.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
