package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LanesTest {
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());

    @Test
    void twoLanesOfAStreamDrainAtTheSameTime() {
        CyclicBarrier bothInside = new CyclicBarrier(2);
        LaneTarget target = new LaneTarget(2, batch -> meet(bothInside));
        Session session = session(target, "{\"batch_size_rows\": 500}");
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 1000) + Singer.state("1"));
        session.finish(); // would not end if one lane waited for the other
        assertThat(target.rows.values().stream().mapToInt(List::size).sum()).isEqualTo(1000);
        assertThat(states).endsWith("1");
    }

    @Test
    void rowsOfAKeyStayInOrderHoweverTheKeyIsWritten() {
        LaneTarget target = new LaneTarget(4, batch -> {});
        Session session = session(target, "{\"batch_size_rows\": 7}");
        Random random = new Random(7);
        StringBuilder input = new StringBuilder(numberKeyed("a"));
        Map<Integer, Integer> last = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            int key = random.nextInt(50);
            String[] spellings = {key + "", key + ".0", key + "e0", key + ".00"};
            input.append(Singer.record("a", "{\"id\":%s,\"n\":%d}".formatted(spellings[i % 4], i)));
            last.put(key, i);
        }
        Singer.read(session, input.toString());
        session.finish();
        Map<Integer, Integer> found = new HashMap<>();
        target.rows.forEach((lane, rows) -> rows.forEach(row -> found.merge(row.key(), row.n(), Math::max)));
        assertThat(found).isEqualTo(last);
        target.rows.forEach(
                (lane, rows) -> assertThat(rows).isSortedAccordingTo((x, y) -> Integer.compare(x.n(), y.n())));
        Map<Integer, Integer> laneOfKey = new HashMap<>();
        target.rows.forEach((lane, rows) -> rows.forEach(
                row -> assertThat(laneOfKey.merge(row.key(), lane, (x, y) -> x)).isEqualTo(lane)));
    }

    @Test
    void rowsWithoutAKeyFillOneLaneAfterTheOther() {
        LaneTarget target = new LaneTarget(2, batch -> {});
        Session session = session(target, "{\"batch_size_rows\": 10}");
        Singer.read(session, Singer.keyless("a") + Singer.records("a", 1, 40));
        session.finish();
        assertThat(target.rows.get(0)).hasSize(20);
        assertThat(target.rows.get(1)).hasSize(20);
    }

    @Test
    void rowsThatASinkKeepsEachAsItComesAreNotBoundToALaneByTheirKey() {
        LaneTarget target = new LaneTarget(2, batch -> {});
        target.mergesByKey = false;
        Session session = session(target, "{\"batch_size_rows\": 10}");
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 40));
        session.finish();
        assertThat(target.rows.get(0)).extracting(Row::key).contains(1, 10, 21, 30);
        assertThat(target.rows.get(1)).extracting(Row::key).contains(11, 20, 31, 40);
    }

    @Test
    void aSettingLowersTheLanes() {
        LaneTarget target = new LaneTarget(4, batch -> {});
        Session session = session(target, "{\"stream_parallelism\": 1}");
        Singer.read(session, Singer.schema("a"));
        session.finish();
        assertThat(target.sinks).hasValue(1);
    }

    @Test
    void aLaneThatIsNotReadyAtOnceIsTriedAgainAlone() {
        AtomicInteger made = new AtomicInteger();
        List<String> setups = new ArrayList<>();
        Target target = new Target() {
            @Override
            public int maxLanes(StreamSchema stream) {
                return 2;
            }

            @Override
            public Sink sink(StreamSchema stream) {
                int attempt = made.incrementAndGet();
                if (attempt == 2) {
                    throw LoadException.retriable("busy");
                }
                return new BatchSink(stream) {
                    @Override
                    public void setup() {
                        setups.add("sink " + attempt);
                        if (setups.size() == 2) {
                            throw LoadException.retriable("busy");
                        }
                    }

                    @Override
                    public void processBatch(RecordBatch batch) {
                        throw new AssertionError("no rows were sent");
                    }
                };
            }
        };
        Session session = session(target, "{\"retry_delay_seconds\": 0.001}");
        Singer.read(session, Singer.schema("a"));
        session.finish();
        assertThat(made).hasValue(3);
        assertThat(setups).containsExactly("sink 1", "sink 3", "sink 3");
    }

    @Test
    void changedKeysAreABarrierForAllLanes() {
        LaneTarget target = new LaneTarget(3, batch -> {});
        Session session = session(target, "{}");
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 30) + Singer.keyless("a"));
        assertThat(target.written()).isEqualTo(30);
        assertThat(target.sinks).hasValue(6);
        session.finish();
    }

    @Test
    void aVersionIsActivatedOnceAfterAllLanesHaveDrained() {
        LaneTarget target = new LaneTarget(3, batch -> {});
        Session session = session(target, "{}");
        Singer.read(
                session,
                Singer.schema("a")
                        + Singer.records("a", 1, 30)
                        + "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":7}\n"
                        + Singer.records("a", 31, 40));
        assertThat(target.activations).containsExactly("7 after 30");
        session.finish();
        assertThat(target.written()).isEqualTo(40);
    }

    @Test
    void theFilesOfABatchAreReadAfterAllLanesHaveDrained(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("x.jsonl"), "{\"id\":\"no number\"}\n");
        LaneTarget target = new LaneTarget(3, batch -> {});
        Session session = session(target, "{\"batch_config\":{\"storage\":{\"root\":\"%s\"}}}".formatted(root.toUri()));
        String batch =
                "{\"type\":\"BATCH\",\"stream\":\"a\",\"encoding\":{\"format\":\"jsonl\"},\"manifest\":[\"%s\"]}\n"
                        .formatted(file.toUri());
        assertThatThrownBy(() -> Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 30) + batch))
                .hasMessageContaining("property \"id\" has to be integer");
        assertThat(target.written()).isEqualTo(30);
        session.finish();
    }

    @Test
    void aSinkIsCleanedUpThoughTheOneOfTheNextLaneCannotBeMade() {
        List<String> events = new ArrayList<>();
        Target target = new Target() {
            @Override
            public int maxLanes(StreamSchema stream) {
                return 2;
            }

            @Override
            public Sink sink(StreamSchema stream) {
                if (events.contains("made")) {
                    throw new LoadException(ErrorCode.LOAD_FAILED, "no second one");
                }
                events.add("made");
                return new BatchSink(stream) {
                    @Override
                    public void processBatch(RecordBatch batch) {
                        throw new AssertionError("no rows were sent");
                    }

                    @Override
                    public void cleanUp() {
                        events.add("clean");
                    }
                };
            }
        };
        Session session = session(target, "{}");
        assertThatThrownBy(() -> Singer.read(session, Singer.schema("a"))).hasMessage("no second one");
        session.finish();
        assertThat(events).containsExactly("made", "clean");
    }

    @Test
    @Timeout(20)
    void aRunThatEndsWhileASinkIsMadeCleansItUpOnlyOnceItIsReady() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        Target target = new Target() {
            @Override
            public Sink sink(StreamSchema stream) {
                making.countDown();
                awaitFor(ending);
                return new BatchSink(stream) {
                    @Override
                    public void setup() {
                        events.add("ready");
                    }

                    @Override
                    public void processBatch(RecordBatch batch) {
                        throw new AssertionError("no rows were sent");
                    }

                    @Override
                    public void cleanUp() {
                        events.add("clean");
                    }
                };
            }
        };
        Session session = session(target, "{}");
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> Singer.read(session, Singer.schema("a")));
        awaitFor(making);
        Thread finishing = new Thread(session::finish, "finishing");
        finishing.start();
        while (finishing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // it has begun to end the run, and waits for the sink
        }
        ending.countDown();
        finishing.join();
        reading.join();
        assertThat(events).containsExactly("ready", "clean");
    }

    @Test
    void aChangedSchemaIsABarrierForAllLanes() {
        LaneTarget target = new LaneTarget(3, batch -> {});
        Session session = session(target, "{}");
        Singer.read(session, Singer.schema("a") + Singer.records("a", 1, 30));
        Singer.read(session, Singer.schema("a").replace("\"x\"", "\"y\""));
        assertThat(target.written()).isEqualTo(30);
        assertThat(target.sinks).hasValue(6);
        session.finish();
    }

    private Session session(Target target, String config) {
        Session session =
                new Session(target, Singer.settings(BatchPolicy.PER_STREAM, config), states::add, Clock.systemUTC());
        session.start();
        return session;
    }

    private static String numberKeyed(String stream) {
        return """
                {"type":"SCHEMA","stream":"%s","schema":{"properties":{"id":{"type":"number"},"n":{"type":"integer"}}},"key_properties":["id"]}
                """.formatted(stream);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private record Row(int key, int n) {}

    private interface DrainAction {
        void before(RecordBatch batch);
    }

    private static final class LaneTarget extends Target {
        private final int lanes;
        private final DrainAction action;
        private final AtomicInteger sinks = new AtomicInteger();
        private final Map<Integer, List<Row>> rows = Collections.synchronizedMap(new HashMap<>());
        private final List<String> activations = new ArrayList<>();
        private boolean mergesByKey = true;

        LaneTarget(int lanes, DrainAction action) {
            this.lanes = lanes;
            this.action = action;
        }

        @Override
        public int maxLanes(StreamSchema stream) {
            return lanes;
        }

        @Override
        public Sink sink(StreamSchema stream) {
            int lane = sinks.getAndIncrement();
            return new BatchSink(stream) {
                @Override
                public void processBatch(RecordBatch batch) {
                    action.before(batch);
                    List<Row> written = rows.computeIfAbsent(lane, any -> new ArrayList<>());
                    batch.records().forEach(record -> written.add(row(record)));
                }

                @Override
                public boolean mergesByKey() {
                    return mergesByKey;
                }

                @Override
                public void activateVersion(long version) {
                    activations.add(version + " after " + written());
                }
            };
        }

        int written() {
            return rows.values().stream().mapToInt(List::size).sum();
        }

        private static Row row(StreamRecord record) {
            int key = record.decimal(0).intValueExact();
            boolean counted = record.kind(1) == ValueKind.INTEGER;
            return new Row(key, counted ? (int) record.integer(1) : 0);
        }
    }
}
