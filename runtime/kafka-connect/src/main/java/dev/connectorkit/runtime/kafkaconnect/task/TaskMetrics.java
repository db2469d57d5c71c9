package dev.connectorkit.runtime.kafkaconnect.task;

import dev.connectorkit.runtime.metrics.StreamCounters.Counts;
import dev.connectorkit.runtime.session.Session;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's counters as an MBean, beside those that Connect has of every sink task. Safe for threads. */
final class TaskMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final ObjectName name;

    private TaskMetrics(ObjectName name) {
        this.name = name;
    }

    /** {@code dev.connectorkit:type=sink-task-metrics,connector="flights",task="0"}. */
    static TaskMetrics register(String connector, String task, Session session) {
        TaskMetrics metrics = new TaskMetrics(name(connector, task));
        try {
            metrics.unregister(); // of a task that was cancelled and still hangs
            SERVER.registerMBean(
                    new StandardMBean(new SessionCounters(session), SinkTaskMetrics.class, true), metrics.name);
        } catch (JMException e) {
            LOG.warn("no metrics of this task by JMX", e);
        }
        return metrics;
    }

    void unregister() {
        try {
            if (SERVER.isRegistered(name)) {
                SERVER.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.debug("another has unregistered it", e);
        }
    }

    static ObjectName name(String connector, String task) {
        try {
            return new ObjectName("dev.connectorkit:type=sink-task-metrics,connector=%s,task=%s"
                    .formatted(ObjectName.quote(connector), ObjectName.quote(task)));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("quoted names are legal", e);
        }
    }

    private record SessionCounters(Session session) implements SinkTaskMetrics {
        private Counts total() {
            return session.summary().total();
        }

        @Override
        public long getRecordsRead() {
            return total().read();
        }

        @Override
        public long getRowsWritten() {
            return total().written();
        }

        @Override
        public long getRecordsMerged() {
            return total().merged();
        }

        @Override
        public long getRecordsRejected() {
            return total().rejected();
        }

        @Override
        public long getBytesRead() {
            return total().bytes();
        }

        @Override
        public long getBatchesDrained() {
            return total().batches();
        }

        @Override
        public Map<String, Long> getRowsWrittenByStream() {
            Map<String, Long> rows = new TreeMap<>();
            session.summary().streams().forEach((stream, counts) -> rows.put(stream, counts.written()));
            return rows;
        }
    }
}
