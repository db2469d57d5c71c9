package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.mapping.PropertyRule.Formula;
import dev.connectorkit.runtime.mapping.expression.Expression;
import dev.connectorkit.runtime.mapping.expression.ExpressionFault;
import dev.connectorkit.runtime.mapping.expression.PythonJson;
import dev.connectorkit.runtime.schema.RowMoves;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says, for one loaded stream, what a record of the tap becomes. Used by one thread. */
final class RecordMap {
    private final String path;
    private final SourceNames names;
    private final Optional<Expression> filter;
    private final List<Step> steps;
    private final StringBuilder text = new StringBuilder();

    /**
     * Makes a map.
     *
     * @param path  the setting that it stands in
     * @param steps one for each property that is loaded, in order
     */
    RecordMap(String path, SourceNames names, Optional<Formula> filter, List<Step> steps) {
        this.path = path;
        this.names = names;
        this.filter = filter.map(Formula::compiled);
        this.steps = List.copyOf(steps);
    }

    /** Writes a property. */
    sealed interface Step {
        JsonBuffer.Name name();
    }

    /** A property as the tap sent it, or none. */
    record Copy(JsonBuffer.Name name, int position) implements Step {}

    /** The same value in every record, as JSON. */
    record Constant(JsonBuffer.Name name, JsonBuffer.Constant value) implements Step {
        static Constant of(String name, @Nullable Object value) {
            StringBuilder json = new StringBuilder();
            PythonJson.write(value, json);
            return new Constant(new JsonBuffer.Name(name), new JsonBuffer.Constant(json.toString()));
        }
    }

    /** The whole record as the tap sent it. */
    record Whole(JsonBuffer.Name name) implements Step {}

    /** What an expression gives; {@code self} is the position of the property that it replaces, or -1. */
    record Evaluate(JsonBuffer.Name name, String path, Expression expression, int self) implements Step {}

    /**
     * Whether a record becomes one here; the filter may leave it out. What is written next is this record's.
     *
     * @throws RecordException if the filter cannot be evaluated
     */
    boolean keeps(StreamRecord source) {
        names.use(source);
        return filter.isEmpty() || PythonJson.isTrue(evaluate(filter.get(), path + ".__filter__"));
    }

    /** For each property that is loaded, in order, where its value comes from. */
    List<RowMoves.Move> moves() {
        return steps.stream()
                .map(step -> new RowMoves.Move(
                        step.name().text(), step instanceof Copy copy ? copy.position() : RowMoves.Move.JSON))
                .toList();
    }

    /**
     * Writes the values alone that the tap did not send, as JSON.
     *
     * @param starts is told where each begins, in the order of {@link #moves()}
     * @throws RecordException if an expression cannot be evaluated
     */
    void writeNewValues(StreamRecord source, JsonBuffer json, int[] starts) {
        json.clear();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = json.length();
            writeNewValue(steps.get(i), source, json);
            json.separate(); // so that no number goes on in the next
        }
    }

    /** Writes the whole mapped record, with the new values that {@link #writeNewValues} wrote of it. */
    void write(StreamRecord source, JsonBuffer newValues, int[] starts, JsonBuffer json) {
        json.begin();
        for (int i = 0; i < starts.length; i++) {
            Step step = steps.get(i);
            if (!(step instanceof Copy copy)) {
                json.name(step.name());
                json.separated(newValues, starts[i], i + 1 < starts.length ? starts[i + 1] : newValues.length());
            } else if (!source.isAbsent(copy.position())) {
                json.name(copy.name());
                json.value(source, copy.position());
            }
        }
        json.end();
    }

    private void writeNewValue(Step step, StreamRecord source, JsonBuffer json) {
        if (step instanceof Evaluate evaluate) {
            json.json(result(evaluate));
        } else if (step instanceof Constant constant) {
            json.constant(constant.value());
        } else if (step instanceof Whole) {
            json.json(source.toJson());
        }
    }

    private CharSequence result(Evaluate step) {
        names.self(step.self());
        text.setLength(0);
        try {
            PythonJson.write(evaluate(step.expression(), step.path()), text);
        } catch (ExpressionFault e) {
            throw invalid(step.path(), e);
        }
        return text;
    }

    private @Nullable Object evaluate(Expression expression, String where) {
        try {
            return expression.evaluate(names);
        } catch (ExpressionFault e) {
            throw invalid(where, e);
        }
    }

    private static RecordException invalid(String where, ExpressionFault fault) {
        return new RecordException(InvalidRule.INVALID, where + ": " + fault.getMessage());
    }
}
