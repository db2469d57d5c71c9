package dev.connectorkit.runtime.kafkaconnect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.kafkaconnect.MemoryConnector;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SingerSinkTaskTest {
    private static final TopicPartition ZERO = new TopicPartition("flights", 0);
    private static final TopicPartition ONE = new TopicPartition("flights", 1);

    private final MemoryConnector connector = new MemoryConnector();
    private final StubContext context = new StubContext();
    private final Map<String, String> properties =
            new HashMap<>(Map.of("name", "sink", "folder", "/tmp", "key_properties", "[\"id\"]"));
    private SingerSinkTask task = newTask(Duration.ofSeconds(20));

    private SingerSinkTask newTask(Duration grace) {
        SingerSinkTask fresh = new SingerSinkTask(new InstalledConnector(connector), grace);
        fresh.initialize(context);
        return fresh;
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    private void startWith(TopicPartition... partitions) {
        task.start(properties);
        context.assigned.addAll(Set.of(partitions));
        task.open(Set.of(partitions));
    }

    @Test
    void aCommitDrainsWhatWasReadAndGivesTheOffsetBehindItForEachPartition() {
        startWith(ZERO, ONE);
        task.put(List.of(row(0, 10, 1), row(0, 11, 2), row(1, 5, 3)));
        assertThat(commit(ZERO, ONE)).isEqualTo(offsets(Map.of(ZERO, 12L, ONE, 6L)));
        assertThat(connector.rows()).containsExactly("flights {\"id\":1}", "flights {\"id\":2}", "flights {\"id\":3}");
    }

    @Test
    void whatIsOpenIsDrainedOnceTheTopicIsQuiet() throws InterruptedException {
        startWith(ZERO);
        CountDownLatch drained = new CountDownLatch(1);
        connector.beforeDrain(batch -> drained.countDown());
        task.put(List.of(row(0, 10, 1)));
        assertThat(drained.await(20, TimeUnit.SECONDS)).as("without a commit").isTrue();
        assertThat(commitUntil(ZERO, 11)).isEqualTo(offsets(Map.of(ZERO, 11L)));
    }

    @Test
    void offsetsThatAreNotCoveredAreNotGiven() {
        task = newTask(Duration.ofMillis(50));
        CountDownLatch release = new CountDownLatch(1);
        connector.beforeDrain(batch -> await(release));
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1)));
        assertThat(commit(ZERO)).isEmpty();
        release.countDown();
        assertThat(commitUntil(ZERO, 11)).isEqualTo(offsets(Map.of(ZERO, 11L)));
    }

    @Test
    void recordsThatAreHandedOverAgainAreLoadedOnce() {
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1), row(0, 11, 2)));
        task.put(List.of(row(0, 10, 1), row(0, 11, 2), row(0, 12, 3)));
        commit(ZERO);
        assertThat(connector.rows()).containsExactly("flights {\"id\":1}", "flights {\"id\":2}", "flights {\"id\":3}");
    }

    @Test
    void partitionsThatAreTakenAwayAreDrainedFirstAndMayComeBackAtAnOlderOffset() {
        startWith(ZERO, ONE);
        task.put(List.of(row(0, 10, 1), row(1, 5, 3)));
        context.assigned.remove(ZERO);
        task.close(Set.of(ZERO));
        assertThat(connector.rows()).hasSize(2);
        assertThat(commit(ZERO, ONE)).isEqualTo(offsets(Map.of(ONE, 6L)));

        context.assigned.add(ZERO);
        task.open(Set.of(ZERO));
        task.put(List.of(row(0, 9, 7)));
        assertThat(commit(ZERO, ONE)).isEqualTo(offsets(Map.of(ZERO, 10L, ONE, 6L)));
    }

    @Test
    void whatCannotBeDrainedBeforeAnotherTaskHasThePartitionIsNeverSentLater() {
        properties.put("retry_delay_seconds", "0.05");
        task = newTask(Duration.ofMillis(100));
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        connector.beforeDrain(batch -> {
            attempts.incrementAndGet();
            await(closed);
            throw LoadException.retriable("not now");
        });
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1)));
        task.close(Set.of(ZERO));
        closed.countDown();
        assertThatThrownBy(() -> putUntilFailure(row(0, 11, 2)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("another task loads them");
        assertThat(attempts).hasValue(1);
        assertThat(connector.rows()).isEmpty();
    }

    @Test
    void fetchingPausesWhileTheDestinationIsSlowerAndGoesOnAfterwards() {
        properties.put("batch_size_rows", "1");
        CountDownLatch release = new CountDownLatch(1);
        connector.beforeDrain(batch -> await(release));
        startWith(ZERO);
        for (int i = 0; i < 20 && context.paused.isEmpty(); i++) {
            task.put(List.of(row(0, i, i), row(0, 100 + i, i)));
        }
        assertThat(context.paused).containsExactly(ZERO);
        assertThatThrownBy(() -> task.put(List.of(row(0, 1000, 1)))).isInstanceOf(RetriableException.class);
        release.countDown();
        while (!context.paused.isEmpty()) {
            task.put(List.of());
        }
    }

    @Test
    void aFailureThatPassesIsTriedAgainByTheSession() {
        properties.put("retry_delay_seconds", "0.01");
        AtomicInteger attempts = new AtomicInteger();
        connector.beforeDrain(batch -> {
            if (attempts.incrementAndGet() < 3) {
                throw LoadException.retriable("not now");
            }
        });
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 11L)));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void anyOtherFailureEndsTheTaskAndKeepsTheOffsetsWhereTheyAre() {
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1)));
        commit(ZERO);
        connector.beforeDrain(batch -> {
            throw new LoadException(ErrorCode.LOAD_FAILED, "the disk is full");
        });
        task.put(List.of(row(0, 11, 2)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 11L)));
        assertThatThrownBy(() -> task.put(List.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessage("LOAD_FAILED: the disk is full");
        task.close(Set.of(ZERO));
    }

    @Test
    void aDestinationThatCannotBeReachedFailsTheStart() {
        connector.onStart(() -> {
            throw new ConnectionException(ErrorCode.CONNECTION_FAILED, "nobody answers", new IllegalStateException());
        });
        assertThatThrownBy(() -> task.start(properties))
                .isInstanceOf(ConnectException.class)
                .hasMessage("CONNECTION_FAILED: nobody answers");
    }

    @Test
    void aBadRecordEndsTheTaskUnlessTheWorkerToleratesIt() {
        startWith(ZERO);
        task.put(List.of(row(0, 10, "one")));
        task.put(List.of());
        assertThatThrownBy(() -> putUntilFailure(new SinkRecord("flights", 0, null, null, null, 5, 11)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("topic flights, partition 0, offset 11")
                .hasMessageContaining("neither a struct nor a map");
    }

    @Test
    void badRecordsGoToTheWorkersDeadLettersAndTheOffsetsPassThem() {
        context.hasReporter = true;
        properties.put("errors.tolerance", "all");
        startWith(ZERO);
        SinkRecord bad = new SinkRecord("flights", 0, null, null, null, "no row", 11);
        task.put(List.of(row(0, 10, 1), bad, row(0, 12, 2)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 13L)));
        assertThat(context.errant).containsExactly(bad);
        assertThat(connector.rows()).hasSize(2);
    }

    @Test
    void whatTheDestinationRefusesAfterwardsIsReportedByItsPlace() {
        context.hasReporter = true;
        connector.beforeDrain(batch -> batch.reportRejected(1, "too odd"));
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1), row(0, 11, 2), row(0, 12, 3)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 13L)));
        assertThat(context.errant).hasSize(1);
        assertThat(context.errant.get(0).kafkaOffset()).isEqualTo(11);
        assertThat(context.errant.get(0).value()).isEqualTo("{\"id\":2}");
        assertThat(context.reasons.get(0)).contains("too odd");
    }

    @Test
    void badRecordsAreSkippedWhereTheWorkerToleratesThemAndWantsNoReport() {
        properties.put("errors.tolerance", "all");
        startWith(ZERO);
        task.put(List.of(new SinkRecord("flights", 0, null, null, null, "no row", 10), row(0, 11, 2)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 12L)));
    }

    @Test
    void aWorkerThatToleratesNoErrorsEndsTheTaskAfterItsReport() {
        context.hasReporter = true;
        context.tolerant = false;
        startWith(ZERO);
        assertThatThrownBy(() -> putUntilFailure(new SinkRecord("flights", 0, null, null, null, "no row", 10)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Tolerance exceeded");
        assertThat(context.errant).hasSize(1);
    }

    @Test
    void stoppingDrainsWhatIsOpen() {
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1)));
        task.stop();
        assertThat(connector.rows()).containsExactly("flights {\"id\":1}");
    }

    @Test
    void whereOffsetsAreKeptWithTheRowsReadingGoesOnFromThere() {
        connector.withEpochs();
        properties.put("state_backend", "table");
        startWith(ZERO, ONE);
        task.put(List.of(row(0, 10, 1), row(0, 11, 2), row(1, 3, 5)));
        assertThat(commit(ZERO, ONE)).isEqualTo(offsets(Map.of(ZERO, 12L, ONE, 4L)));
        task.put(List.of(row(0, 12, 3)));
        context.assigned.clear();
        SingerSinkTask killed = task;

        task = newTask(Duration.ofSeconds(20));
        startWith(ZERO);
        assertThat(context.sought).isEqualTo(Map.of(ZERO, 12L));
        task.put(List.of(row(0, 11, 2), row(0, 12, 3)));
        assertThat(commit(ZERO)).isEqualTo(offsets(Map.of(ZERO, 13L)));
        killed.stop();
        assertThat(connector.rows())
                .containsExactly(
                        "flights {\"id\":1}", "flights {\"id\":2}", "flights {\"id\":5}", "flights {\"id\":3}");
    }

    @Test
    void countersAreMetricsByJmx() throws Exception {
        startWith(ZERO);
        task.put(List.of(row(0, 10, 1), row(0, 11, 2)));
        commit(ZERO);
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(TaskMetrics.name("sink", "0"), "RowsWritten"))
                .isEqualTo(2L);
    }

    private void putUntilFailure(SinkRecord record) {
        task.put(List.of(record));
        while (true) {
            task.put(List.of());
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> commit(TopicPartition... partitions) {
        Map<TopicPartition, OffsetAndMetadata> current = new LinkedHashMap<>();
        for (TopicPartition partition : partitions) {
            current.put(partition, new OffsetAndMetadata(1_000_000));
        }
        return task.preCommit(current);
    }

    private Map<TopicPartition, OffsetAndMetadata> commitUntil(TopicPartition partition, long offset) {
        Map<TopicPartition, OffsetAndMetadata> committed = commit(partition);
        while (!committed.equals(offsets(Map.of(partition, offset)))) {
            committed = commit(partition);
        }
        return committed;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        offsets.forEach((partition, offset) -> all.put(partition, new OffsetAndMetadata(offset)));
        return all;
    }

    private static SinkRecord row(int partition, long offset, Object id) {
        return new SinkRecord("flights", partition, null, null, null, Map.of("id", id), offset);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
