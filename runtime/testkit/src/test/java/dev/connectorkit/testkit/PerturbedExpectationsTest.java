package dev.connectorkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.CaseStep;
import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.DeadLetter;
import dev.connectorkit.testkit.cases.Expectation;
import dev.connectorkit.testkit.cases.ExpectedCounts;
import dev.connectorkit.testkit.cases.ExpectedError;
import dev.connectorkit.testkit.cases.ExpectedOutput;
import dev.connectorkit.testkit.cases.ExpectedStates;
import dev.connectorkit.testkit.cases.ExpectedStream;
import dev.connectorkit.testkit.cases.ExpectedStream.Matter;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.fixture.Fault;
import dev.connectorkit.testkit.fixture.FaultyEngine;
import dev.connectorkit.testkit.fixture.MemoryTestDestination;
import dev.connectorkit.testkit.report.Verdict;
import dev.connectorkit.testkit.suite.CaseRunner;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case that cannot fail proves nothing: whatever it expects, it fails once that is expected otherwise. */
class PerturbedExpectationsTest {
    @TempDir
    private Path work;

    /** A wrong expectation, by what was made wrong in it. */
    private record Wrong(String what, Expectation expectation) {}

    @Test
    void failsEachCaseOnceAnyPartOfItsExpectationIsWrong() {
        ConcurrentLinkedQueue<String> blind = new ConcurrentLinkedQueue<>();
        AtomicInteger tried = new AtomicInteger();
        Set<Capability> missing = new MemoryTestDestination(work).missing();
        CaseLibrary.standard().parallelStream()
                .filter(each -> !each.needsProcess() && each.condition().isEmpty())
                .filter(each -> Collections.disjoint(each.needs(), missing))
                .forEach(each -> {
                    for (int step = 0; step < each.steps().size(); step++) {
                        for (Wrong wrong : wrongs(each.steps().get(step).expected())) {
                            tried.incrementAndGet();
                            if (passes(with(each, step, wrong.expectation()))) {
                                blind.add("%s, run %d: %s".formatted(each, step + 1, wrong.what()));
                            }
                        }
                    }
                });

        assertThat(blind).isEmpty();
        assertThat(tried.get()).isGreaterThan(700);
    }

    private static ConformanceCase with(ConformanceCase each, int step, Expectation wrong) {
        List<CaseStep> steps = new ArrayList<>(each.steps());
        steps.set(step, steps.get(step).expecting(wrong));
        return each.withSteps(steps);
    }

    private boolean passes(ConformanceCase each) {
        CaseRunner runner = new CaseRunner(
                new FaultyEngine(Fault.NONE),
                MemoryTestDestination::new,
                JsonTrees.object(),
                Capabilities.all(),
                Duration.ofSeconds(20),
                work.resolve(each.name()));
        Verdict verdict = runner.run(each, each.runs().get(0)).verdict();
        assertThat(verdict).isInstanceOfAny(Verdict.Passed.class, Verdict.Failed.class);
        return verdict instanceof Verdict.Passed;
    }

    private static List<Wrong> wrongs(Expectation right) {
        List<Wrong> wrongs = new ArrayList<>();
        wrongs.add(new Wrong("exit status", withExit(right, right.exitStatus() + 1)));
        right.error().ifPresent(error -> {
            wrongs.add(
                    new Wrong("error code", withError(right, new ExpectedError("OTHER", error.line(), error.says()))));
            wrongs.add(new Wrong(
                    "error text", withError(right, new ExpectedError(error.code(), error.line(), List.of("§")))));
            error.line()
                    .ifPresent(line -> wrongs.add(new Wrong(
                            "error line",
                            withError(
                                    right, new ExpectedError(error.code(), OptionalLong.of(line + 1), error.says())))));
        });
        if (!(right.states() instanceof ExpectedStates.Any)) {
            JsonNode other = TextNode.valueOf("a state that nobody sent");
            wrongs.add(new Wrong("last state", withStates(right, new ExpectedStates.LastIs(other))));
            wrongs.add(new Wrong("states", withStates(right, new ExpectedStates.Exactly(List.of(other)))));
        }
        for (int i = 0; i < right.streams().size(); i++) {
            for (ExpectedStream wrong : wrongs(right.streams().get(i))) {
                List<ExpectedStream> streams = new ArrayList<>(right.streams());
                streams.set(i, wrong);
                wrongs.add(new Wrong("stream " + wrong.stream(), withStreams(right, streams)));
            }
        }
        right.counters().forEach((stream, counts) -> {
            Map<String, ExpectedCounts> counters = new HashMap<>(right.counters());
            counters.put(
                    stream,
                    new ExpectedCounts(counts.read(), counts.written() + 1, counts.merged(), counts.rejected()));
            wrongs.add(new Wrong("counters", withCounters(right, counters)));
        });
        right.deadLetters().ifPresent(letters -> {
            List<DeadLetter> more = new ArrayList<>(letters);
            more.add(new DeadLetter(999, "s", "invalid"));
            wrongs.add(new Wrong("dead letters", withDeadLetters(right, more)));
        });
        right.output().ifPresent(output -> {
            wrongs.add(new Wrong(
                    "output", withOutput(right, new ExpectedOutput(List.of("§"), output.fields(), output.form()))));
            wrongs.add(new Wrong(
                    "fields", withOutput(right, new ExpectedOutput(output.texts(), List.of("§"), output.form()))));
        });
        right.files()
                .keySet()
                .forEach(file -> wrongs.add(
                        new Wrong("file", withFiles(right, Map.of(file, TextNode.valueOf("what nobody wrote"))))));
        right.error().ifPresent(error -> wrongs.add(new Wrong("what is not said", withUnsaid(right, error.code()))));
        return wrongs;
    }

    private static List<ExpectedStream> wrongs(ExpectedStream right) {
        List<ExpectedStream> wrongs = new ArrayList<>();
        if (!right.rows().isEmpty()) {
            wrongs.add(withRows(right, right.rows().subList(1, right.rows().size()), right.matter()));
            List<Map<String, Object>> changed = new ArrayList<>(right.rows());
            Map<String, Object> row = new LinkedHashMap<>(changed.get(0));
            String last = List.copyOf(row.keySet()).get(row.size() - 1);
            row.put(last, BigDecimal.valueOf(-987654321));
            changed.set(0, row);
            wrongs.add(withRows(right, changed, right.matter()));
        } else if (right.matter() == Matter.NO_TABLE) {
            wrongs.add(withRows(right, List.of(), Matter.TABLE));
        } else {
            wrongs.add(withRows(right, List.of(Map.of("id", BigDecimal.ONE)), Matter.ROWS));
        }
        if (!right.columns().isEmpty()) {
            Map<String, ColumnKind> columns = new LinkedHashMap<>(right.columns());
            columns.put("a column that nobody made", ColumnKind.STRING);
            wrongs.add(new ExpectedStream(right.stream(), right.key(), columns, right.rows(), right.matter()));
        }
        return wrongs;
    }

    private static ExpectedStream withRows(ExpectedStream right, List<Map<String, Object>> rows, Matter matter) {
        return new ExpectedStream(right.stream(), right.key(), right.columns(), rows, matter);
    }

    private static Expectation withExit(Expectation e, int exit) {
        return new Expectation(
                exit,
                e.error(),
                e.states(),
                e.streams(),
                e.counters(),
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withError(Expectation e, ExpectedError error) {
        return new Expectation(
                e.exitStatus(),
                Optional.of(error),
                e.states(),
                e.streams(),
                e.counters(),
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withStates(Expectation e, ExpectedStates states) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                states,
                e.streams(),
                e.counters(),
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withStreams(Expectation e, List<ExpectedStream> streams) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                streams,
                e.counters(),
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withCounters(Expectation e, Map<String, ExpectedCounts> counters) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                e.streams(),
                counters,
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withDeadLetters(Expectation e, List<DeadLetter> letters) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                e.streams(),
                e.counters(),
                Optional.of(letters),
                e.output(),
                e.unsaid(),
                e.files());
    }

    private static Expectation withOutput(Expectation e, ExpectedOutput output) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                e.streams(),
                e.counters(),
                e.deadLetters(),
                Optional.of(output),
                e.unsaid(),
                e.files());
    }

    private static Expectation withUnsaid(Expectation e, String text) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                e.streams(),
                e.counters(),
                e.deadLetters(),
                e.output(),
                List.of(text),
                e.files());
    }

    private static Expectation withFiles(Expectation e, Map<String, JsonNode> files) {
        return new Expectation(
                e.exitStatus(),
                e.error(),
                e.states(),
                e.streams(),
                e.counters(),
                e.deadLetters(),
                e.output(),
                e.unsaid(),
                files);
    }
}
