package dev.connectorkit.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StateLedgerTest {
    private final StateLedger ledger = new StateLedger(StateMode.WHOLE);

    @Test
    void doesNotHoldAStateThatNoRecordPrecedes() {
        state(ledger, "a");
        assertThat(ledger.takeCovered()).contains("a");
        assertThat(ledger.takeCovered()).isEmpty();
    }

    @Test
    void holdsAStateUntilAllWorkBeforeItIsDone() {
        long slow = open(ledger);
        long quick = open(ledger);
        state(ledger, "a");
        ledger.close(quick);
        assertThat(ledger.takeCovered()).isEmpty();
        ledger.close(slow);
        assertThat(ledger.takeCovered()).contains("a");
    }

    @Test
    void emitsOnlyTheNewestCoveredState() {
        long first = open(ledger);
        state(ledger, "a");
        long second = open(ledger);
        state(ledger, "b");
        state(ledger, "c");
        ledger.close(second);
        assertThat(ledger.takeCovered()).isEmpty();
        ledger.close(first);
        assertThat(ledger.takeCovered()).contains("c");
        assertThat(ledger.takeCovered()).isEmpty();
    }

    @Test
    void keepsTheStateBeforeAnOpenBatch() {
        long first = open(ledger);
        state(ledger, "a");
        open(ledger);
        state(ledger, "b");
        ledger.close(first);
        assertThat(ledger.takeCovered()).contains("a");
    }

    @Test
    void saysWhichStateHasWaitedTooLong() {
        open(ledger);
        ledger.add(ledger.nextPosition(), "a", 1000);
        open(ledger);
        ledger.add(ledger.nextPosition(), "b", 5000);
        assertThat(ledger.waitingSince(999)).isEqualTo(OptionalLong.empty());
        assertThat(ledger.waitingSince(1000)).hasValue(2);
        assertThat(ledger.waitingSince(6000)).hasValue(4);
    }

    @Test
    void mergesBookmarksKeyByKeyWhenAskedTo() {
        StateLedger merging = new StateLedger(StateMode.BOOKMARKS);
        long open = open(merging);
        state(merging, "{\"bookmarks\":{\"a\":{\"x\":1,\"y\":1}},\"currently_syncing\":\"a\"}");
        state(merging, "{\"bookmarks\":{\"a\":{\"x\":2}}}");
        state(merging, "{\"bookmarks\":{\"b\":{\"x\":3.10}},\"custom\":1}");
        merging.close(open);
        assertThat(merging.takeCovered())
                .contains("{\"bookmarks\":{\"a\":{\"x\":2,\"y\":1},\"b\":{\"x\":3.10}},\"custom\":1}");
    }

    @Test
    void takesAStateWithoutBookmarksWhole() {
        StateLedger merging = new StateLedger(StateMode.BOOKMARKS);
        long open = open(merging);
        state(merging, "{\"bookmarks\":{\"a\":1}}");
        state(merging, "17");
        merging.close(open);
        assertThat(merging.takeCovered()).contains("17");
    }

    private static long open(StateLedger ledger) {
        long position = ledger.nextPosition();
        ledger.open(position);
        return position;
    }

    private static void state(StateLedger ledger, String value) {
        ledger.add(ledger.nextPosition(), value, 0);
    }
}
