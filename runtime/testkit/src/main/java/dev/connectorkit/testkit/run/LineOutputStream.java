package dev.connectorkit.testkit.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes bytes on and tells of each line once it is whole. Not safe for threads. */
final class LineOutputStream extends OutputStream {
    private final OutputStream out;
    private final Consumer<String> onLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineOutputStream(OutputStream out, Consumer<String> onLine) {
        this.out = out;
        this.onLine = onLine;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        if (b == '\n') {
            endLine();
        } else {
            line.write(b);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** A last line without a newline is a line too. */
    @Override
    public void close() throws IOException {
        if (line.size() > 0) {
            endLine();
        }
        out.close();
    }

    private void endLine() throws IOException {
        out.flush(); // a person who looks into the file sees what was reported
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        onLine.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
