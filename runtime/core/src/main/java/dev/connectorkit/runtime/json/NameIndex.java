package dev.connectorkit.runtime.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers by names, found by the names' UTF-8 bytes, so that no String is made of what was read. Not safe for threads. */
public final class NameIndex {
    /** Given for a name that is not here. */
    public static final int NONE = -1;

    private byte[][] names = new byte[16][];
    private int[] numbers = new int[16];
    private int size;

    /** Adds a name, or gives one that is here another number, 0 or more. */
    public void put(String name, int number) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            return; // half a surrogate pair, which no bytes spell
        }
        int slot = slot(bytes, 0, bytes.length);
        if (names[slot] == null) {
            names[slot] = bytes;
            size++;
        }
        numbers[slot] = number;
        if (2 * size > names.length) {
            grow();
        }
    }

    /** The number of the name that those bytes spell, or {@link #NONE}. */
    public int get(byte[] data, int offset, int length) {
        int slot = slot(data, offset, length);
        return names[slot] == null ? NONE : numbers[slot];
    }

    /** Where the name is, or would be put. */
    private int slot(byte[] data, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + data[i];
        }
        int slot = (hash ^ hash >>> 15) & (names.length - 1);
        while (names[slot] != null
                && !Arrays.equals(names[slot], 0, names[slot].length, data, offset, offset + length)) {
            slot = (slot + 1) & (names.length - 1);
        }
        return slot;
    }

    private void grow() {
        byte[][] oldNames = names;
        int[] oldNumbers = numbers;
        names = new byte[2 * oldNames.length][];
        numbers = new int[2 * oldNames.length];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != null) {
                int slot = slot(oldNames[i], 0, oldNames[i].length);
                names[slot] = oldNames[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
