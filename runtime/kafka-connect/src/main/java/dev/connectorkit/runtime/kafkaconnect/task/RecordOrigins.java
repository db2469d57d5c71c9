package dev.connectorkit.runtime.kafkaconnect.task;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Which record a line was, for as long as the destination may still refuse it: a run of neighbouring offsets is one entry, so
 * it costs little. Safe for threads.
 */
final class RecordOrigins {
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private Optional<SinkRecord> last = Optional.empty();
    private long lastLine;

    private record Run(String topic, int partition, long offset, long length) {}

    /** The line is made of that record. */
    synchronized void add(long line, SinkRecord record) {
        last = Optional.of(record);
        lastLine = line;
        Map.Entry<Long, Run> before = runs.lowerEntry(line);
        if (before != null && isNext(before.getKey(), before.getValue(), line, record)) {
            Run run = before.getValue();
            runs.put(before.getKey(), new Run(run.topic(), run.partition(), run.offset(), run.length() + 1));
        } else {
            runs.put(line, new Run(record.topic(), record.kafkaPartition(), record.kafkaOffset(), 1));
        }
    }

    private static boolean isNext(long firstLine, Run run, long line, SinkRecord record) {
        return line == firstLine + run.length()
                && run.topic().equals(record.topic())
                && run.partition() == record.kafkaPartition()
                && record.kafkaOffset() == run.offset() + run.length();
    }

    /** The record itself if it was the last one, else its place with that text in it. */
    synchronized Optional<SinkRecord> find(long line, String text) {
        if (line == lastLine) {
            return last;
        }
        return Optional.ofNullable(runs.floorEntry(line))
                .filter(entry -> line < entry.getKey() + entry.getValue().length())
                .map(entry -> {
                    Run run = entry.getValue();
                    return new SinkRecord(
                            run.topic(),
                            run.partition(),
                            null,
                            null,
                            Schema.STRING_SCHEMA,
                            text,
                            run.offset() + line - entry.getKey());
                });
    }

    /** Nothing of what lies before these offsets is refused any more. */
    synchronized void forgetBefore(Map<TopicPartition, Long> offsets) {
        while (!runs.isEmpty()) {
            Run run = runs.firstEntry().getValue();
            Long covered = offsets.get(new TopicPartition(run.topic(), run.partition()));
            if (covered == null || covered < run.offset() + run.length()) {
                return;
            }
            runs.pollFirstEntry();
        }
    }

    /** All that was given is durable, or lost. */
    synchronized void clear() {
        runs.clear();
    }

    /** Entries that are kept. */
    synchronized int size() {
        return runs.size();
    }
}
