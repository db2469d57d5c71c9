package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.destination.Destination;
import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.JsonLinesFile;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ConnectorCommandTest {
    private static final String INPUT = """
            {"type":"SCHEMA","stream":"a","schema":{"properties":{"id":{"type":"integer"}}},"key_properties":["id"]}
            {"type":"RECORD","stream":"a","record":{"id":1}}
            {"type":"STATE","value":{"bookmarks":{"a":1}}}
            {"type":"RECORD","stream":"a","record":{"id":2}}
            {"type":"STATE","value":{"bookmarks":{"a":2}}}
            """;

    @TempDir
    private Path folder;

    private Path config = Path.of("");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = config("{\"folder\":\"%s\"}".formatted(folder.toString().replace("\\", "\\\\")));
    }

    @Test
    void loadsAndPrintsTheLastState() throws IOException {
        assertThat(run(INPUT, "--config", config.toString())).isZero();
        assertThat(states()).isEqualTo("{\"bookmarks\":{\"a\":2}}\n");
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
    }

    @Test
    void readsAGzippedFile() throws IOException {
        Path file = folder.resolve("input.gz");
        Files.write(file, gzip(INPUT));
        assertThat(run("", "--config", config.toString(), "--input", file.toString()))
                .isZero();
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
    }

    @Test
    void readsGzipOnStandardInputAndPassesOverAByteOrderMark() throws IOException {
        InputStream input = new ByteArrayInputStream(gzip("\uFEFF" + INPUT));
        assertThat(run(connector(new LinesTarget(folder)), input, "--config", config.toString()))
                .isZero();
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
    }

    @Test
    void aGzippedInputThatBreaksOffIsAnError() throws IOException {
        byte[] whole = gzip(INPUT);
        InputStream cut = new ByteArrayInputStream(whole, 0, whole.length - 9); // the last block's end, and the trailer
        assertThat(run(connector(new LinesTarget(folder)), cut, "--config", config.toString()))
                .isEqualTo(4);
        assertThat(lastLine()).startsWith("INPUT_TRUNCATED: line ");
    }

    @Test
    void aLastLineThatIsCutOffIsAnErrorAndKeepsWhatCameBefore() throws IOException {
        assertThat(run(INPUT + "{\"type\":\"RECORD\",\"stream\":\"a\",\"rec", "--config", config.toString()))
                .isEqualTo(4);
        assertThat(lastLine()).startsWith("INPUT_TRUNCATED: line 6");
        assertThat(states()).isEqualTo("{\"bookmarks\":{\"a\":2}}\n");
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
    }

    @Test
    void messagesOfUnknownTypesPassWhenAskedTo() {
        String input = INPUT + "{\"type\":\"METRIC\"}\n";
        assertThat(run(input, "--config", config.toString())).isEqualTo(4);
        assertThat(lastLine()).startsWith("UNKNOWN_MESSAGE: line 6");
        Path more = config("{\"unknown_messages\":\"ignore\"}");
        assertThat(run(input, "--config", config.toString(), "--config", more.toString()))
                .isZero();
    }

    @Test
    void keepsTheStateInAFileWhereOneIsNamed() throws IOException {
        Path state = folder.resolve("state.json");
        Path more =
                config("{\"state_file_path\":\"%s\"}".formatted(state.toString().replace("\\", "\\\\")));
        assertThat(run(INPUT, "--config", config.toString(), "--config", more.toString()))
                .isZero();
        assertThat(states()).isEmpty();
        assertThat(state).hasContent("{\"bookmarks\":{\"a\":2}}");
    }

    @Test
    void aLineThatIsNoJsonEndsWithItsPlaceAndKeepsWhatCameBefore() throws IOException {
        assertThat(run(INPUT + "nonsense\n" + INPUT, "--config", config.toString()))
                .isEqualTo(4);
        assertThat(lastLine()).startsWith("INVALID_JSON: line 6, byte ");
        assertThat(states()).isEqualTo("{\"bookmarks\":{\"a\":2}}\n");
        assertThat(folder.resolve("a.jsonl")).hasContent("{\"id\":1}\n{\"id\":2}");
    }

    @Test
    void namesAllProblemsOfTheConfiguration() throws IOException {
        Path wrong = config("{\"foldr\":\"x\",\"batch_size_rows\":\"many\",\"load_method\":\"merge\"}");
        assertThat(run(INPUT, "--config", wrong.toString())).isEqualTo(2);
        assertThat(lastLine())
                .isEqualTo("CONFIG_INVALID: configuration: unknown setting \"foldr\", did you mean \"folder\"?; "
                        + "setting \"load_method\" has to be one of append-only, upsert, overwrite; "
                        + "setting \"batch_size_rows\" has to be integer, found string; "
                        + "required setting \"folder\" is missing");
    }

    @Test
    void refusesSettingsOutOfRange() throws IOException {
        Path wrong = config("{\"folder\":\"x\",\"batch_size_rows\":0,\"retry_attempts\":-1}");
        assertThat(run(INPUT, "--config", wrong.toString())).isEqualTo(2);
        assertThat(lastLine())
                .contains("\"batch_size_rows\" has to be 1 or more")
                .contains("\"retry_attempts\" has to be 1 or more");
    }

    @Test
    void saysWhichArgumentIsUnknown() {
        assertThat(run("", "--confg", "x")).isEqualTo(2);
        assertThat(lastLine())
                .isEqualTo("USAGE: unknown option --confg, did you mean --config?; see target-lines --help");
    }

    @Test
    void printsVersionAndHelpWithoutAConfiguration() {
        assertThat(run("", "--version")).isZero();
        assertThat(states()).isEqualTo("target-lines 1.2.3" + System.lineSeparator());
        assertThat(run("", "--help")).isZero();
        assertThat(states()).contains("target-lines [option ...]").contains("--input");
    }

    @Test
    void anUnreachableDestinationIsToldBeforeAnythingIsRead() {
        Target unreachable = new Target() {
            @Override
            public void testConnection() {
                throw new ConnectionException(ErrorCode.CONNECTION_FAILED, "host x: refused; check host");
            }

            @Override
            public Sink sink(StreamSchema stream) {
                throw new AssertionError("nothing may be read");
            }
        };
        assertThat(run(connector(unreachable), stdin("nonsense"), "--config", config.toString()))
                .isEqualTo(3);
        assertThat(lastLine()).isEqualTo("CONNECTION_FAILED: host x: refused; check host");
    }

    @Test
    void aTargetIsCleanedUpThoughItsSettingsAreRefusedOnceItIsOpen() {
        AtomicInteger cleanUps = new AtomicInteger();
        Target target = new Target() {
            @Override
            public Sink sink(StreamSchema stream) {
                throw new AssertionError("nothing may be read");
            }

            @Override
            public void cleanUp() {
                cleanUps.incrementAndGet();
            }
        };
        Path epochs = config("{\"folder\":\"x\",\"state_backend\":\"table\",\"state_id\":\"p\"}");
        assertThat(run(connector(target), stdin(INPUT), "--config", epochs.toString()))
                .isEqualTo(2);
        assertThat(lastLine()).startsWith("CONFIG_INVALID: configuration: state_backend is table");
        assertThat(cleanUps).hasValue(1);
    }

    @Test
    void aFaultOfTheConnectorShowsItsStackTrace() {
        Target faulty = new Target() {
            @Override
            public Sink sink(StreamSchema stream) {
                throw new IllegalStateException("oops");
            }
        };
        assertThat(run(connector(faulty), stdin(INPUT), "--config", config.toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("at dev.connectorkit.runtime.cli.ConnectorCommandTest");
        assertThat(lastLine()).startsWith("CONNECTOR_FAULT: ");
    }

    @Test
    void aFailedDrainEndsARunWhoseInputIsIdle() {
        Target failing = new DestinationTarget(new Destination() {
            @Override
            public void exportBatch(RecordBatch batch) {
                throw new dev.connectorkit.runtime.error.LoadException(ErrorCode.LOAD_FAILED, "stream \"a\": refused");
            }
        });
        Path oneByOne = config("{\"folder\":\"x\",\"batch_size_rows\":1}");
        assertThat(run(connector(failing), new IdleAfter(INPUT), "--config", oneByOne.toString()))
                .isEqualTo(5);
        assertThat(lastLine()).isEqualTo("LOAD_FAILED: stream \"a\": refused");
    }

    @Test
    void aClosedStandardOutputIsAnError() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StandardStreams streams =
                new StandardStreams(stdin(INPUT), closed, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(ConnectorCommand.run(connector(new LinesTarget(folder)), streams, "--config", config.toString()))
                .isEqualTo(5);
        assertThat(lastLine()).startsWith("STATE_UNWRITABLE: ");
    }

    private int run(String input, String... args) {
        return run(connector(new LinesTarget(folder)), stdin(input), args);
    }

    private int run(Connector connector, InputStream in, String... args) {
        out.reset();
        err.reset();
        return ConnectorCommand.run(
                connector, new StandardStreams(in, out, new PrintStream(err, true, StandardCharsets.UTF_8)), args);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static InputStream stdin(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    private String states() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String lastLine() {
        List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private Path config(String json) {
        try {
            return Files.writeString(Files.createTempFile(folder, "config", ".json"), json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Connector connector(Target target) {
        return new Connector() {
            @Override
            public ConnectorInfo info() {
                return ConnectorInfo.of("target-lines")
                        .version("1.2.3")
                        .setting(SettingDefinition.of("folder", SettingType.STRING)
                                .required()
                                .build())
                        .build();
            }

            @Override
            public Target open(Settings settings) {
                return target;
            }
        };
    }

    private static final class LinesTarget extends Target {
        private final Path folder;

        LinesTarget(Path folder) {
            this.folder = folder;
        }

        @Override
        public Sink sink(StreamSchema stream) {
            JsonLinesFile file = new JsonLinesFile(folder, stream.name());
            return new BatchSink(stream) {
                @Override
                public void processBatch(RecordBatch batch) {
                    file.append(batch);
                }
            };
        }
    }

    /** An input that gives its text and then nothing, without ever ending. */
    private static final class IdleAfter extends InputStream {
        private final InputStream text;

        IdleAfter(String text) {
            this.text = stdin(text);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = text.read(target, offset, length);
            if (count < 0) {
                try {
                    new java.util.concurrent.CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return count;
        }
    }
}
