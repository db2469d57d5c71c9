package dev.connectorkit.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.MessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int NO_LIMIT = 1024 * 1024;

    @Test
    void splitsAtNewlinesAndKeepsALastLineWithoutOne() throws IOException {
        assertThat(lines("a\n\nbc\r\nd", 3)).containsExactly("a", "", "bc", "d");
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n", 4)).containsExactly("a", "\uFEFFb");
    }

    @Property(tries = 200)
    void givesTheSameLinesHoweverTheInputArrives(
            @ForAll List<@StringLength(max = 40) String> parts, @ForAll @IntRange(min = 1, max = 50) int chunk)
            throws IOException {
        List<String> wanted = parts.stream()
                .map(part -> part.replaceAll("[\\n\\r\\uFEFF\\p{Cs}]", "x"))
                .toList();
        String text = String.join("\n", wanted) + "\n";
        assertThat(lines(text, chunk)).containsExactlyElementsOf(parts.isEmpty() ? List.of("") : wanted);
    }

    @Test
    void growsToLinesLargerThanItsBuffer() throws IOException {
        String large = "x".repeat(700_000);
        assertThat(lines(large + "\ny\n", 9_999)).containsExactly(large, "y");
    }

    @Test
    void refusesALineOverTheLimitAndNamesIt() {
        InputStream input = new ByteArrayInputStream(("ab\n" + "x".repeat(11) + "\n").getBytes(StandardCharsets.UTF_8));
        LineReader reader = new LineReader(input, 10);
        assertThatThrownBy(() -> {
                    while (reader.next()) {
                        assertThat(reader.length()).isEqualTo(2);
                    }
                })
                .isInstanceOf(MessageException.class)
                .hasMessageStartingWith("line 2: longer than max_line_bytes (10)");
    }

    private static List<String> lines(String text, int chunk) throws IOException {
        InputStream dripping = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
        LineReader reader = new LineReader(dripping, NO_LIMIT);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            byte[] line = Arrays.copyOfRange(reader.buffer(), reader.offset(), reader.offset() + reader.length());
            lines.add(new String(line, StandardCharsets.UTF_8));
            assertThat(reader.lineNumber()).isEqualTo(lines.size());
        }
        return lines;
    }
}
