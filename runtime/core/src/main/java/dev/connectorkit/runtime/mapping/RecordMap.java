package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.mapping.PropertyRule.Formula;
import dev.connectorkit.runtime.mapping.expression.Expression;
import dev.connectorkit.runtime.mapping.expression.ExpressionFault;
import dev.connectorkit.runtime.mapping.expression.PythonJson;
import dev.connectorkit.runtime.schema.StreamRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes, for one loaded stream, the record that a record of the tap becomes. Used by one thread. */
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
    record Constant(JsonBuffer.Name name, String json) implements Step {
        static Constant of(String name, @Nullable Object value) {
            StringBuilder json = new StringBuilder();
            PythonJson.write(value, json);
            return new Constant(new JsonBuffer.Name(name), json.toString());
        }
    }

    /** The whole record as the tap sent it. */
    record Whole(JsonBuffer.Name name) implements Step {}

    /** What an expression gives; {@code self} is the position of the property that it replaces, or -1. */
    record Evaluate(JsonBuffer.Name name, String path, Expression expression, int self) implements Step {}

    /**
     * Writes the mapped record.
     *
     * @return whether there is one; the filter may leave it out
     * @throws RecordException if an expression cannot be evaluated
     */
    boolean write(StreamRecord source, JsonBuffer json) {
        names.use(source);
        if (filter.isPresent() && !PythonJson.isTrue(evaluate(filter.get(), path + ".__filter__"))) {
            return false;
        }
        json.begin();
        for (Step step : steps) {
            if (step instanceof Copy copy) {
                if (!source.isAbsent(copy.position())) {
                    json.name(copy.name());
                    json.value(source, copy.position());
                }
            } else if (step instanceof Evaluate evaluate) {
                write(evaluate, json);
            } else if (step instanceof Constant constant) {
                json.name(constant.name());
                json.json(constant.json());
            } else {
                json.name(step.name());
                json.json(source.toJson());
            }
        }
        json.end();
        return true;
    }

    private void write(Evaluate step, JsonBuffer json) {
        names.self(step.self());
        text.setLength(0);
        try {
            PythonJson.write(evaluate(step.expression(), step.path()), text);
        } catch (ExpressionFault e) {
            throw invalid(step.path(), e);
        }
        json.name(step.name());
        json.json(text);
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
