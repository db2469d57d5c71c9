package dev.connectorkit.runtime.sql.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies UTF-8 into COPY's text format: backslash, tab, newline and carriage return are escaped. */
final class CopyText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = 0x20 * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    /** Bytes of text that room is made for at a time, so that a long value does not need a page of twice its size. */
    private static final int CHUNK_BYTES = 8 * 1024;

    private static final byte[] REPLACEMENT_CHARACTER = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private CopyText() {}

    /**
     * Copies text.
     *
     * @param replaceNul whether a NUL character becomes U+FFFD
     * @return false if there is a NUL character, which is not replaced; part of the text was written then
     */
    static boolean put(byte[] text, int offset, int length, boolean replaceNul, Pages out) {
        int end = offset + length;
        for (int from = offset; from < end; from += CHUNK_BYTES) {
            int to = Math.min(end, from + CHUNK_BYTES);
            out.reserve(3 * (to - from));
            int at = escape(text, from, to, replaceNul, out.page(), out.at());
            if (at < 0) {
                return false;
            }
            out.end(at);
        }
        return true;
    }

    /** Copies ASCII that has nothing to escape, such as digits. */
    static void putPlain(byte[] text, int offset, int length, Pages out) {
        out.reserve(length);
        System.arraycopy(text, offset, out.page(), out.at(), length);
        out.end(out.at() + length);
    }

    private static int escape(byte[] text, int from, int to, boolean replaceNul, byte[] target, int start) {
        int at = start;
        int i = from;
        while (i < to) {
            while (i + Long.BYTES <= to) { // eight bytes at a time, as long as none of them is special
                long bytes = (long) LONGS.get(text, i);
                if (mayHaveSpecial(bytes)) {
                    break;
                }
                LONGS.set(target, at, bytes);
                i += Long.BYTES;
                at += Long.BYTES;
            }
            int stop = Math.min(to, i + Long.BYTES);
            for (; i < stop; i++) {
                byte b = text[i];
                if (b != '\\' && (b >= ' ' || b < 0)) {
                    target[at++] = b;
                } else if (b == 0) {
                    if (!replaceNul) {
                        return -1;
                    }
                    System.arraycopy(REPLACEMENT_CHARACTER, 0, target, at, REPLACEMENT_CHARACTER.length);
                    at += REPLACEMENT_CHARACTER.length;
                } else {
                    at = escape(b, target, at);
                }
            }
        }
        return at;
    }

    /** A byte below 0x20 or a backslash makes this true; few others do (Sean Anderson, Bit Twiddling Hacks, hasless). */
    private static boolean mayHaveSpecial(long bytes) {
        long noBackslash = bytes ^ BACKSLASHES;
        return ((((bytes - SPACES) & ~bytes) | ((noBackslash - ONES) & ~noBackslash)) & HIGH_BITS) != 0;
    }

    private static int escape(byte b, byte[] target, int start) {
        int at = start;
        switch (b) {
            case '\\' -> {
                target[at++] = '\\';
                target[at++] = '\\';
            }
            case '\n' -> {
                target[at++] = '\\';
                target[at++] = 'n';
            }
            case '\r' -> {
                target[at++] = '\\';
                target[at++] = 'r';
            }
            case '\t' -> {
                target[at++] = '\\';
                target[at++] = 't';
            }
            default -> target[at++] = b;
        }
        return at;
    }
}
