package dev.connectorkit.runtime.message;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.MessageException;
import dev.connectorkit.runtime.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Splits input at newlines without copying: a line is a range of {@link #buffer()}, valid until the next call of
 * {@link #next()}. A byte order mark at the start is passed over. Not safe for threads.
 */
final class LineReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int FIRST_SIZE = 256 * 1024;

    private final InputStream in;
    private final int maxLineBytes;
    private byte[] buffer = new byte[FIRST_SIZE + PlainJson.PADDING];
    private int lineStart;
    private int lineEnd;
    private int next;
    private int filled;
    private long lineNumber;
    private boolean atEnd;
    private boolean terminated;

    LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** Moves to the next line; false at the end of the input. */
    boolean next() throws IOException {
        lineStart = next;
        int searched = next;
        while (true) {
            int newline = indexOfNewline(searched, filled);
            if (newline >= 0) {
                return line(newline, newline + 1, true);
            }
            searched = filled;
            if (atEnd) {
                return lineStart < filled && line(filled, filled, false);
            }
            searched -= fill();
        }
    }

    /** Makes the first bytes of an array the line; behind them there has to be a newline or 0, and {@link PlainJson#PADDING}. */
    void take(byte[] line, int length) {
        buffer = line;
        lineNumber++;
        lineStart = 0;
        lineEnd = length;
        next = length;
        filled = length;
        terminated = true;
    }

    /** Has {@link PlainJson#PADDING} behind its last line. */
    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return lineStart;
    }

    int length() {
        return lineEnd - lineStart;
    }

    /** Number of the line, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** Whether a newline ended the line; false for a last line that has none. */
    boolean isTerminated() {
        return terminated;
    }

    boolean isBlank() {
        for (int i = lineStart; i < lineEnd; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean line(int end, int following, boolean hasNewline) {
        lineNumber++;
        lineEnd = end > lineStart && buffer[end - 1] == '\r' ? end - 1 : end;
        next = following;
        terminated = hasNewline;
        if (lineNumber == 1 && startsWithByteOrderMark()) {
            lineStart += 3;
        }
        if (length() > maxLineBytes) {
            throw tooLong();
        }
        return true;
    }

    /** Reads more, moving the open line to the front first; gives the bytes that it was moved by. */
    private int fill() throws IOException {
        int moved = lineStart;
        if (moved > 0) {
            System.arraycopy(buffer, moved, buffer, 0, filled - moved);
            filled -= moved;
            lineStart = 0;
        }
        if (filled > maxLineBytes) {
            lineNumber++;
            throw tooLong();
        }
        int capacity = buffer.length - PlainJson.PADDING;
        if (filled == capacity) {
            capacity = (int) Math.min(2L * capacity, maxLineBytes + 2L);
            buffer = Arrays.copyOf(buffer, capacity + PlainJson.PADDING);
        }
        int count = in.read(buffer, filled, capacity - filled);
        if (count < 0) {
            atEnd = true;
        } else {
            filled += count;
        }
        return moved;
    }

    /** Eight bytes at a time: a byte of {@code word ^ NEWLINES} is zero where the newline is (Hacker's Delight 6-1). */
    private int indexOfNewline(int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(buffer, i) ^ NEWLINES;
            long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean startsWithByteOrderMark() {
        return length() >= 3
                && buffer[lineStart] == (byte) 0xEF
                && buffer[lineStart + 1] == (byte) 0xBB
                && buffer[lineStart + 2] == (byte) 0xBF;
    }

    private MessageException tooLong() {
        return new MessageException(
                ErrorCode.LINE_TOO_LONG,
                "line %d: longer than max_line_bytes (%d); raise that setting if the tap means it"
                        .formatted(lineNumber, maxLineBytes));
    }
}
