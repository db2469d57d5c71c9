package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.BatchLimits;
import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.mapping.MappingSettings;
import dev.connectorkit.runtime.message.MessageReader;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.state.StateBackend;
import dev.connectorkit.runtime.state.StateMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SessionTest {
    private final FakeTarget target = new FakeTarget(BatchPolicy.PER_STREAM);
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());
    private final MutableClock clock = new MutableClock();

    @Test
    void drainsWhenTheBatchReachesItsRowLimitAndAtTheEnd() {
        run(session(limits(2, 1_000_000)), schema("a") + records("a", 1, 5));
        assertThat(target.events())
                .containsExactly("setup a", "drain a 1,2", "drain a 3,4", "drain a 5", "clean a", "clean");
    }

    @Test
    void drainsWhenTheBatchReachesItsByteLimit() {
        int line = records("a", 1, 1).length() - 1;
        run(session(limits(1000, 3L * line)), schema("a") + records("a", 1, 4));
        assertThat(target.events()).contains("drain a 1,2,3", "drain a 4");
    }

    @Test
    void emitsAStateOnlyWhenTheRowsBeforeItAreDrained() {
        CountDownLatch release = new CountDownLatch(1);
        target.beforeDrain(batch -> awaitIf(batch, "a", release));
        Session session = session(limits(2, 1_000_000));
        read(session, schema("a") + schema("b") + records("a", 1, 2) + state("1") + records("b", 1, 2) + state("2"));
        awaitUntil(() -> target.events().contains("drain b 1,2"));
        assertThat(states).isEmpty();
        release.countDown();
        session.finish();
        assertThat(states).isSubsetOf("1", "2").endsWith("2");
    }

    @Test
    void emitsTheNewestStateBeforeAnOpenBatch() {
        Session session = session(limits(2, 1_000_000));
        read(session, schema("a") + records("a", 1, 2) + state("1") + records("a", 3, 3) + state("2"));
        awaitUntil(() -> states.contains("1"));
        assertThat(states).containsExactly("1");
        session.finish();
        assertThat(states).containsExactly("1", "2");
    }

    @Test
    void theSameSchemaAgainChangesNothing() {
        run(session(limits(10, 1_000_000)), schema("a") + records("a", 1, 1) + schema("a") + records("a", 2, 2));
        assertThat(target.events()).containsExactly("setup a", "drain a 1,2", "clean a", "clean");
    }

    @Test
    void aChangedSchemaDrainsTheStreamFirst() {
        String changed = schema("a").replace("\"string\"", "\"integer\"");
        run(session(limits(10, 1_000_000)), schema("a") + records("a", 1, 2) + changed + records("a", 3, 3));
        assertThat(target.events())
                .containsExactly("setup a", "drain a 1,2", "clean a", "setup a", "drain a 3", "clean a", "clean");
    }

    @Test
    void activateVersionDrainsTheStreamFirst() {
        String activate = "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":9}\n";
        run(session(limits(10, 1_000_000)), schema("a") + records("a", 1, 2) + activate + state("1"));
        assertThat(target.events()).startsWith("setup a", "drain a 1,2", "activate a 9");
        assertThat(states).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"z\",\"version\":1}",
                "{\"type\":\"BATCH\",\"stream\":\"z\",\"encoding\":{\"format\":\"jsonl\"},\"manifest\":[\"x\"]}"
            })
    void whatBelongsToAStreamNeedsItsSchema(String message) {
        Session session = session(limits(10, 1_000_000));
        assertThatThrownBy(() -> Singer.read(session, Singer.schema("a") + message + "\n"))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_BEFORE_SCHEMA))
                .hasMessageContaining("line 2, stream \"z\"");
        session.finish();
    }

    @Test
    void aRecordBeforeItsSchemaEndsTheReadingAndKeepsWhatWasRead() {
        Session session = session(limits(10, 1_000_000));
        assertThatThrownBy(() -> read(session, schema("a") + records("a", 1, 1) + state("1") + records("b", 1, 1)))
                .isInstanceOfSatisfying(
                        MessageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_BEFORE_SCHEMA))
                .hasMessage(
                        "line 4, stream \"b\": RECORD before SCHEMA; the tap has to send the stream's SCHEMA first");
        session.finish();
        assertThat(target.events()).contains("drain a 1");
        assertThat(states).containsExactly("1");
    }

    @Test
    void aFailedStreamHoldsEveryLaterStateBackAndTheOthersAreDrained() {
        target.beforeDrain(batch -> {
            if (batch.stream().name().equals("bad")) {
                throw new LoadException(ErrorCode.LOAD_FAILED, "refused");
            }
        });
        Session session = session(limits(100, 1_000_000));
        read(
                session,
                schema("a") + schema("bad") + records("a", 1, 1) + state("1") + records("bad", 1, 1) + state("2"));
        read(session, records("a", 2, 2) + state("3"));
        assertThatThrownBy(session::finish).hasMessage("refused");
        assertThat(target.events())
                .contains("drain a 1,2", "clean a", "clean bad", "clean")
                .doesNotContain("drain bad 1");
        assertThat(states).containsExactly("1");
    }

    @Test
    void aRetriableFailureIsTriedAgainWithTheSameBatch() {
        AtomicInteger attempts = new AtomicInteger();
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        target.beforeDrain(batch -> {
            ids.add(batch.id());
            if (attempts.incrementAndGet() < 3) {
                throw LoadException.retriable("busy", new IOException("busy"));
            }
        });
        run(session(limits(10, 1_000_000)), schema("a") + records("a", 1, 1) + state("1"));
        assertThat(target.events()).contains("drain a 1");
        assertThat(ids).hasSize(3).containsOnly(ids.get(0));
        assertThat(states).containsExactly("1");
    }

    @Test
    void aFailureEndsTheReading() {
        target.beforeDrain(batch -> {
            throw new LoadException(ErrorCode.LOAD_FAILED, "refused");
        });
        Session session = session(limits(1, 1_000_000));
        assertThatThrownBy(() -> {
                    read(session, schema("a"));
                    for (int i = 1; i < 100_000; i++) {
                        read(session, records("a", i, i));
                    }
                })
                .isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(session::finish).hasMessage("refused");
        assertThat(session.failed().toCompletableFuture()).isCompleted();
    }

    @Test
    void anOldBatchIsDrainedByTheTimer() {
        Session session = session(limits(100, 1_000_000));
        read(session, schema("a") + records("a", 1, 1));
        clock.advance(Duration.ofSeconds(299));
        session.tick();
        assertThat(target.events()).doesNotContain("drain a 1");
        clock.advance(Duration.ofSeconds(1));
        session.tick();
        awaitUntil(() -> target.events().contains("drain a 1"));
        session.finish();
    }

    @Test
    void aStateThatWaitsTooLongHasTheRowsBeforeItDrained() {
        Session session = session(limits(100, 1_000_000));
        read(session, schema("slow") + schema("busy") + records("slow", 1, 1) + state("1") + records("busy", 1, 1));
        clock.advance(Duration.ofSeconds(30));
        session.tick();
        awaitUntil(() -> states.contains("1"));
        assertThat(target.events()).contains("drain slow 1").doesNotContain("drain busy 1");
        session.finish();
    }

    @Test
    void allStreamsTogetherFillTheSetOfADestination() {
        FakeTarget destination = new FakeTarget(BatchPolicy.ALL_STREAMS);
        int line = records("a", 1, 1).length() - 1;
        Session session = new Session(
                destination, settings(BatchPolicy.ALL_STREAMS, limits(1_000_000, 4L * line)), states::add, clock);
        session.start();
        read(session, schema("b") + schema("a") + records("a", 1, 3) + records("b", 1, 1) + records("a", 4, 4));
        awaitUntil(() -> destination.events().contains("drain a 1,2,3"));
        assertThat(destination.events()).containsExactly("setup b", "setup a", "drain b 1", "drain a 1,2,3");
        session.finish();
        assertThat(destination.events()).contains("drain a 4");
    }

    @Test
    void theLargestBatchIsDrainedWhenMemoryRunsOut() {
        int line = records("a", 1, 1).length() - 1;
        SessionSettings small = settings(BatchPolicy.PER_STREAM, limits(1000, 1_000_000), 5L * line);
        Session session = new Session(target, small, states::add, clock);
        session.start();
        read(session, schema("a") + schema("b") + records("a", 1, 2) + records("b", 1, 4));
        assertThat(target.events()).contains("drain b 1,2,3,4").doesNotContain("drain a 1,2");
        session.finish();
    }

    @Test
    void countsWhatWasReadAndWritten() {
        target.beforeDrain(batch -> batch.reportMerged(1));
        Session session = session(limits(2, 1_000_000));
        run(session, schema("a") + records("a", 1, 4));
        assertThat(session.summary().total().read()).isEqualTo(4);
        assertThat(session.summary().total().written()).isEqualTo(2);
        assertThat(session.summary().total().merged()).isEqualTo(2);
    }

    @Test
    void aDriverCanHaveAllThatIsOpenDrainedAndItsStateEmitted() {
        Session session = session(limits(10, 1_000_000));
        read(session, schema("a") + schema("b") + records("a", 1, 2) + records("b", 1, 1) + state("1"));
        session.drain();
        assertThat(target.events()).contains("drain a 1,2", "drain b 1");
        assertThat(states).containsExactly("1");
        read(session, records("a", 3, 3) + state("2"));
        session.finish();
        assertThat(states).containsExactly("1", "2");
    }

    @Test
    void anAbandonedSessionSendsNothingMoreNotEvenAgain() {
        Session session = session(limits(1, 1_000_000));
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch abandoned = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        target.beforeDrain(batch -> {
            attempts.incrementAndGet();
            tried.countDown();
            await(abandoned);
            throw LoadException.retriable("not now");
        });
        read(session, schema("a") + records("a", 1, 1) + state("1"));
        await(tried);
        IllegalStateException elsewhere = new IllegalStateException("loaded elsewhere");
        session.abandon(elsewhere);
        abandoned.countDown();
        assertThatThrownBy(session::finish).isSameAs(elsewhere);
        assertThat(attempts).hasValue(1);
        assertThat(states).isEmpty();
        assertThat(target.events()).contains("clean a", "clean");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session(BatchLimits limits) {
        Session session = new Session(target, settings(BatchPolicy.PER_STREAM, limits), states::add, clock);
        session.start();
        return session;
    }

    private static SessionSettings settings(BatchPolicy policy, BatchLimits limits) {
        return settings(policy, limits, 1_000_000_000);
    }

    private static SessionSettings settings(BatchPolicy policy, BatchLimits limits, long memoryLimitBytes) {
        return new SessionSettings(
                policy,
                limits,
                Duration.ofSeconds(30),
                memoryLimitBytes,
                policy == BatchPolicy.ALL_STREAMS ? 1 : 4,
                4,
                StateMode.WHOLE,
                StateBackend.STDOUT,
                MappingSettings.plain(true, false),
                true,
                new RetrySettings(3, Duration.ofSeconds(10), Duration.ofMillis(10)),
                InvalidRecordSettings.FAIL,
                1024 * 1024,
                Optional.empty());
    }

    private static BatchLimits limits(long rows, long bytes) {
        return new BatchLimits(rows, bytes, Duration.ofMinutes(5));
    }

    private static void run(Session session, String input) {
        read(session, input);
        session.finish();
    }

    private static void read(Session session, String input) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        session.readAll(new MessageReader(new ByteArrayInputStream(bytes), 1024 * 1024, false));
    }

    private static String schema(String stream) {
        return "{\"type\":\"SCHEMA\",\"stream\":\"" + stream
                + "\",\"schema\":{\"properties\":{\"id\":{\"type\":\"integer\"},\"x\":{\"type\":\"string\"}}},\"key_properties\":[\"id\"]}\n";
    }

    private static String records(String stream, int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append("{\"type\":\"RECORD\",\"stream\":\"%s\",\"record\":{\"id\":%d}}%n".formatted(stream, i));
        }
        return lines.toString().replace(System.lineSeparator(), "\n");
    }

    private static String state(String value) {
        return "{\"type\":\"STATE\",\"value\":" + value + "}\n";
    }

    private static void awaitIf(RecordBatch batch, String stream, CountDownLatch latch) {
        if (batch.stream().name().equals(stream)) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** Spins, since what is awaited is done by a drain that nothing announces; the test's timeout ends it. */
    private static void awaitUntil(Condition condition) {
        while (!condition.holds()) {
            Thread.onSpinWait();
        }
    }
}
