package com.acme.calls;

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * What {@link CallsTarget} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class AbstractCallsTarget extends Target {
    private CallsSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected AbstractCallsTarget() {
    }

    final void configure(CallsSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final CallsSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }

    @Override
    public final Sink sink(StreamSchema stream) {
        return switch (stream.name()) {
            case "contacts" -> new ContactsSink(stream, settings());
            case "public-deals" -> new PublicDealsSink(stream, settings());
            default -> otherSink(stream);
        };
    }

    /**
     * Makes a sink of a stream that connector.yaml does not declare.
     *
     * @param stream as its tap describes it
     * @return the sink
     */
    protected abstract Sink otherSink(StreamSchema stream);
}
