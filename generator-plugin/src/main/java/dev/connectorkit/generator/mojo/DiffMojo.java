package dev.connectorkit.generator.mojo;

import dev.connectorkit.generator.ConnectorGenerator;
import dev.connectorkit.generator.output.CommittedOutput;
import dev.connectorkit.generator.output.Difference;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.output.OutputWriter;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/** Says what connector:generate and connector:docs would change, and changes nothing. */
@Mojo(name = "diff", threadSafe = true)
public final class DiffMojo extends ProjectMojo {
    @Override
    public void execute() throws MojoFailureException {
        ConnectorGenerator generator = new ConnectorGenerator();
        ConnectorSpec connector = connector(generator);
        try {
            say("connector:generate", generator.differences(connector, new OutputWriter(layout(), true)));
            say("connector:docs", new CommittedOutput(layout()).differences(generator.committed(connector)));
        } catch (OutputException e) {
            throw AuthorsFault.of(e);
        }
    }

    private void say(String goal, List<Difference> differences) {
        getLog().info(goal + (differences.isEmpty() ? " would change nothing" : " would"));
        differences.stream().flatMap(difference -> difference.lines().stream()).forEach(getLog()::info);
    }
}
