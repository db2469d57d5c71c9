package dev.connectorkit.runtime.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How a row lies in bytes: one slot of eight bytes for each property, then the values' bytes. A slot holds the value's
 * kind (8 bits), its offset from the start of the row (28 bits) and its length (28 bits), so a row can be moved by copying.
 */
final class RecordLayout {
    static final int SLOT_BYTES = Long.BYTES;

    /** Largest offset and length that a slot holds, 256 MiB; no line of input may be longer. */
    static final int MAX_ROW_BYTES = (1 << 28) - 1;

    private static final VarHandle SLOTS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private RecordLayout() {}

    static long slot(byte[] data, int row, int position) {
        return (long) SLOTS.get(data, row + position * SLOT_BYTES);
    }

    static void put(byte[] data, int row, int position, ValueKind kind, int offset, int length) {
        SLOTS.set(data, row + position * SLOT_BYTES, ((long) kind.code() << 56) | ((long) offset << 28) | length);
    }

    static int kindCode(long slot) {
        return (int) (slot >>> 56);
    }

    static int offset(long slot) {
        return (int) (slot >>> 28) & MAX_ROW_BYTES;
    }

    static int length(long slot) {
        return (int) slot & MAX_ROW_BYTES;
    }
}
