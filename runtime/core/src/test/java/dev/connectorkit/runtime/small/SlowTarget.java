package dev.connectorkit.runtime.small;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes no batch of the slow stream before it may. */
final class SlowTarget extends Target {
    final CountDownLatch mayWrite = new CountDownLatch(1);
    final AtomicInteger fastRows = new AtomicInteger();

    @Override
    public Sink sink(StreamSchema stream) {
        return new BatchSink(stream) {
            @Override
            public void processBatch(RecordBatch batch) {
                if (stream().name().equals("slow")) {
                    await();
                } else {
                    fastRows.addAndGet(batch.rows());
                    mayWrite.countDown();
                }
            }
        };
    }

    private void await() {
        try {
            mayWrite.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
