package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.io.File;
import org.apache.maven.plugin.MojoFailureException;

/** What a connector's author can put right, as Maven says such things: a failure, without a stack trace. */
final class AuthorsFault {
    private AuthorsFault() {}

    /** Reads a descriptor; a failure lists its problems, each on a line of its own. */
    static ConnectorSpec orConnector(ConnectorGenerator generator, File descriptor, String version)
            throws MojoFailureException {
        try {
            return generator.specification(descriptor.toPath(), version);
        } catch (InvalidDescriptorException e) {
            int problems = e.problems().size();
            String count = problems == 1 ? "1 problem in the descriptor" : problems + " problems in the descriptor";
            throw new MojoFailureException(count + "\n" + e.getMessage(), e);
        }
    }

    /** Its message says what to change. */
    static MojoFailureException of(OutputException e) {
        return new MojoFailureException(e.getMessage(), e);
    }
}
