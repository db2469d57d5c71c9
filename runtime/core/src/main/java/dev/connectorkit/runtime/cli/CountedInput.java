package dev.connectorkit.runtime.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An input that knows how far it has been read. Read by one thread; the count may be asked for by any. */
final class CountedInput extends FilterInputStream {
    private static final Logger LOG = LoggerFactory.getLogger(CountedInput.class);

    private volatile long bytes;

    CountedInput(InputStream in) {
        super(in);
    }

    /** Bytes read so far, as they stand in the file: of a gzip file the compressed ones. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        add(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        add(Math.max(0, count));
        return count;
    }

    /** A failure here costs nothing: what there was to read is read. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            LOG.warn("the input cannot be closed: {}", e.getMessage());
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void add(int count) {
        bytes += count;
    }
}
