package dev.connectorkit.runtime.sql.load;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Bytes that grow by pages. A writer reserves room, writes into {@link #page()} from {@link #at()} on, and says with
 * {@link #end} how far it came; what was reserved together lies together. One thread writes, then one reads.
 */
final class Pages {
    private static final int FIRST_PAGE_BYTES = 8 * 1024;
    private static final int PAGE_BYTES = 256 * 1024;

    private final List<byte[]> pages = new ArrayList<>();
    private int[] ends = new int[8];
    private byte[] page = new byte[FIRST_PAGE_BYTES];
    private int at;

    Pages() {
        pages.add(page);
    }

    /** Makes sure that the page has room for so many bytes. */
    void reserve(int bytes) {
        if (page.length - at < bytes) {
            addPage(bytes);
        }
    }

    byte[] page() {
        return page;
    }

    int at() {
        return at;
    }

    void end(int end) {
        at = end;
    }

    /** Writes a byte for which there is room. */
    void put(int value) {
        page[at++] = (byte) value;
    }

    /** Where writing is, so that {@link #reset} can go back to it. */
    long mark() {
        return ((long) (pages.size() - 1) << 32) | at;
    }

    /** Forgets what was written since the mark. */
    void reset(long mark) {
        int index = (int) (mark >>> 32);
        pages.subList(index + 1, pages.size()).clear();
        page = pages.get(index);
        at = (int) mark;
    }

    int count() {
        return pages.size();
    }

    byte[] page(int index) {
        return pages.get(index);
    }

    /** Bytes of the page that were written. */
    int size(int index) {
        return index == pages.size() - 1 ? at : ends[index];
    }

    /** What was written between two marks. */
    byte[] copy(long from, long to) {
        int first = (int) (from >>> 32);
        int last = (int) (to >>> 32);
        if (first == last) {
            return Arrays.copyOfRange(pages.get(first), (int) from, (int) to);
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        for (int i = first; i <= last; i++) {
            int start = i == first ? (int) from : 0;
            copy.write(pages.get(i), start, (i == last ? (int) to : size(i)) - start);
        }
        return copy.toByteArray();
    }

    /** Sends what was written between two marks, but for so many bytes at its end, which lie on one page. */
    void writeTo(CopyIn copy, long from, long to, int without) throws SQLException {
        int last = (int) (to >>> 32);
        for (int i = (int) (from >>> 32); i <= last; i++) {
            int start = i == (int) (from >>> 32) ? (int) from : 0;
            int end = i == last ? (int) to - without : size(i);
            if (end > start) {
                copy.writeToCopy(pages.get(i), start, end - start);
            }
        }
    }

    private void addPage(int bytes) {
        int index = pages.size() - 1;
        if (index == ends.length) {
            ends = Arrays.copyOf(ends, 2 * index);
        }
        ends[index] = at;
        page = new byte[Math.max(bytes, PAGE_BYTES)];
        pages.add(page);
        at = 0;
    }
}
