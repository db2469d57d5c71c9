package dev.connectorkit.runtime.kafkaconnect.task;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which record a line was, for as long as the destination may still refuse it: a run of neighbouring offsets is one entry, so
 * it costs little. Safe for threads.
 */
final class RecordOrigins {
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private Optional<SinkRecord> last = Optional.empty();
    private long lastLine;
    /** In {@link #runs}, unless there is none. */
    private @Nullable Run newest;

    /** Neighbouring lines of neighbouring offsets. */
    private static final class Run {
        private final long line;
        private final String topic;
        private final int partition;
        private final long offset;
        private long length = 1;

        Run(long line, SinkRecord record) {
            this.line = line;
            this.topic = record.topic();
            this.partition = record.kafkaPartition();
            this.offset = record.kafkaOffset();
        }

        boolean isFollowedBy(long nextLine, SinkRecord record) {
            return nextLine == line + length
                    && record.kafkaOffset() == offset + length
                    && record.kafkaPartition() == partition
                    && record.topic().equals(topic);
        }

        boolean holds(long other) {
            return other < line + length;
        }
    }

    /** The line is made of that record. */
    synchronized void add(long line, SinkRecord record) {
        last = Optional.of(record);
        lastLine = line;
        if (newest != null && newest.isFollowedBy(line, record)) {
            newest.length++;
        } else {
            newest = new Run(line, record);
            runs.put(line, newest);
        }
    }

    /** The record itself if it was the last one, else its place with that text in it. */
    synchronized Optional<SinkRecord> find(long line, String text) {
        if (line == lastLine) {
            return last;
        }
        return Optional.ofNullable(runs.floorEntry(line))
                .map(Map.Entry::getValue)
                .filter(run -> run.holds(line))
                .map(run -> new SinkRecord(
                        run.topic,
                        run.partition,
                        null,
                        null,
                        Schema.STRING_SCHEMA,
                        text,
                        run.offset + line - run.line));
    }

    /** Nothing of what lies before these offsets is refused any more. */
    synchronized void forgetBefore(Map<TopicPartition, Long> offsets) {
        while (!runs.isEmpty()) {
            Run run = runs.firstEntry().getValue();
            Long covered = offsets.get(new TopicPartition(run.topic, run.partition));
            if (covered == null || covered < run.offset + run.length) {
                return;
            }
            runs.pollFirstEntry();
        }
        newest = null;
    }

    /** All that was given is durable, or lost. */
    synchronized void clear() {
        runs.clear();
        newest = null;
    }

    /** Entries that are kept. */
    synchronized int size() {
        return runs.size();
    }
}
