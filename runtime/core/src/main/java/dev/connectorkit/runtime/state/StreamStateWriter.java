package dev.connectorkit.runtime.state;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a line for each state, in one write so that a reader never sees half of one. */
public final class StreamStateWriter implements StateWriter {
    private final OutputStream out;

    public StreamStateWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(String json) {
        try {
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new LoadException(
                    ErrorCode.STATE_UNWRITABLE,
                    "a state cannot be written to standard output (%s); whoever reads the states has gone"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
