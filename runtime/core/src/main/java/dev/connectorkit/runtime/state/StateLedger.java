package dev.connectorkit.runtime.state;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** States that wait, by position. */
    private final TreeMap<Long, PendingState> pending = new TreeMap<>();

    /** Open work: position of its first record, and how many pieces of work are open there. */
    private final TreeMap<Long, Integer> open = new TreeMap<>();

    private long position;

    /** Whether a state that is not empty has arrived. */
    private boolean hasContent;

    /** What was emitted so far, merged; in mode bookmarks only. */
    private String emitted = "";

    /**
     * States that come out together.
     *
     * @param arrivedAtMillis arrival of the oldest
     * @param values          in mode whole the newest, else all, merged as far as they are
     */
    private record PendingState(long arrivedAtMillis, List<String> values) {}

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
        if (pieces > 1) {
            open.put(firstPosition, pieces - 1);
            return;
        }
        open.remove(firstPosition);
        Long before = pending.lowerKey(firstPosition);
        Long after = pending.higherKey(firstPosition);
        if (before != null && after != null) {
            mergeIfNothingIsBetween(before, after);
        }
    }

    /**
     * A state arrived at that position. An empty one counts only while there is no better: emitted after another it would wipe
     * what an orchestrator has stored (meltano/sdk#3000).
     */
    public void add(long statePosition, String value, long nowMillis) {
        if (isEmpty(value) && hasContent) {
            return;
        }
        hasContent |= !isEmpty(value);
        Long before = pending.isEmpty() ? null : pending.lastKey();
        pending.put(statePosition, new PendingState(nowMillis, List.of(value)));
        if (before != null) {
            mergeIfNothingIsBetween(before, statePosition);
        }
    }

    /** Where no work is open between two states, whatever covers the earlier one covers the later one too. */
    private void mergeIfNothingIsBetween(long earlier, long later) {
        Long openAfter = open.higherKey(earlier);
        if (openAfter == null || openAfter > later) {
            PendingState first = requireNonNull(pending.remove(earlier));
            PendingState second = requireNonNull(pending.get(later));
            pending.put(later, new PendingState(first.arrivedAtMillis(), merged(first.values(), second.values())));
        }
    }

    private static boolean isEmpty(String value) {
        return value.equals("null") || value.replaceAll("\\s", "").equals("{}");
    }

    private List<String> merged(List<String> earlier, List<String> later) {
        if (mode == StateMode.WHOLE) {
            return later;
        }
        List<String> all = new ArrayList<>(earlier);
        all.addAll(later);
        return List.of(merger.merge(all));
    }

    /** Takes what may be emitted now: the newest covered state, those before it with it; empty if there is none. */
    public Optional<String> takeCovered() {
        long watermark = open.isEmpty() ? Long.MAX_VALUE : open.firstKey();
        List<String> covered = new ArrayList<>();
        while (!pending.isEmpty() && pending.firstKey() < watermark) {
            List<String> values = pending.pollFirstEntry().getValue().values();
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

    /** States that wait. */
    int pendingStates() {
        return pending.size();
    }

    /** Whether a state that came after that position still waits. */
    public boolean hasPendingAfter(long workPosition) {
        return pending.higherKey(workPosition) != null;
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
        pending.values().forEach(state -> values.addAll(state.values()));
        pending.clear();
        return merger.mergeWithout(failedStreams, values, emitted);
    }

    /** Position of the newest state that has waited since that time or longer; the work open before it holds it back. */
    public OptionalLong waitingSince(long millis) {
        OptionalLong newest = OptionalLong.empty();
        for (Map.Entry<Long, PendingState> state : pending.entrySet()) {
            if (state.getValue().arrivedAtMillis() > millis) {
                break;
            }
            newest = OptionalLong.of(state.getKey());
        }
        return newest;
    }
}
