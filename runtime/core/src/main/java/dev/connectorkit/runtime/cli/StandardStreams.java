package dev.connectorkit.runtime.cli;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a command reads and writes.
 *
 * @param in  messages
 * @param out states and nothing else
 * @param err log and errors
 */
public record StandardStreams(InputStream in, OutputStream out, PrintStream err) {
    public StandardStreams {
        requireNonNull(in, "in");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
    }

    /** The process's own; what else is printed to {@code System.out} goes to standard error from now on. */
    static StandardStreams ofProcess() {
        OutputStream out = new LockedOutput(
                new FileOutputStream(FileDescriptor.out)); // unlike System.out it does not hide failures
        System.setOut(System.err);
        return new StandardStreams(new FileInputStream(FileDescriptor.in), out, System.err);
    }
}
