package dev.connectorkit.generator;

import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.DescriptorReader;
import dev.connectorkit.generator.descriptor.InvalidDescriptorException;
import dev.connectorkit.generator.emit.CommittedFile;
import dev.connectorkit.generator.emit.CommittedFiles;
import dev.connectorkit.generator.emit.Emitter;
import dev.connectorkit.generator.emit.GeneratedFile;
import dev.connectorkit.generator.output.Difference;
import dev.connectorkit.generator.output.GenerationResult;
import dev.connectorkit.generator.output.OutputException;
import dev.connectorkit.generator.output.OutputWriter;
import dev.connectorkit.generator.output.ProjectCheck;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SpecResolver;
import java.nio.file.Path;
import java.util.List;

/** Makes a connector's files from its descriptor. The same descriptor and version give the same bytes. Safe for threads. */
public final class ConnectorGenerator {
    private final DescriptorReader reader = new DescriptorReader();
    private final SpecResolver resolver = new SpecResolver(reader.runtimeSettings());
    private final List<Emitter> emitters = Emitter.all();
    private final CommittedFiles committedFiles =
            new CommittedFiles(reader.runtimeSettings().types());

    /**
     * Reads and checks a descriptor.
     *
     * @param version of the connector
     * @throws InvalidDescriptorException with all that the descriptor's author has to change
     */
    public ConnectorSpec specification(Path descriptorFile, String version) {
        Descriptor descriptor = reader.read(descriptorFile); // strict YAML; every value knows its line
        return resolver.resolve(descriptor, version); // all problems at once, or a spec that cannot fail later
    }

    /**
     * Makes a connector's files, and writes what differs.
     *
     * @throws OutputException if the project has to be changed first; nothing was written then
     */
    public GenerationResult generate(ConnectorSpec connector, OutputWriter output) {
        return output.write(files(connector), committed(connector));
    }

    /** What {@link #generate} would do. */
    public List<Difference> differences(ConnectorSpec connector, OutputWriter output) {
        return output.differences(files(connector));
    }

    /** What is committed beside the descriptor. */
    public List<CommittedFile> committed(ConnectorSpec connector) {
        return committedFiles.emit(connector);
    }

    /** Where a project is not as its descriptor says, each on a line; empty if nowhere. */
    public List<String> problems(ConnectorSpec connector, ProjectCheck check) {
        return check.problems(files(connector), committed(connector));
    }

    private List<GeneratedFile> files(ConnectorSpec spec) {
        return emitters.stream().flatMap(emitter -> emitter.emit(spec).stream()).toList();
    }
}
