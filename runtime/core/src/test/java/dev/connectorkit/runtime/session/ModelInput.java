package dev.connectorkit.runtime.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * What a tap with a busy stream, a parent, its child and a trickle may send. Each record carries its number in the input,
 * and each state the number of records before it.
 */
final class ModelInput {
    private static final List<String> STREAMS = List.of("busy", "parent", "child", "trickle");

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private int records;

    /** What a line of the input is. */
    enum Kind {
        SCHEMA,
        RECORD,
        STATE
    }

    /**
     * One line.
     *
     * @param number of the record, or of the records before the state
     */
    record Step(Kind kind, int number, String line) {}

    static ModelInput random(Random random) {
        ModelInput input = new ModelInput();
        STREAMS.forEach(stream -> input.add(Kind.SCHEMA, Singer.schema(stream)));
        int steps = 1 + random.nextInt(120);
        for (int i = 0; i < steps; i++) {
            input.addStep(random);
        }
        return input;
    }

    private void addStep(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> addState();
            case 2 ->
                add(Kind.SCHEMA, Singer.schema(stream(random)).replace("\"x\"", "\"x" + random.nextInt(3) + "\""));
            case 3 -> addRecord("parent");
            case 4 -> addRecord("child");
            default -> addRecord(random.nextInt(10) == 0 ? "trickle" : "busy");
        }
    }

    private static String stream(Random random) {
        return STREAMS.get(random.nextInt(STREAMS.size()));
    }

    private void addRecord(String stream) {
        records++;
        add(Kind.RECORD, Singer.record(stream, "{\"id\":" + records + "}"));
    }

    private void addState() {
        states.add(records);
        add(Kind.STATE, Singer.state("{\"bookmarks\":{\"tap\":%d}}".formatted(records)));
    }

    private void add(Kind kind, String line) {
        steps.add(new Step(kind, records, line));
    }

    List<Step> steps() {
        return steps;
    }

    int records() {
        return records;
    }

    /** The newest state that vouches for no record from that one on. */
    OptionalInt newestStateBefore(int record) {
        return states.stream()
                .mapToInt(state -> state)
                .filter(state -> state < record)
                .max();
    }
}
