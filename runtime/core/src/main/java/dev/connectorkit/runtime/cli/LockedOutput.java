package dev.connectorkit.runtime.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output where states and the log share it: what is written in one call stays together. Safe for threads. */
final class LockedOutput extends OutputStream {
    private final OutputStream out;

    LockedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }
}
