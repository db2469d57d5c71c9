package dev.connectorkit.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.ModelSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** The ledger beside a model that remembers everything: for each state, the records before it that are not durable yet. */
class StateLedgerModelTest {
    private static final int LANES = 5;
    private static final ModelSteps STEPS = new ModelSteps();

    @AfterContainer
    static void enoughSteps() {
        STEPS.assertEnough();
    }

    /**
     * Random steps over five lanes. A step below 5 is a record for that lane, 5 to 9 the end of that lane's batch, 10 and
     * more a state.
     */
    @Property
    void emitsExactlyTheNewestStateThatTheDataCovers(
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 12) Integer> steps) {
        StateLedger ledger = new StateLedger(StateMode.WHOLE);
        Map<Integer, Long> openSince = new HashMap<>();
        List<Long> states = new ArrayList<>();
        long lastEmitted = 0;
        STEPS.count(steps.size());
        for (int step : steps) {
            if (step < LANES) {
                long position = ledger.nextPosition();
                if (openSince.putIfAbsent(step, position) == null) {
                    ledger.open(position);
                }
            } else if (step < 2 * LANES) {
                Optional.ofNullable(openSince.remove(step - LANES)).ifPresent(ledger::close);
            } else {
                long position = ledger.nextPosition();
                ledger.add(position, Long.toString(position), 0);
                states.add(position);
            }
            long watermark =
                    openSince.values().stream().mapToLong(since -> since).min().orElse(Long.MAX_VALUE);
            long emitted = lastEmitted;
            Optional<String> wanted = states.stream()
                    .filter(state -> state < watermark && state > emitted)
                    .reduce((earlier, later) -> later)
                    .map(state -> Long.toString(state));
            Optional<String> found = ledger.takeCovered();
            assertThat(found).isEqualTo(wanted);
            lastEmitted = found.map(Long::valueOf).orElse(lastEmitted);
        }
    }

    /** However long the input, no more states are kept than there is open work, and the newest. */
    @Property
    void keepsFewStates(@ForAll @Size(max = 400) List<@IntRange(min = 0, max = 12) Integer> steps) {
        StateLedger ledger = new StateLedger(StateMode.WHOLE);
        Map<Integer, Long> openSince = new HashMap<>();
        for (int step : steps) {
            if (step < LANES) {
                long position = ledger.nextPosition();
                if (openSince.putIfAbsent(step, position) == null) {
                    ledger.open(position);
                }
            } else if (step < 2 * LANES) {
                Optional.ofNullable(openSince.remove(step - LANES)).ifPresent(ledger::close);
            } else {
                ledger.add(ledger.nextPosition(), "x", 0);
            }
            assertThat(ledger.pendingStates()).isLessThanOrEqualTo(LANES + 1);
        }
    }
}
