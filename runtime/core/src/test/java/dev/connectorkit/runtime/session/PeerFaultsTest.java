package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.state.FileStateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that other targets have in when they emit states and how they change schemas, each as what happens here instead. */
@Timeout(20)
class PeerFaultsTest {
    private final FakeTarget target = new FakeTarget(BatchPolicy.PER_STREAM);
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());

    @Nested
    class OfTheSingerSdk {
        @Test
        void aShortRunPrintsOneStateHoweverManyBatchesAreDurable() {
            Session session = session(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":1}");
            for (int i = 1; i <= 3; i++) {
                Singer.read(session, Singer.schema("a") + Singer.records("a", i, i) + Singer.state("" + i));
                String state = "" + i;
                awaitUntil(() -> states.contains(state));
            }
            session.finish();
            assertThat(states).containsExactly("1", "2", "3");
        }

        @Test
        void aFailureAfterDurableBatchesPrintsNoState() {
            failOn("a", "3");
            Session session = session(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":2}");
            readUntilItEnds(
                    session,
                    Singer.schema("a") + Singer.records("a", 1, 2) + Singer.state("1") + Singer.records("a", 3, 4));
            assertThatThrownBy(session::finish).hasMessage("refused");
            assertThat(states).containsExactly("1");
        }

        @Test
        void aFinalEmptyStateWipesTheStoredOne() {
            run("{}", Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("{\"a\":1}") + Singer.state("{ }"));
            assertThat(states).containsExactly("{\"a\":1}");
        }

        @Test
        void aTapsOwnEmptyStateIsSwallowed() {
            run("{}", Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("{}"));
            assertThat(states).containsExactly("{}");
        }

        @Test
        void aStateThatIsFalseInPythonIsNeverEmitted() {
            for (String state : List.of("0", "false", "\"\"", "[]")) {
                states.clear();
                run("{}", Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state(state));
                assertThat(states).containsExactly(state);
            }
        }

        @Test
        void nothingIsDrainedForItsAgeWhileTheInputIsIdle() {
            MutableClock clock = new MutableClock();
            Session session = new Session(target, Singer.settings(BatchPolicy.PER_STREAM, "{}"), states::add, clock);
            session.start();
            Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("1"));
            clock.advance(Duration.ofSeconds(30));
            session.tick();
            awaitUntil(() -> states.contains("1"));
            session.finish();
        }

        @Test
        void aSignalInsideADrainEmitsTheNewestBookmarkBeforeTheRowsAreWritten() {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            target.beforeDrain(batch -> {
                inside.countDown();
                await(release);
            });
            Session session = session(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":1}");
            Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("1"));
            await(inside);
            CompletableFuture<Void> ending = CompletableFuture.runAsync(session::finish);
            assertThat(states).isEmpty();
            release.countDown();
            ending.join();
            assertThat(states).containsExactly("1");
        }

        @Test
        void rowsOfAChangedSchemaAreWrittenBeforeThoseOfTheOneBefore() {
            String changed = Singer.schema("a").replace("\"x\"", "\"y\"");
            run(
                    "{\"batch_size_rows\":2}",
                    Singer.schema("a") + Singer.records("a", 1, 1) + changed + Singer.records("a", 2, 3));
            assertThat(target.events())
                    .containsExactly("setup a", "drain a 1", "clean a", "setup a", "drain a 2,3", "clean a", "clean");
        }

        @Test
        void theSameSchemaAgainChangesTheTableAgain() {
            run("{}", Singer.schema("a") + Singer.schema("a") + Singer.schema("a"));
            assertThat(target.events()).containsExactly("setup a", "clean a", "clean");
        }

        @Test
        void theColumnsThatAreAddedMakeTheSameSchemaAnother() {
            run("{\"add_record_metadata\":true}", Singer.schema("a") + Singer.schema("a"));
            assertThat(target.events()).containsExactly("setup a", "clean a", "clean");
        }

        @Test
        void changedKeysReuseTheTableWithoutADrain() {
            String rekeyed = Singer.schema("a").replace("[\"id\"]", "[\"x\"]");
            run("{}", Singer.schema("a") + Singer.records("a", 1, 1) + rekeyed);
            assertThat(target.events())
                    .containsExactly("setup a", "drain a 1", "clean a", "setup a", "clean a", "clean");
        }
    }

    @Nested
    class OfMagesDestinations {
        @Test
        void theStateHoldsTheNewBookmarkOfAStreamThatFailed() {
            failOn("a", "2");
            Session session = session(BatchPolicy.ALL_STREAMS, "{}");
            Singer.read(
                    session,
                    Singer.schema("a")
                            + Singer.schema("b")
                            + Singer.records("a", 2, 2)
                            + Singer.records("b", 1, 1)
                            + Singer.state("{\"bookmarks\":{\"a\":{\"id\":2},\"b\":{\"id\":1}}}"));
            assertThatThrownBy(session::finish).hasMessage("refused");
            assertThat(states).containsExactly("{\"bookmarks\":{\"b\":{\"id\":1}}}");
        }

        @Test
        void aFailedStreamLosesTheBookmarkItHadBefore() {
            failOn("a", "2");
            Session session = session(BatchPolicy.ALL_STREAMS, "{\"batch_size_rows\":1}");
            readUntilItEnds(
                    session,
                    Singer.schema("a")
                            + Singer.records("a", 1, 1)
                            + Singer.state("{\"bookmarks\":{\"a\":{\"id\":1}}}"));
            awaitUntil(() -> states.size() == 1);
            readUntilItEnds(session, Singer.records("a", 2, 2) + Singer.state("{\"bookmarks\":{\"a\":{\"id\":2}}}"));
            assertThatThrownBy(session::finish).hasMessage("refused");
            assertThat(states).allMatch(state -> state.equals("{\"bookmarks\":{\"a\":{\"id\":1}}}"));
        }

        @Test
        void aStateWithoutBookmarksIsAnErrorAfterTheRowsAreWritten() {
            runAll(Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("{\"position\":1}"));
            assertThat(states).containsExactly("{\"position\":1}");
        }

        @Test
        void aStateOfAStreamWithoutRecordsIsDropped() {
            runAll(Singer.schema("a") + Singer.schema("b") + Singer.state("{\"bookmarks\":{\"b\":1}}"));
            assertThat(states).containsExactly("{\"bookmarks\":{\"b\":1}}");
        }

        @Test
        void aStateThatNamesStreamsOfNoRecordInTheSetIsAnError() {
            runAll(Singer.schema("a") + Singer.records("a", 1, 1) + Singer.state("{\"bookmarks\":{\"a\":1,\"z\":2}}"));
            assertThat(states).containsExactly("{\"bookmarks\":{\"a\":1,\"z\":2}}");
        }

        @Test
        void whatStandsBesideTheBookmarksIsLost() {
            runAll(Singer.schema("a")
                    + Singer.records("a", 1, 1)
                    + Singer.state("{\"bookmarks\":{\"a\":1}}")
                    + Singer.state("{\"bookmarks\":{\"b\":2},\"currently_syncing\":\"b\",\"custom\":[1]}"));
            assertThat(states)
                    .containsExactly("{\"bookmarks\":{\"a\":1,\"b\":2},\"currently_syncing\":\"b\",\"custom\":[1]}");
        }

        @Test
        void aStateRightAfterASizeFlushIsNeverEmitted() {
            Session session = session(BatchPolicy.ALL_STREAMS, "{\"batch_size_rows\":2}");
            Singer.read(
                    session,
                    Singer.schema("a") + Singer.records("a", 1, 2) + Singer.state("{\"bookmarks\":{\"a\":2}}"));
            session.finish();
            assertThat(states).containsExactly("{\"bookmarks\":{\"a\":2}}");
        }

        @Test
        void streamsFirstSeenAfterAFlushGetNoTable() {
            Session session = session(BatchPolicy.ALL_STREAMS, "{\"batch_size_rows\":2}");
            Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 2));
            Singer.read(session, Singer.schema("b") + Singer.records("b", 1, 1));
            session.finish();
            assertThat(target.events()).contains("drain a 1,2").containsSubsequence("setup b", "drain b 1");
        }

        @Test
        void recordsOfTwoSchemasAreExportedTogetherByTheNewerOne() {
            runAll(Singer.schema("a")
                    + Singer.records("a", 1, 1)
                    + Singer.schema("a").replace("\"x\"", "\"y\"")
                    + Singer.records("a", 2, 2));
            assertThat(target.events())
                    .containsExactly("setup a", "drain a 1", "clean a", "setup a", "drain a 2", "clean a", "clean");
        }

        @Test
        void aColumnThatComesAfterAFlushIsNotAdded() {
            Session session = session(BatchPolicy.ALL_STREAMS, "{\"batch_size_rows\":1}");
            Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 1));
            Singer.read(session, Singer.schema("a").replace("\"x\"", "\"y\"") + Singer.records("a", 2, 2));
            session.finish();
            assertThat(target.events()).containsSubsequence("drain a 1", "setup a", "drain a 2");
        }

        @Test
        void aFirstLoadThatFailsEmitsEmptyBookmarks() {
            failOn("a", "1");
            Session session = session(BatchPolicy.ALL_STREAMS, "{}");
            Singer.read(
                    session,
                    Singer.schema("a")
                            + Singer.records("a", 1, 1)
                            + Singer.state("{\"bookmarks\":{\"a\":{\"id\":1}}}"));
            assertThatThrownBy(session::finish).hasMessage("refused");
            assertThat(states).isEmpty();
        }

        @Test
        void aStateFileIsEmptyWhileItIsWritten(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("state.json");
            FileStateWriter writer = new FileStateWriter(file);
            writer.write("{\"a\":1}");
            Object first = Files.readAttributes(file, "*").get("fileKey");
            writer.write("{\"a\":2}");
            assertThat(file).hasContent("{\"a\":2}");
            if (first != null) {
                assertThat(Files.readAttributes(file, "*").get("fileKey"))
                        .as("another file was renamed over it")
                        .isNotEqualTo(first);
            }
            assertThat(folder.toFile().list()).containsExactly("state.json");
        }
    }

    @Nested
    class OfPipelinewiseAndAirbyte {
        @Test
        void theFirstStateClaimsRowsThatAreNotWritten() {
            CountDownLatch release = new CountDownLatch(1);
            target.beforeDrain(batch -> awaitIf(batch, "a", release));
            Session session = session(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":1}");
            Singer.read(session, Singer.schema("a") + Singer.schema("b") + Singer.records("a", 1, 1));
            Singer.read(session, Singer.state("{\"bookmarks\":{\"a\":1}}") + Singer.records("b", 1, 1));
            awaitUntil(() -> target.events().contains("drain b 1"));
            assertThat(states).isEmpty();
            release.countDown();
            session.finish();
            assertThat(states).containsExactly("{\"bookmarks\":{\"a\":1}}");
        }

        @Test
        void oneStreamsFlushAcknowledgesTheStateOfAnother() {
            CountDownLatch release = new CountDownLatch(1);
            target.beforeDrain(batch -> awaitIf(batch, "a", release));
            Session session = session(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":1}");
            Singer.read(session, Singer.schema("a") + Singer.schema("b"));
            Singer.read(
                    session,
                    Singer.records("a", 1, 1) + Singer.state("1") + Singer.records("b", 1, 1) + Singer.state("2"));
            awaitUntil(() -> session.summary().total().written() == 1);
            assertThat(states).isEmpty();
            release.countDown();
            session.finish();
            assertThat(states).endsWith("2");
        }

        @Test
        void theLastStateIsNotEmittedAtTheEnd() {
            run("{\"batch_size_rows\":2}", Singer.schema("a") + Singer.records("a", 1, 2) + Singer.state("1"));
            assertThat(states).containsExactly("1");
        }
    }

    private void run(String config, String input) {
        Session session = session(BatchPolicy.PER_STREAM, config);
        Singer.read(session, input);
        session.finish();
    }

    private void runAll(String input) {
        Session session = session(BatchPolicy.ALL_STREAMS, "{}");
        Singer.read(session, input);
        session.finish();
    }

    private Session session(BatchPolicy policy, String config) {
        Session session = new Session(target, Singer.settings(policy, config), states::add, Clock.systemUTC());
        session.start();
        return session;
    }

    private static void readUntilItEnds(Session session, String input) {
        try {
            Singer.read(session, input);
        } catch (SessionEndedException e) {
            assertThat(session.failed().toCompletableFuture()).isCompleted();
        }
    }

    private void failOn(String stream, String id) {
        target.beforeDrain(batch -> {
            boolean holdsIt =
                    batch.records().stream().anyMatch(row -> row.text(0).equals(id));
            if (batch.stream().name().equals(stream) && holdsIt) {
                throw new LoadException(ErrorCode.LOAD_FAILED, "refused");
            }
        });
    }

    private static void awaitIf(RecordBatch batch, String stream, CountDownLatch latch) {
        if (batch.stream().name().equals(stream)) {
            await(latch);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
