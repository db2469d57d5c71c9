package dev.connectorkit.runtime.kafkaconnect.task;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ConnectorException;
import dev.connectorkit.runtime.kafkaconnect.config.InstalledConnector;
import dev.connectorkit.runtime.session.InvalidRecordSettings;
import dev.connectorkit.runtime.session.Session;
import dev.connectorkit.runtime.session.SessionSettings;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.runtime.state.StateBackend;
import dev.connectorkit.runtime.state.StateMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of a sink connector: a session, driven by the records of its partitions. Offsets are its states, so one is committed
 * when all that lies before it is durable. Called by one thread of the worker.
 */
public class SingerSinkTask extends SinkTask {
    /** Which of its connector's tasks a task is, from 0; the connector puts it into the task's properties. */
    public static final String TASK_NUMBER = "connectorkit.task.number";

    private static final Logger LOG = LoggerFactory.getLogger(SingerSinkTask.class);
    private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(1);
    private static final Duration WAIT_WHILE_PAUSED = Duration.ofMillis(200);

    private final InstalledConnector installed;
    private final Duration grace;
    private @Nullable Run run;
    private boolean paused;

    /** What there is from start to stop. */
    private record Run(
            SessionThread thread, TaskOffsets offsets, Optional<PartitionStates> states, TaskMetrics metrics) {}

    /** A task of the connector that is installed beside this class. */
    public SingerSinkTask() {
        this(InstalledConnector.find(SingerSinkTask.class.getClassLoader()), Duration.ofSeconds(30));
    }

    /**
     * A task of that connector.
     *
     * @param grace how long a commit of offsets, a rebalance or a stop waits for what is open
     */
    protected SingerSinkTask(InstalledConnector installed, Duration grace) {
        this.installed = installed;
        this.grace = grace;
    }

    @Override
    public String version() {
        return installed.connector().info().version();
    }

    /** Connects to the destination and readies it. */
    @Override
    public void start(Map<String, String> properties) {
        try {
            Settings settings = installed.settings().read(properties);
            settings.warnings().forEach(warning -> LOG.warn("{}", warning));
            run = start(settings, properties);
        } catch (ConnectorException e) {
            throw new ConnectException(e.code() + ": " + e.getMessage(), e);
        }
    }

    private Run start(Settings settings, Map<String, String> properties) {
        Target target = installed.connector().open(settings);
        SessionSettings sessionSettings = SessionSettings.from(settings, target);
        Optional<ErrantRecordReporter> reporter = Optional.ofNullable(context.errantRecordReporter());
        boolean isTolerant = reporter.isPresent() || "all".equals(properties.get("errors.tolerance"));
        InvalidRecordSettings invalidRecords = isTolerant && !settings.has("dead_letter_path")
                ? sessionSettings.invalidRecords().settingAside()
                : sessionSettings.invalidRecords();
        Optional<PartitionStates> states = sessionSettings.stateBackend() == StateBackend.TABLE
                ? target.epochStore().map(PartitionStates::new)
                : Optional.empty();
        RecordOrigins origins = new RecordOrigins();
        TaskOffsets offsets = new TaskOffsets(origins);
        Session session = new Session(
                target,
                sessionSettings.with(StateMode.WHOLE, invalidRecords),
                offsets,
                () -> new ErrantRecords(reporter, origins),
                store -> states.orElseThrow(),
                Clock.systemUTC());
        start(session);
        String name =
                properties.getOrDefault("name", installed.connector().info().name());
        String number = properties.getOrDefault(TASK_NUMBER, "0");
        SessionThread thread = new SessionThread(name + "-" + number, session, settings, offsets, origins);
        return new Run(thread, offsets, states, TaskMetrics.register(name, number, session));
    }

    private static void start(Session session) {
        try {
            session.start();
        } catch (RuntimeException | Error e) {
            session.abandon(e);
            try {
                session.finish();
            } catch (RuntimeException | Error ending) {
                if (ending != e) {
                    e.addSuppressed(ending);
                }
            }
            throw e;
        }
    }

    /** Where offsets are kept with the rows, they decide where reading goes on, not those of the consumer group. */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        LOG.info("partitions {} are this task's", partitions);
        run().states().ifPresent(states -> {
            Map<TopicPartition, Long> stored = run().thread().whenDrained(() -> states.take(partitions), grace);
            run().offsets().begin(stored);
            context.offset(stored);
        });
        if (paused) {
            context.pause(partitions.toArray(TopicPartition[]::new));
        }
    }

    /** Hands the records over; while there is no room for more, the worker fetches none. */
    @Override
    public void put(Collection<SinkRecord> records) {
        SessionThread thread = run().thread();
        thread.failure().ifPresent(SingerSinkTask::rethrow);
        if (!records.isEmpty() && !thread.give(List.copyOf(records), WAIT_FOR_ROOM)) {
            throw new RetriableException(
                    "the destination is slower than the topic; the worker has to hand the same records over again");
        }
        pauseOrResume(thread.hasRoom(paused ? Duration.ZERO : WAIT_FOR_ROOM));
    }

    private void pauseOrResume(boolean hasRoom) {
        TopicPartition[] partitions = context.assignment().toArray(TopicPartition[]::new);
        if (!hasRoom && !paused) {
            LOG.info("the destination is slower than the topic; fetching pauses");
            context.pause(partitions);
            paused = true;
        } else if (hasRoom && paused) {
            context.resume(partitions);
            paused = false;
        }
        if (paused) {
            context.timeout(WAIT_WHILE_PAUSED.toMillis());
        }
    }

    /** Drains what is open, so that what was read is what is committed, and gives the offsets that are covered either way. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        if (!run().thread().drain(grace)) {
            LOG.warn("not all that was read is durable yet; offsets are committed up to what is");
        }
        return run().offsets().covered(current.keySet());
    }

    /** A barrier: before another task has the partitions, nothing of them is open here. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        SessionThread thread = run().thread();
        if (!thread.drain(grace) && thread.failure().isEmpty()) {
            thread.abandon("partitions were taken away, and their records were not drained within " + grace.toSeconds()
                    + " s; another task loads them");
        }
        run().offsets().forget(partitions);
        LOG.info("partitions {} are no longer this task's", partitions);
    }

    @Override
    public void stop() {
        if (run != null) {
            run.thread().finish(grace);
            run.metrics().unregister();
            run = null;
        }
    }

    private Run run() {
        return requireNonNull(run, "start comes first");
    }

    /** The session has tried again what may pass; what is left, a person has to look at. */
    private static void rethrow(Throwable failure) {
        if (failure instanceof ConnectException known) {
            throw new ConnectException(known.getMessage(), known);
        }
        if (failure instanceof ConnectorException known) {
            throw new ConnectException(known.code() + ": " + known.getMessage(), known);
        }
        throw new ConnectException("a fault of the connector: " + failure, failure);
    }
}
