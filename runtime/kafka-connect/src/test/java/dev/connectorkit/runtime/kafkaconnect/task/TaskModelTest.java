package dev.connectorkit.runtime.kafkaconnect.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.kafkaconnect.MemoryConnector;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A worker's part played at random: polls, commits, rebalances between two tasks, failing drains and commits, lost tasks. */
class TaskModelTest {
    private static final int PARTITIONS = 3;
    private static final int RECORDS = 40;
    private static final int STEPS = 60;

    @Property(tries = 100)
    void whatIsCommittedIsDurable(@ForAll long seed) {
        play(seed, false);
    }

    @Property(tries = 100)
    void eachRecordIsThereOnceWhereOffsetsAreKeptWithTheRows(@ForAll long seed) {
        play(seed, true);
    }

    private static void play(long seed, boolean inEpochs) {
        Worker worker = new Worker(new Random(seed), inEpochs);
        for (int step = 0; step < STEPS; step++) {
            worker.step();
        }
        worker.readToTheEnd();
        Map<String, Integer> times = new TreeMap<>();
        worker.connector.rows().forEach(row -> times.merge(row, 1, Integer::sum));
        assertThat(times).hasSize(PARTITIONS * RECORDS);
        if (inEpochs) {
            assertThat(times.values()).containsOnly(1);
        }
    }

    /** Two tasks, and the consumer group's offsets. */
    private static final class Worker {
        final MemoryConnector connector = new MemoryConnector();
        private final Random random;
        private final Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "sink",
                "folder",
                "/tmp",
                "key_properties",
                "[]",
                "batch_size_rows",
                "7",
                "retry_delay_seconds",
                "0.001",
                "retry_attempts",
                "2"));
        private final Map<TopicPartition, Long> committed = new HashMap<>();
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private final List<Member> members = new ArrayList<>(List.of(new Member(), new Member()));
        private final AtomicInteger failures = new AtomicInteger();

        private final class Member {
            final StubContext context = new StubContext();
            final SingerSinkTask task = new SingerSinkTask(new InstalledConnector(connector), Duration.ofSeconds(20));
            final Set<TopicPartition> partitions = new HashSet<>();

            void start() {
                task.initialize(context);
                task.start(properties);
            }

            void open(Set<TopicPartition> opened) {
                partitions.addAll(opened);
                context.assigned.addAll(opened);
                opened.forEach(partition -> positions.put(partition, committed.getOrDefault(partition, 0L)));
                task.open(opened);
                positions.putAll(context.sought);
                context.sought.clear();
            }

            void commit() {
                Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
                partitions.forEach(partition ->
                        current.put(partition, new OffsetAndMetadata(positions.getOrDefault(partition, 0L))));
                task.preCommit(current).forEach((partition, offset) -> {
                    assertDurable(partition, offset.offset());
                    committed.put(partition, offset.offset());
                });
            }

            void close(Set<TopicPartition> closed) {
                commit();
                task.close(closed);
                partitions.removeAll(closed);
                context.assigned.removeAll(closed);
            }
        }

        Worker(Random random, boolean inEpochs) {
            this.random = random;
            if (inEpochs) {
                connector.withEpochs();
                properties.put("state_backend", "table");
            }
            connector.beforeDrain(batch -> failSometimes());
            connector.beforeCommit(this::failSometimes);
            members.forEach(Member::start);
            for (int i = 0; i < PARTITIONS; i++) {
                members.get(i % 2).open(Set.of(new TopicPartition("t", i)));
            }
        }

        private void failSometimes() {
            if (failures.get() > 0 && failures.getAndDecrement() > 0) {
                throw random.nextBoolean()
                        ? LoadException.retriable("not now")
                        : new LoadException(ErrorCode.LOAD_FAILED, "no");
            }
        }

        void step() {
            Member member = members.get(random.nextInt(2));
            switch (random.nextInt(8)) {
                case 0 -> orReplace(member, member::commit);
                case 1 -> orReplace(member, () -> move(member));
                case 2 -> failures.set(1 + random.nextInt(2));
                case 3 -> replace(member); // it was killed
                case 4 -> member.partitions.forEach(this::rewind);
                default -> orReplace(member, () -> poll(member));
            }
        }

        /** As after a commit that has failed: the worker reads again from what is committed. */
        private void rewind(TopicPartition partition) {
            positions.put(partition, committed.getOrDefault(partition, positions.getOrDefault(partition, 0L)));
        }

        private void poll(Member member) {
            List<SinkRecord> records = new ArrayList<>();
            for (TopicPartition partition : member.partitions) {
                long position = positions.getOrDefault(partition, 0L);
                long end = Math.min(RECORDS, position + random.nextInt(8));
                for (long offset = position; offset < end; offset++) {
                    Map<String, Object> row = Map.of("at", partition.partition() + "-" + offset);
                    records.add(new SinkRecord("t", partition.partition(), null, null, null, row, offset));
                }
                positions.put(partition, end);
            }
            while (true) {
                try {
                    member.task.put(records);
                    return;
                } catch (RetriableException e) {
                    // the same again, as a worker does
                }
            }
        }

        private void move(Member member) {
            Member other = members.get(1 - members.indexOf(member));
            if (!member.partitions.isEmpty()) {
                Set<TopicPartition> moved = Set.of(member.partitions.iterator().next());
                member.close(moved);
                orReplace(other, () -> other.open(moved));
            }
        }

        private void orReplace(Member member, Runnable action) {
            try {
                action.run();
            } catch (ConnectException e) {
                replace(member);
            }
        }

        /** A new task where the old one was, which is left alone: it hears of nothing, and may still be loading. */
        private void replace(Member member) {
            failures.set(0);
            Member fresh = new Member();
            fresh.start();
            members.set(members.indexOf(member), fresh);
            fresh.open(Set.copyOf(member.partitions));
            member.task.stop();
        }

        private void assertDurable(TopicPartition partition, long offset) {
            Set<String> rows = new HashSet<>(connector.rows());
            for (long i = 0; i < offset; i++) {
                assertThat(rows).contains("t {\"at\":\"%d-%d\"}".formatted(partition.partition(), i));
            }
        }

        void readToTheEnd() {
            failures.set(0);
            for (int i = 0; i < 2; i++) {
                replace(members.get(i)); // a failure that has not been heard of would end the task later
            }
            for (Member member : members) {
                while (member.partitions.stream()
                        .anyMatch(partition -> positions.getOrDefault(partition, 0L) < RECORDS)) {
                    poll(member);
                }
                member.commit();
                member.task.stop();
            }
            assertThat(committed.values()).allMatch(offset -> offset == RECORDS);
        }
    }
}
