package ${package};

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.destination.JsonLinesTestDestination;
import dev.connectorkit.testkit.destination.StoredTable;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The system that the connector loads into, as the conformance suite sees it: one instance serves one run and starts empty. As made,
 * it is the files that the fresh connector appends to; once yours loads into a system, start that one here, a container of it or a
 * fake, say in settings() where it is, and read back what arrived. {@code connector:integration-test} finds it by the
 * property {@code connector.testDestination} of the pom, and a test that extends TargetContract runs the suite in the IDE.
 */
public final class SystemTestDestination implements TestDestination {
    private final JsonLinesTestDestination files;

    /** For one run, in a folder of its own. */
    public SystemTestDestination(Path work) {
        this.files = new JsonLinesTestDestination(work.resolve("out"));
    }

    @Override
    public void start() {
        files.start();
    }

    /** What the system cannot do or hold: cases that need it do not apply. */
    @Override
    public Set<Capability> missing() {
        return files.missing();
    }

    /** Settings that lead the connector here. */
    @Override
    public ObjectNode settings() {
        return files.settings();
    }

    /** The rows of a stream; nothing where there is no table, or whatever stands for one. */
    @Override
    public Optional<StoredTable> read(String stream) {
        return files.read(stream);
    }

    @Override
    public boolean isReadableDuringRun() {
        return files.isReadableDuringRun();
    }

    @Override
    public void stop() {
        files.stop();
    }
}
