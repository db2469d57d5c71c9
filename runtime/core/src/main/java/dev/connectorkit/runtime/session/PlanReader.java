package dev.connectorkit.runtime.session;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.mapping.CompiledStream;
import dev.connectorkit.runtime.mapping.StreamMapper;
import dev.connectorkit.runtime.message.ActivateVersionMessage;
import dev.connectorkit.runtime.message.BatchMessage;
import dev.connectorkit.runtime.message.MessageHandler;
import dev.connectorkit.runtime.message.RecordMessage;
import dev.connectorkit.runtime.message.SchemaMessage;
import dev.connectorkit.runtime.message.StateMessage;
import dev.connectorkit.runtime.sink.Target;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Takes an input's SCHEMA messages as a {@link Session} would, and asks the target what it would change for them; all other
 * messages pass. For one input and one thread.
 */
public final class PlanReader implements MessageHandler {
    private final Target target;
    private final StreamMapper mapper;
    private final Consumer<String> plan;

    /** A reader that hands on each statement of the plan. */
    public PlanReader(Target target, SessionSettings settings, Clock clock, Consumer<String> plan) {
        this.target = requireNonNull(target, "target");
        this.mapper = new StreamMapper(settings.mapping(), clock, clock.instant());
        this.plan = requireNonNull(plan, "plan");
    }

    @Override
    public void onSchema(SchemaMessage message) {
        for (CompiledStream stream : mapper.compile(message).loaded()) {
            target.plan(stream.schema()).forEach(plan);
        }
    }

    @Override
    public void onRecord(RecordMessage message) {
        // a record makes no table
    }

    @Override
    public void onState(StateMessage message) {
        // nor does a state
    }

    @Override
    public void onActivateVersion(ActivateVersionMessage message) {
        // which concerns rows
    }

    @Override
    public void onBatch(BatchMessage message) {
        // its records are of a SCHEMA's stream
    }
}
