package dev.connectorkit.it.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Writes Singer messages that look like those of taps, the same ones on every machine: a row depends on its number alone, so
 * that a longer file begins as a shorter one does.
 */
final class Rows {
    private static final int STATE_EVERY = 10_000;
    private static final int MANY_STREAMS = 50;
    private static final int ROWS_A_KEY = 5;

    private static final List<String> NAMES =
            List.of("Zoë Müller", "李小龙", "Анна Иванова", "Smith, John", "O'Brien", "山田 太郎", "Ann Lee", "Eve 😀");
    private static final List<String> NOTES = List.of(
            "a note as people write them",
            "two\\nlines",
            "a \\\"quoted\\\" word and \\\\",
            "caf\\u00e9, \\u20ac5",
            "100% off; a,b|c",
            "",
            "\\ttab",
            "[not json]");
    private static final List<String> CITIES = List.of("Köln", "Paris", "São Paulo", "Tokyo", "Łódź", "Boston");
    private static final List<String> TAGS =
            List.of("[]", "[\"a\"]", "[\"red\",\"blue\"]", "null", "[\"alpha\",\"beta\"]");
    private static final List<String> OFFSETS = List.of("Z", "+05:30", "-08:00", "+01:00");

    private static final String WIDE_PROPERTIES = """
            "id":{"type":"integer"},"seq":{"type":"integer"},"account":{"type":["integer","null"]},\
            "large":{"type":["integer","null"]},"quantity":{"type":["null","integer"]},\
            "price":{"type":["null","number"],"multipleOf":0.01},"rate":{"type":["null","number"],"multipleOf":1e-8},\
            "ratio":{"type":["null","number"]},"created":{"type":["null","string"],"format":"date-time"},\
            "updated":{"type":["null","string"],"format":"date-time"},"day":{"type":["null","string"],"format":"date"},\
            "name":{"type":["null","string"]},"email":{"type":["null","string"],"maxLength":80},\
            "status":{"type":["null","string"]},"note":{"type":["null","string"]},\
            "country":{"type":["null","string"],"maxLength":2},"active":{"type":["null","boolean"]},\
            "flag":{"type":["null","boolean"]},"address":{"type":["null","object"],"properties":{\
            "city":{"type":["null","string"]},"zip":{"type":["null","string"]},"geo":{"type":["null","object"],\
            "properties":{"lat":{"type":["null","number"]},"lon":{"type":["null","number"]}}}}},\
            "tags":{"type":["null","array"],"items":{"type":["null","string"]}}""";
    private static final String NARROW_PROPERTIES = """
            "id":{"type":"integer"},"at":{"type":["null","string"],"format":"date-time"},\
            "code":{"type":["null","string"]},"value":{"type":["null","number"]},"ok":{"type":["null","boolean"]}""";

    private Rows() {}

    /** What kinds of messages there are: 20 columns, 5 columns, rows over a fifth of their number of keys, 50 streams. */
    enum Kind {
        WIDE,
        NARROW,
        UPSERT,
        MANY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The file with so many rows of the kind in the folder, written if it is not there. */
    static Path file(Path folder, Kind kind, long rows) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("%s-%d.singer".formatted(kind.word(), rows));
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(folder, kind.word(), ".part");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                write(kind, rows, new Lines(out));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void write(Kind kind, long rows, Lines lines) throws IOException {
        int streams = kind == Kind.MANY ? MANY_STREAMS : 1;
        for (int stream = 0; stream < streams; stream++) {
            boolean isNarrow = kind == Kind.NARROW || kind == Kind.MANY;
            lines.add(
                    "{\"type\":\"SCHEMA\",\"stream\":\"%s\",\"schema\":{\"type\":\"object\",\"properties\":{%s}},\"key_properties\":[\"id\"]}"
                            .formatted(name(kind, stream), isNarrow ? NARROW_PROPERTIES : WIDE_PROPERTIES));
        }
        for (long row = 1; row <= rows; row++) {
            lines.add(record(kind, row));
            if (row % STATE_EVERY == 0 || row == rows) {
                lines.add("{\"type\":\"STATE\",\"value\":{\"bookmarks\":{\"%s\":{\"rows\":%d}}}}"
                        .formatted(kind.word(), row));
            }
        }
        lines.flush();
    }

    private static String name(Kind kind, long stream) {
        return kind == Kind.MANY ? "many_%02d".formatted(stream) : kind.word();
    }

    private static String record(Kind kind, long row) {
        return switch (kind) {
            case WIDE -> wide("wide", row, row);
            case UPSERT -> wide("upsert", key(row), row);
            case NARROW -> narrow("narrow", row);
            case MANY -> narrow(name(kind, row % MANY_STREAMS), row);
        };
    }

    /** Half of the rows are changes of a few keys. */
    private static long key(long row) {
        long keys = Math.max(1, row / ROWS_A_KEY + 1);
        return row % 2 == 0
                ? row / ROWS_A_KEY + 1
                : Long.remainderUnsigned(mixed(row), Math.max(1, keys / 50)) * 50 + 1;
    }

    private static String wide(String stream, long key, long row) {
        long a = mixed(row);
        long b = mixed(a);
        return "{\"type\":\"RECORD\",\"stream\":\"" + stream + "\",\"record\":{\"id\":" + key + ",\"seq\":" + row
                + ",\"account\":" + part(a, 8, 1_000_000) + ",\"large\":" + (b >>> 1) + ",\"quantity\":"
                + (part(a, 3, 7) == 0 ? "null" : Long.toString(part(b, 0, 1000))) + ",\"price\":" + part(a, 5, 100_000)
                + "." + padded(part(b, 9, 100), 2) + ",\"rate\":" + part(b, 4, 5000) + "."
                + padded(part(a, 1, 100_000_000), 8) + ",\"ratio\":" + ((b >>> 11) * 0x1.0p-53) + ",\"created\":\"20"
                + padded(part(b, 2, 24), 2) + monthAndDay(a) + "T" + time(b) + "." + padded(part(b, 16, 1_000_000), 6)
                + "Z" + "\",\"updated\":\"2024" + monthAndDay(b) + "T" + time(a) + one(OFFSETS, a) + "\",\"day\":\"19"
                + padded(60 + part(b, 6, 40), 2) + monthAndDay(b) + "\",\"name\":\"" + one(NAMES, a)
                + "\",\"email\":\"user" + row + "@example" + part(b, 0, 97) + ".com" + "\",\"status\":\""
                + (part(b, 3, 2) == 0 ? "active" : "closed") + "\",\"note\":\"" + one(NOTES, b) + "\",\"country\":\""
                + (part(a, 2, 2) == 0 ? "DE" : "VN") + "\",\"active\":" + ((a & 1) == 0) + ",\"flag\":"
                + (part(b, 7, 3) == 0 ? "null" : Boolean.toString((b & 2) == 0)) + ",\"address\":{\"city\":\""
                + one(CITIES, a) + "\",\"zip\":\"" + padded(part(b, 5, 100_000), 5) + "\",\"geo\":{\"lat\":"
                + part(a, 4, 90) + "." + padded(part(b, 8, 10_000), 4) + ",\"lon\":-" + part(b, 1, 180) + "."
                + padded(part(a, 7, 1000), 3) + "}},\"tags\":" + one(TAGS, b)
                + "},\"time_extracted\":\"2024-06-01T00:00:00.000000Z\"}";
    }

    private static String narrow(String stream, long row) {
        long a = mixed(row);
        return "{\"type\":\"RECORD\",\"stream\":\"" + stream + "\",\"record\":{\"id\":" + row + ",\"at\":\"2024"
                + monthAndDay(a) + "T" + time(a) + "Z\",\"code\":\"c" + padded(part(a, 3, 1_000_000), 6)
                + "\",\"value\":" + part(a, 12, 100_000) + "." + padded(part(a, 5, 100), 2) + ",\"ok\":"
                + ((a & 1) == 0) + "}}";
    }

    private static String monthAndDay(long random) {
        return "-" + padded(part(random, 3, 12) + 1, 2) + "-" + padded(part(random, 9, 28) + 1, 2);
    }

    private static String time(long random) {
        return padded(part(random, 2, 24), 2) + ":" + padded(part(random, 6, 60), 2) + ":"
                + padded(part(random, 11, 60), 2);
    }

    private static String one(List<String> texts, long random) {
        return texts.get((int) part(random, 13, texts.size()));
    }

    private static long part(long random, int shift, long bound) {
        return Long.remainderUnsigned(random >>> shift, bound);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    /** Guy Steele, Doug Lea, Christine Flood: Fast Splittable Pseudorandom Number Generators, the finaliser. */
    private static long mixed(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static final class Lines {
        private static final int BUFFERED = 1 << 20;

        private final OutputStream out;
        private final StringBuilder buffer = new StringBuilder();

        Lines(OutputStream out) {
            this.out = out;
        }

        void add(String line) throws IOException {
            buffer.append(line).append('\n');
            if (buffer.length() > BUFFERED) {
                flush();
            }
        }

        void flush() throws IOException {
            out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
            buffer.setLength(0);
        }
    }
}
