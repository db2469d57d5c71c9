package com.acme._hard.Case;

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import javax.annotation.processing.Generated;

/**
 * What {@link _3HardTarget} extends: it gives the settings.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
public abstract class Abstract_3HardTarget extends Target {
    private _3HardSettings settings;

    /**
     * The settings are there from the first call on, not in a constructor.
     */
    protected Abstract_3HardTarget() {
    }

    final void configure(_3HardSettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the settings of this run.
     *
     * @return the settings, checked
     * @throws IllegalStateException in a constructor, when they are not there yet
     */
    protected final _3HardSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("settings() is asked for in a constructor; ask where they are used");
        }
        return settings;
    }

    @Override
    public final Sink sink(StreamSchema stream) {
        return switch (stream.name()) {
            case "class */ \\u002a/ \"select\" ${x} [=x] ]]>" -> new ClassU002aSelectXXSink(stream, settings());
            case "order" -> new OrderSink(stream, settings());
            case "7 of 9" -> new _7Of9Sink(stream, settings());
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
