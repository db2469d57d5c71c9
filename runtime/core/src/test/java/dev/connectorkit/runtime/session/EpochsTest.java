package dev.connectorkit.runtime.session;

import static dev.connectorkit.runtime.session.Singer.records;
import static dev.connectorkit.runtime.session.Singer.schema;
import static dev.connectorkit.runtime.session.Singer.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows and states that are committed together. */
class EpochsTest {
    private static final String CONFIG =
            "{\"state_backend\":\"table\",\"state_id\":\"p\",\"batch_size_rows\":2,\"state_wait_limit_seconds\":30}";

    /** Rows that fill the batches of an epoch. */
    private static final int EPOCH = 2 * Epochs.BATCHES;

    private final Store store = new Store();
    private final List<String> states = new ArrayList<>();
    private final MutableClock clock = new MutableClock();
    private final Session session =
            new Session(store.target(), Singer.settings(BatchPolicy.PER_STREAM, CONFIG), states::add, clock);

    @Test
    void aStateIsCommittedWithTheRowsBeforeItOnceEnoughBatchesHaveFilled() {
        Singer.read(
                session,
                schema("a") + schema("b") + records("b", 1, 1) + state("1") + records("a", 2, EPOCH) + state("2"));
        assertThat(store.commits).isEmpty();
        Singer.read(session, records("a", EPOCH + 1, EPOCH + 2) + state("3") + records("a", 98, 98) + state("4"));
        assertThat(store.commits).containsExactly("3");
        assertThat(store.durable).containsExactlyInAnyOrderElementsOf(upTo(EPOCH + 2));
        assertThat(states).containsExactly("3");
        session.endOfInput();
        session.finish();
        assertThat(store.commits).containsExactly("3", "4");
        assertThat(store.durable).contains(98);
    }

    @Test
    void aTapThatPausesAfterAStateHasItCommittedThoughFewBatchesHaveFilled() {
        Singer.read(session, schema("a") + records("a", 1, 3) + state("1"));
        assertThat(store.commits).isEmpty();
        while (store.commits.isEmpty()) {
            session.tick();
        }
        assertThat(store.durable).containsExactly(1, 2, 3);
        session.finish();
    }

    @Test
    void recordsAfterTheLastStateAreRefusedAndNotLoaded() {
        Singer.read(session, schema("a") + records("a", 1, EPOCH) + state("1") + records("a", EPOCH + 1, EPOCH + 3));
        assertThatThrownBy(session::endOfInput)
                .isInstanceOf(MessageException.class)
                .hasMessageContaining("3 records follow the last STATE");
        session.finish();
        assertThat(store.commits).containsExactly("1");
        assertThat(store.durable).containsExactlyElementsOf(upTo(EPOCH));
    }

    @Test
    void whatASignalInterruptsIsCommittedUpToAStateOnly() {
        Singer.read(session, schema("a") + records("a", 1, 1) + state("1"));
        session.finish();
        assertThat(store.commits).containsExactly("1");
        assertThat(store.durable).containsExactly(1);
    }

    @Test
    void aStateThatHasWaitedEndsTheEpochThoughNoBatchIsFull() {
        Singer.read(session, schema("a") + records("a", 1, 1) + state("1"));
        clock.advance(Duration.ofSeconds(31));
        while (store.commits.isEmpty()) {
            session.tick();
        }
        assertThat(store.durable).containsExactly(1);
        Singer.read(session, records("a", 2, 2) + state("2") + records("a", 3, 3));
        clock.advance(Duration.ofSeconds(31));
        session.tick();
        assertThat(store.commits).containsExactly("1");
        Singer.read(session, state("3"));
        assertThat(store.commits).containsExactly("1", "3");
        session.finish();
    }

    @Test
    void aFailedDrainIsNotTriedAgainAndNothingIsCommittedAfterIt() {
        store.failAt = EPOCH + 1;
        assertThatThrownBy(() -> {
                    Singer.read(
                            session,
                            schema("a")
                                    + records("a", 1, EPOCH)
                                    + state("1")
                                    + records("a", EPOCH + 1, EPOCH + 2)
                                    + state("2"));
                    session.finish();
                })
                .isInstanceOfAny(SessionEndedException.class, LoadException.class);
        assertThatThrownBy(session::finish).isInstanceOf(LoadException.class);
        assertThat(store.commits).containsExactly("1");
        assertThat(store.attempts).isEqualTo(Epochs.BATCHES + 1);
    }

    @Test
    void aCommitThatFailsIsNotFollowedByAnother() {
        store.failCommit = true;
        assertThatThrownBy(() -> Singer.read(session, schema("a") + records("a", 1, EPOCH) + state("1")))
                .isInstanceOf(LoadException.class);
        store.failCommit = false;
        assertThatThrownBy(session::finish).isInstanceOf(LoadException.class);
        assertThat(store.commits).isEmpty();
        assertThat(states).isEmpty();
    }

    @Test
    void sinksChangeBetweenTwoEpochsWhereAStateWasReadLast() {
        Singer.read(session, schema("a") + records("a", 1, 1) + state("1"));
        assertThat(store.commits).isEmpty();
        Singer.read(session, schema("b"));
        assertThat(store.commits).containsExactly("1");
        session.finish();
    }

    @Test
    void aTargetThatKeepsNoStatesIsRefused() {
        assertThatThrownBy(() -> new Session(
                        new FakeTarget(BatchPolicy.PER_STREAM),
                        Singer.settings(BatchPolicy.PER_STREAM, CONFIG),
                        states::add,
                        Clock.systemUTC()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("state_backend is table");
    }

    /** A tap that goes on from the stored state, killed or cut off again and again: each row is there once, in the end. */
    @Property(tries = 200)
    void eachRowIsThereOnceHoweverOftenTheRunIsKilled(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 9) int batchRows) {
        Store kept = new Store();
        int records = 60;
        String config = CONFIG.replace("\"batch_size_rows\":2", "\"batch_size_rows\":" + batchRows);
        for (boolean done = false; !done; ) {
            int from = kept.lastState().map(Integer::parseInt).orElse(0);
            List<String> input = input(from, records, random);
            done = random.nextInt(3) == 0;
            int read = done ? input.size() : random.nextInt(input.size() + 1);
            Session run = new Session(
                    kept.target(), Singer.settings(BatchPolicy.PER_STREAM, config), state -> {}, Clock.systemUTC());
            Singer.read(run, String.join("", input.subList(0, read)));
            if (done) {
                run.endOfInput();
            }
            if (done || random.nextBoolean()) {
                run.finish();
            }
            kept.kill();
            assertThat(kept.durable)
                    .containsExactlyInAnyOrderElementsOf(
                            upTo(kept.lastState().map(Integer::parseInt).orElse(0)));
        }
        assertThat(kept.durable).hasSize(records);
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<String> input(int from, int records, Random random) {
        List<String> input = new ArrayList<>(List.of(schema("a"), schema("b"), schema("c")));
        for (int id = from + 1; id <= records; id++) {
            input.add(records(List.of("a", "b", "c").get(random.nextInt(3)), id, id));
            if (id == records || random.nextInt(5) == 0) {
                input.add(state(Integer.toString(id)));
            }
        }
        return input;
    }

    /** Keeps in memory what was committed; a kill forgets the rest. */
    private static final class Store implements EpochStore {
        private final List<Integer> durable = new ArrayList<>();
        private final List<Integer> open = new ArrayList<>();
        private final List<String> commits = new ArrayList<>();
        private int owner;
        private int attempts;
        private int failAt;
        private boolean failCommit;

        Target target() {
            return new Target() {
                private final int run = ++owner;

                @Override
                public Optional<EpochStore> epochStore() {
                    return Optional.of(Store.this);
                }

                @Override
                public int maxLanes(StreamSchema stream) {
                    return 4;
                }

                @Override
                public Sink sink(StreamSchema stream) {
                    return new BatchSink(stream) {
                        @Override
                        public void processBatch(RecordBatch batch) {
                            take(batch, run);
                        }
                    };
                }
            };
        }

        private synchronized void take(RecordBatch batch, int run) {
            if (run != owner) {
                return; // the process of that run is dead
            }
            attempts++;
            List<Integer> ids =
                    batch.records().stream().map(row -> (int) row.integer(0)).toList();
            if (ids.contains(failAt)) {
                throw LoadException.retriable("lost", new IOException("lost"));
            }
            open.addAll(ids);
        }

        synchronized void kill() {
            owner++;
            open.clear();
        }

        @Override
        public void begin() {}

        @Override
        public Optional<String> lastState() {
            return commits.isEmpty() ? Optional.empty() : Optional.of(commits.get(commits.size() - 1));
        }

        @Override
        public synchronized void commit(String state) {
            if (failCommit) {
                throw new LoadException(ErrorCode.LOAD_FAILED, "no");
            }
            durable.addAll(open);
            open.clear();
            commits.add(state);
        }
    }
}
