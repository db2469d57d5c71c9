package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.sink.BatchPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class InvalidRecordsTest {
    private static final String BAD_THEN_GOOD =
            Singer.schema("a") + Singer.record("a", "{\"id\":\"one\"}") + Singer.records("a", 2, 2) + Singer.state("1");

    private final FakeTarget target = new FakeTarget(BatchPolicy.PER_STREAM);
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    @Test
    void endTheRunByDefault() {
        Session session = session("{}");
        assertThatThrownBy(() -> Singer.read(session, BAD_THEN_GOOD))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_INVALID))
                .hasMessage("line 2, stream \"a\": property \"id\" has to be integer, found a string (type)");
        session.finish();
    }

    @Test
    void areSkippedWhenAskedTo() {
        Session session = session("{\"on_invalid\":\"skip\"}");
        Singer.read(session, BAD_THEN_GOOD);
        session.finish();
        assertThat(target.events()).contains("drain a 2");
        assertThat(session.summary().total().rejected()).isEqualTo(1);
        assertThat(session.summary().total().written()).isEqualTo(1);
        assertThat(states).containsExactly("1");
    }

    @Test
    void areSetAsideWithLineReasonAndTextInAFileOfTheirOwnersOnly() throws IOException {
        Path file = folder.resolve("dead.jsonl");
        Session session = session("{\"on_invalid\":\"dead_letter\",\"dead_letter_path\":\"%s\"}"
                .formatted(file.toString().replace("\\", "\\\\")));
        Singer.read(session, BAD_THEN_GOOD);
        session.finish();
        assertThat(file)
                .hasContent(
                        "{\"line\":2,\"stream\":\"a\",\"rule\":\"invalid\",\"reason\":\"property \\\"id\\\" has to be integer, found a string (type)\","
                                + "\"text\":\"{\\\"type\\\":\\\"RECORD\\\",\\\"stream\\\":\\\"a\\\",\\\"record\\\":{\\\"id\\\":\\\"one\\\"}}\"}");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
        assertThat(states).containsExactly("1");
    }

    @Test
    void followTheRuleThatTheyBreak() {
        Session session = session("{\"on_invalid_rules\":{\"null_key\":\"skip\"}}");
        Singer.read(session, Singer.schema("a") + Singer.record("a", "{\"id\":null}"));
        assertThatThrownBy(() -> Singer.read(session, Singer.record("a", "{\"id\":true}")))
                .isInstanceOf(ConnectorException.class);
        session.finish();
    }

    @Test
    void endTheRunWhenTheyAreTooMany() {
        Session session = session("{\"on_invalid\":\"skip\",\"max_invalid_records\":1}");
        assertThatThrownBy(() -> Singer.read(session, Singer.schema("a") + bad(2)))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_INVALID));
        session.finish();
    }

    @Test
    void areComparedWithThePercentageAtTheEnd() {
        Session session = session("{\"on_invalid\":\"skip\",\"max_invalid_records\":\"10%\"}");
        Singer.read(session, Singer.schema("a") + bad(2) + Singer.records("a", 1, 10) + Singer.state("1"));
        assertThatThrownBy(session::finish)
                .hasMessage(
                        "2 of 12 records are invalid, more than max_invalid_records (10%); look at them before raising it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"5\u00a0%\"", "\"many\"", "\"%\"", "\"1e2%\"", "\"\""})
    void haveALimitThatIsANumberOrAPercentage(String limit) {
        assertThatThrownBy(() -> session("{\"max_invalid_records\":" + limit + "}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("has to be a number of records, such as 100, or a share of them, such as \"5%\"");
    }

    @Test
    void thatTheDestinationRefusesGoTheSameWay() throws IOException {
        Path file = folder.resolve("dead.jsonl");
        Session session = session("{\"on_invalid\":\"dead_letter\",\"dead_letter_path\":\"%s\"}"
                .formatted(file.toString().replace("\\", "\\\\")));
        target.beforeDrain(batch -> batch.reportRejected(1, "status 422"));
        Singer.read(session, Singer.schema("a") + Singer.records("a", 5, 7) + Singer.state("1"));
        session.finish();
        assertThat(Files.readString(file))
                .contains("\"line\":3,", "\"rule\":\"refused\"", "status 422", "{\\\"id\\\":6}");
        assertThat(session.summary().total().rejected()).isEqualTo(1);
        assertThat(session.summary().total().written()).isEqualTo(2);
        assertThat(states).containsExactly("1");
    }

    @Test
    void thatTheDestinationRefusesEndTheRunByDefaultAndNoStateCoversThem() {
        Session session = session("{}");
        target.beforeDrain(batch -> batch.reportRejected(0, "status 422"));
        Singer.read(session, Singer.schema("a") + Singer.records("a", 5, 7) + Singer.state("1"));
        assertThatThrownBy(session::finish).hasMessage("line 2, stream \"a\": refused by the destination: status 422");
        assertThat(states).isEmpty();
    }

    /** The record of a drain came before the state; the one that was set aside first came after it. */
    @Test
    void areKeptForGoodBeforeAStateCoversThem() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        DeadLetters letters = new DeadLetters() {
            @Override
            public void append(RecordException reason, long line, String stream, String text) {
                events.add("line " + line);
            }

            @Override
            public void sync() {
                events.add("sync");
            }

            @Override
            public void close() {}
        };
        target.beforeDrain(batch -> batch.reportRejected(0, "status 422"));
        Session session = new Session(
                target,
                Singer.settings(BatchPolicy.PER_STREAM, "{\"on_invalid\":\"dead_letter\",\"dead_letter_path\":\"x\"}"),
                state -> events.add("state " + state),
                () -> letters,
                store -> store,
                Clock.systemUTC());
        session.start();
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 2) + Singer.state("1") + bad(1));
        session.finish();
        assertThat(events).containsExactly("line 5", "line 2", "sync", "state 1");
    }

    @Test
    void onlyRowsThatAreToBeTriedAgainAreSentAgain() {
        List<String> attempts = Collections.synchronizedList(new ArrayList<>());
        target.beforeDrain(batch -> {
            attempts.add(ids(batch));
            if (attempts.size() == 1) {
                batch.reportAgain(0);
                batch.reportAgain(2);
            } else if (attempts.size() == 2) {
                batch.reportAgain(1);
            }
        });
        Session session = session("{\"retry_delay_seconds\":0.001}");
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 3) + Singer.state("1"));
        session.finish();
        assertThat(attempts).containsExactly("1,2,3", "1,3", "3");
        assertThat(session.summary().total().written()).isEqualTo(3);
        assertThat(states).containsExactly("1");
    }

    private Session session(String config) {
        Session session =
                new Session(target, Singer.settings(BatchPolicy.PER_STREAM, config), states::add, Clock.systemUTC());
        session.start();
        return session;
    }

    private static String bad(int count) {
        return Singer.record("a", "{\"id\":\"x\"}").repeat(count);
    }

    private static String ids(RecordBatch batch) {
        return String.join(
                ",",
                batch.records().stream()
                        .map(row -> String.valueOf(row.value("id")))
                        .toList());
    }
}
