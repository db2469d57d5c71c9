package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whole sessions with their threads, over random interleavings of streams, lanes and limits, with drains that fail for a
 * while or for good, and runs that are given up without an end, as a kill gives them up. Each record carries its number in
 * the input, and each state the number of records before it; the writer looks at the data the moment a state comes out.
 */
class SessionModelTest {
    private static final List<String> STREAMS = List.of("busy", "parent", "child", "trickle");

    @Property(tries = 300)
    void noStateIsAheadOfTheDataAndTheNewestThatCanComeOutDoes(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int batchRows,
            @ForAll @IntRange(min = 1, max = 3) int lanes,
            @ForAll boolean allStreams,
            @ForAll @IntRange(min = 0, max = 2) int trouble,
            @ForAll boolean killed) {
        Script script = Script.write(random);
        Destination destination =
                new Destination(lanes, trouble, random.nextInt(script.records + 1), random.nextLong());
        String config = """
                {"batch_size_rows":%d,"retry_attempts":100,"retry_delay_seconds":0.00001,"memory_limit_bytes":%d,"max_parallelism":3}
                """.formatted(batchRows, 300 + random.nextInt(2000));
        BatchPolicy policy = allStreams ? BatchPolicy.ALL_STREAMS : BatchPolicy.PER_STREAM;
        SessionSettings settings = Singer.settings(policy, config.replace("}", ",\"state_mode\":\"whole\"}"));
        Session session = new Session(destination, settings, destination, Clock.systemUTC());
        session.start();
        boolean ended = false;
        try {
            Singer.read(session, killed ? script.firstPart(random) : script.input.toString());
        } catch (SessionEndedException e) {
            ended = true;
        }
        if (!killed) {
            ended |= failsToFinish(session);
            assertThat(ended).isEqualTo(destination.hasFailed());
            assertThat(destination.lastState())
                    .isEqualTo(script.newestStateBefore(destination.firstMissing(script.records)));
        }
        destination.assertOrderly();
    }

    private static boolean failsToFinish(Session session) {
        try {
            session.finish();
            return false;
        } catch (LoadException e) {
            return true;
        }
    }

    /** An input: what a tap with a busy stream, a parent, its child and a trickle may send. */
    private static final class Script {
        private final StringBuilder input = new StringBuilder();
        private final List<Integer> states = new ArrayList<>();
        private int records;

        static Script write(Random random) {
            Script script = new Script();
            STREAMS.forEach(stream -> script.input.append(Singer.schema(stream)));
            int steps = 1 + random.nextInt(120);
            for (int i = 0; i < steps; i++) {
                script.step(random);
            }
            return script;
        }

        private void step(Random random) {
            switch (random.nextInt(12)) {
                case 0, 1 -> state();
                case 2 ->
                    input.append(Singer.schema(stream(random)).replace("\"x\"", "\"x" + random.nextInt(3) + "\""));
                case 3 -> record("parent");
                case 4 -> record("child");
                default -> record(random.nextInt(10) == 0 ? "trickle" : "busy");
            }
        }

        private static String stream(Random random) {
            return STREAMS.get(random.nextInt(STREAMS.size()));
        }

        private void record(String stream) {
            input.append(Singer.record(stream, "{\"id\":" + ++records + "}"));
        }

        private void state() {
            states.add(records);
            input.append(Singer.state(Integer.toString(records)));
        }

        String firstPart(Random random) {
            List<String> lines = input.toString().lines().toList();
            return String.join("\n", lines.subList(0, random.nextInt(lines.size()) + 1)) + "\n";
        }

        /** The newest state that vouches for no record from that one on. */
        OptionalInt newestStateBefore(int record) {
            return states.stream()
                    .mapToInt(state -> state)
                    .filter(state -> state < record)
                    .max();
        }
    }

    /** Holds records by their number; also the writer of states, which looks at them. */
    private static final class Destination extends Target implements StateWriter {
        private final int lanes;
        private final int trouble;
        private final int poisoned;
        private final Random random;
        private final Set<Integer> durable = Collections.synchronizedSet(new HashSet<>());
        private final List<Integer> emitted = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean failed;
        private volatile boolean aheadOfTheData;

        Destination(int lanes, int trouble, int poisoned, long seed) {
            this.lanes = lanes;
            this.trouble = trouble;
            this.poisoned = poisoned;
            this.random = new Random(seed);
        }

        @Override
        public int maxLanes(StreamSchema stream) {
            return lanes;
        }

        @Override
        public Sink sink(StreamSchema stream) {
            return new BatchSink(stream) {
                @Override
                public void processBatch(RecordBatch batch) {
                    List<Integer> ids = batch.records().stream()
                            .map(row -> (int) row.integer(0))
                            .toList();
                    makeTrouble(ids);
                    durable.addAll(ids);
                }
            };
        }

        private void makeTrouble(List<Integer> ids) {
            if (trouble > 0 && nextInt(4) == 0) {
                throw LoadException.retriable("busy", new IOException("busy"));
            }
            if (trouble == 2 && ids.contains(poisoned)) {
                failed = true;
                throw new LoadException(ErrorCode.LOAD_FAILED, "poisoned");
            }
        }

        private int nextInt(int bound) {
            synchronized (random) {
                return random.nextInt(bound);
            }
        }

        @Override
        public void write(String json) {
            int state = Integer.parseInt(json);
            aheadOfTheData |= firstMissing(state) <= state;
            emitted.add(state);
        }

        boolean hasFailed() {
            return failed;
        }

        int firstMissing(int records) {
            int id = 1;
            while (id <= records && durable.contains(id)) {
                id++;
            }
            return id;
        }

        OptionalInt lastState() {
            return emitted.isEmpty() ? OptionalInt.empty() : OptionalInt.of(emitted.get(emitted.size() - 1));
        }

        void assertOrderly() {
            assertThat(aheadOfTheData).isFalse();
            assertThat(List.copyOf(emitted)).isSorted();
        }
    }
}
