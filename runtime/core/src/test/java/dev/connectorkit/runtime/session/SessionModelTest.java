package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectorkit.runtime.ModelSteps;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.session.ModelDestination.Trouble;
import dev.connectorkit.runtime.session.ModelInput.Kind;
import dev.connectorkit.runtime.session.ModelInput.Step;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.state.StateMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whole sessions with their threads, over random interleavings of streams, lanes and limits, with drains that fail for a
 * while or for good, and runs that are given up without an end, as a kill gives them up.
 */
class SessionModelTest {
    private static final Duration STATE_WAIT = Duration.ofSeconds(30);
    private static final Duration BATCH_WAIT = Duration.ofSeconds(70);
    private static final ModelSteps STEPS = new ModelSteps();

    @AfterContainer
    static void enoughSteps() {
        STEPS.assertEnough();
    }

    @Property
    void noStateIsAheadOfTheDataAndTheNewestThatCanComeOutDoes(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int batchRows,
            @ForAll @IntRange(min = 1, max = 3) int lanes,
            @ForAll BatchPolicy policy,
            @ForAll Trouble trouble,
            @ForAll boolean killed) {
        ModelInput input = ModelInput.random(random);
        ModelDestination destination =
                new ModelDestination(lanes, trouble, random.nextInt(input.records() + 1), random.nextLong());
        SessionSettings settings = settings(policy, StateMode.WHOLE, batchRows, 300 + random.nextInt(2000));
        Session session = new Session(destination, settings, destination, Clock.systemUTC());
        session.start();
        List<Step> steps = input.steps()
                .subList(
                        0,
                        killed
                                ? random.nextInt(input.steps().size()) + 1
                                : input.steps().size());
        boolean ended = false;
        try {
            Singer.read(session, String.join("", steps.stream().map(Step::line).toList()));
        } catch (SessionEndedException e) {
            ended = true;
        }
        if (killed) {
            destination.assertOrderly();
        }
        ended |= failsToFinish(session); // and ends its threads
        destination.assertOrderly();
        if (!killed) {
            assertThat(ended).isEqualTo(destination.hasFailed());
            assertThat(destination.lastState())
                    .isEqualTo(input.newestStateBefore(destination.firstMissing(input.records())));
        }
        STEPS.count(steps.size());
    }

    /**
     * On a clock that the test moves, the input idle whenever it looks: a state is out as soon as the data cover it; one that
     * is held back by open rows has come out when {@code state_wait_limit_seconds} are over; no row waits longer than
     * {@code batch_wait_limit_seconds}.
     */
    @Property
    void everyStateThatCanComeOutDoesInTime(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 30) int batchRows,
            @ForAll @IntRange(min = 1, max = 3) int lanes,
            @ForAll BatchPolicy policy,
            @ForAll StateMode mode,
            @ForAll boolean trouble)
            throws InterruptedException {
        ModelInput input = ModelInput.random(random);
        ModelDestination destination =
                new ModelDestination(lanes, trouble ? Trouble.PASSING : Trouble.NONE, 0, random.nextLong());
        MutableClock clock = new MutableClock();
        Session session = new Session(destination, settings(policy, mode, batchRows, 1024 * 1024), destination, clock);
        session.start();
        Map<Integer, Instant> arrivals = new LinkedHashMap<>(); // of records, by number
        Map<Integer, Instant> waiting = new LinkedHashMap<>(); // of states, by the records before them
        for (Step step : input.steps()) {
            Singer.read(session, step.line());
            if (step.kind() == Kind.RECORD) {
                arrivals.put(step.number(), clock.instant());
            } else if (step.kind() == Kind.STATE) {
                waiting.putIfAbsent(step.number(), clock.instant());
            }
            if (random.nextInt(3) == 0) {
                clock.advance(Duration.ofSeconds(random.nextInt(20)));
                session.tick();
            }
            int durable = newestBefore(arrivals, clock.instant().minus(BATCH_WAIT));
            destination.await("rows of age", () -> destination.firstMissing(durable) > durable);
            int state = newestBefore(waiting, clock.instant().minus(STATE_WAIT));
            destination.await(
                    "states that waited", () -> destination.lastState().orElse(0) >= state);
            destination.await("states that are covered", () -> isNewestCoveredOut(destination, waiting, step.number()));
        }
        session.finish();
        destination.assertOrderly();
        STEPS.count(input.steps().size());
    }

    private static boolean isNewestCoveredOut(ModelDestination destination, Map<Integer, Instant> states, int records) {
        int missing = destination.firstMissing(records);
        int covered = states.keySet().stream()
                .mapToInt(state -> state)
                .filter(state -> state < missing)
                .max()
                .orElse(0);
        return destination.lastState().orElse(0) >= covered;
    }

    private static int newestBefore(Map<Integer, Instant> arrivals, Instant time) {
        return arrivals.entrySet().stream()
                .filter(arrival -> !arrival.getValue().isAfter(time))
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    private static SessionSettings settings(BatchPolicy policy, StateMode mode, int batchRows, int memoryLimitBytes) {
        return Singer.settings(policy, """
                {"batch_size_rows":%d,"retry_attempts":100,"retry_delay_seconds":0.00001,"max_parallelism":3,
                "memory_limit_bytes":%d,"state_mode":"%s","state_wait_limit_seconds":%d,"batch_wait_limit_seconds":%d}
                """.formatted(
                        batchRows,
                        memoryLimitBytes,
                        mode == StateMode.WHOLE ? "whole" : "bookmarks",
                        STATE_WAIT.toSeconds(),
                        BATCH_WAIT.toSeconds()));
    }

    private static boolean failsToFinish(Session session) {
        try {
            session.finish();
            return false;
        } catch (LoadException e) {
            return true;
        }
    }
}
