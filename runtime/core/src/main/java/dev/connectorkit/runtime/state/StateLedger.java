package dev.connectorkit.runtime.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Knows which states the destination already covers. Each message has a position; work that is not durable yet is open at
 * the position of its first record; the smallest open position is the watermark, and the newest state below it may be
 * emitted, each at most once and in order. In which order work ends does not matter.
 *
 * <p>At most one state is kept for each open piece of work (the newest before its first record), and the newest of all,
 * so memory does not grow with the input; in mode {@link StateMode#BOOKMARKS} what is left out is merged into the one
 * that is kept. Not safe for threads; the session guards it.
 */
public final class StateLedger {
    private final StateMode mode;
    private final BookmarkMerger merger = new BookmarkMerger();
    private final Deque<PendingState> pending = new ArrayDeque<>();
    /** Open work: position of its first record, and how many pieces of work are open there. */
    private final TreeMap<Long, Integer> open = new TreeMap<>();

    private long position;

    /** What was emitted so far, merged; in mode bookmarks only. */
    private String emitted = "";

    private record PendingState(long position, long arrivedAtMillis, List<String> values) {}

    public StateLedger(StateMode mode) {
        this.mode = mode;
    }

    /** Gives the next message its position: 1, 2, 3, … */
    public long nextPosition() {
        return ++position;
    }

    /** Work on the record or message at that position has begun; its states wait until {@link #close}. */
    public void open(long firstPosition) {
        open.merge(firstPosition, 1, Integer::sum);
    }

    /** The work that was opened at that position is durable. */
    public void close(long firstPosition) {
        Integer pieces = open.get(firstPosition);
        if (pieces == null) {
            throw new IllegalStateException("no work is open at position " + firstPosition);
        }
        if (pieces == 1) {
            open.remove(firstPosition);
        } else {
            open.put(firstPosition, pieces - 1);
        }
    }

    /** A state arrived at that position. */
    public void add(long statePosition, String value, long nowMillis) {
        PendingState last = pending.peekLast();
        if (last == null || open.ceilingKey(last.position()) != null) {
            pending.addLast(new PendingState(statePosition, nowMillis, new ArrayList<>(List.of(value))));
            return;
        }
        // nothing is open between the last state and this one, so whatever covers this one covers that one too
        pending.removeLast();
        List<String> values = last.values();
        if (mode == StateMode.WHOLE) {
            values.clear();
        }
        values.add(value);
        pending.addLast(new PendingState(statePosition, last.arrivedAtMillis(), merged(values)));
    }

    /** Takes what may be emitted now: the newest covered state, those before it with it; empty if there is none. */
    public Optional<String> takeCovered() {
        long watermark = open.isEmpty() ? Long.MAX_VALUE : open.firstKey();
        List<String> covered = new ArrayList<>();
        while (!pending.isEmpty() && pending.peekFirst().position() < watermark) {
            List<String> values = pending.removeFirst().values();
            if (mode == StateMode.WHOLE) {
                covered.clear();
            }
            covered.addAll(values);
        }
        if (covered.isEmpty()) {
            return Optional.empty();
        }
        String state = merger.merge(covered);
        if (mode == StateMode.BOOKMARKS) {
            emitted = emitted.isEmpty() ? state : merger.merge(List.of(emitted, state));
        }
        return Optional.of(state);
    }

    /** Whether a state that came after that position still waits. */
    public boolean hasPendingAfter(long workPosition) {
        return !pending.isEmpty() && pending.peekLast().position() > workPosition;
    }

    /**
     * Ends a run in which streams have failed: in mode bookmarks, the bookmarks of all states that still wait, but for the
     * failed streams those that were emitted before, if any were; in mode whole nothing, since a whole state vouches for
     * every stream.
     */
    public Optional<String> takeBookmarksWithout(Set<String> failedStreams) {
        if (mode == StateMode.WHOLE || pending.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        pending.forEach(state -> values.addAll(state.values()));
        pending.clear();
        return merger.mergeWithout(failedStreams, values, emitted);
    }

    /** Position of the newest state that has waited since that time or longer; the work open before it holds it back. */
    public OptionalLong waitingSince(long millis) {
        OptionalLong newest = OptionalLong.empty();
        for (PendingState state : pending) {
            if (state.arrivedAtMillis() > millis) {
                break;
            }
            newest = OptionalLong.of(state.position());
        }
        return newest;
    }

    private List<String> merged(List<String> values) {
        return values.size() == 1 ? values : new ArrayList<>(List.of(merger.merge(values)));
    }
}
