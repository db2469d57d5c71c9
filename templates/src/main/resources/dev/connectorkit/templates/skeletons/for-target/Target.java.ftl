[#ftl attributes={"version": "1"}]
package [=packageName];

import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.Sink;

/** The target: what its sinks share, such as one client of the system that is loaded into. One is made for each run. */
public final class [=targetClass] extends [=baseClass] {

    @Override
    public void testConnection() {
        // connectorkit:skeleton - replace this by a call that shows that the system answers and lets the connector in.
        // A ConnectionException says that it does not.
    }

    /** Gives the sink that [=which] is loaded by, at its first SCHEMA message. */
    @Override
    [=sinkMethod](StreamSchema stream) {
        return new [=sinkClass](stream, settings());
    }
}
