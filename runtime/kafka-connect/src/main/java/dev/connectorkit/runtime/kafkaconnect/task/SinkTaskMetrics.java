package dev.connectorkit.runtime.kafkaconnect.task;

import java.util.Map;

/** What JMX shows of a task since it was started; the terms are those of {@code Counts}. */
public interface SinkTaskMetrics {
    long getRecordsRead();

    long getRowsWritten();

    long getRecordsMerged();

    long getRecordsRejected();

    long getBytesRead();

    long getBatchesDrained();

    Map<String, Long> getRowsWrittenByStream();
}
