package dev.connectorkit.runtime.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name as it stands in JSON, its quotes included, to be compared with text without a look at each byte. Safe for threads. */
public final class PlainName {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] quoted;
    private final long first;
    private final long mask;
    private final int rest;

    /** A name that is spelled without escapes; one that needs some, or a surrogate pair, is never found. */
    public PlainName(String name) {
        this.quoted = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
        boolean isPlain =
                name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c));
        int head = Math.min(Long.BYTES, quoted.length);
        byte[] padded = Arrays.copyOf(Arrays.copyOf(quoted, head), Long.BYTES);
        this.first = isPlain ? (long) LONGS.get(padded, 0) : 0; // no text has a 0
        this.mask = -1L >>> (Long.SIZE - 8 * head);
        this.rest = quoted.length - head;
    }

    /** Whether it stands there; behind the text there has to be {@link PlainJson#PADDING}. */
    public boolean isAt(byte[] data, int at) {
        return ((long) LONGS.get(data, at) & mask) == first
                && (rest == 0
                        || (at + quoted.length <= data.length
                                && Arrays.equals(
                                        data, at + Long.BYTES, at + quoted.length, quoted, Long.BYTES, quoted.length)));
    }

    /** Bytes, the quotes included. */
    public int length() {
        return quoted.length;
    }
}
