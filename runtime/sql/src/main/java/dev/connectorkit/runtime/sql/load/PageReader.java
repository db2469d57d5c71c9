package dev.connectorkit.runtime.sql.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads pages from the beginning, in the portions in which room was reserved for what was written. */
final class PageReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Pages pages;
    private int index;
    private byte[] page;
    private int end;
    private int at;

    PageReader(Pages pages) {
        this.pages = pages;
        this.page = pages.page(0);
        this.end = pages.size(0);
    }

    static void putLong(long value, Pages out) {
        out.reserve(Long.BYTES);
        LONGS.set(out.page(), out.at(), value);
        out.end(out.at() + Long.BYTES);
    }

    /** For a length and so many bytes behind it. */
    static void putBytes(byte[] bytes, int offset, int length, Pages out) {
        out.reserve(Integer.BYTES + length);
        INTS.set(out.page(), out.at(), length);
        System.arraycopy(bytes, offset, out.page(), out.at() + Integer.BYTES, length);
        out.end(out.at() + Integer.BYTES + length);
    }

    static void putByte(int value, Pages out) {
        out.reserve(1);
        out.put(value);
    }

    int nextByte() {
        turn();
        return page[at++];
    }

    long nextLong() {
        turn();
        at += Long.BYTES;
        return (long) LONGS.get(page, at - Long.BYTES);
    }

    byte[] nextBytes() {
        turn();
        int length = (int) INTS.get(page, at);
        int from = at + Integer.BYTES;
        at = from + length;
        return Arrays.copyOfRange(page, from, at);
    }

    /** The same bytes as the UTF-8 of a text. */
    String nextText() {
        turn();
        int length = (int) INTS.get(page, at);
        int from = at + Integer.BYTES;
        at = from + length;
        return new String(page, from, length, StandardCharsets.UTF_8);
    }

    private void turn() {
        while (at == end) {
            page = pages.page(++index);
            end = pages.size(index);
            at = 0;
        }
    }
}
