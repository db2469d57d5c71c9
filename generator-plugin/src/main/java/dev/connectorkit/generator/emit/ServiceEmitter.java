package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The file by which {@link java.util.ServiceLoader} finds the connector. */
final class ServiceEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return List.of(new DerivedFile(
                DerivedFile.Kind.RESOURCE,
                "META-INF/services/" + RuntimeTypes.CONNECTOR.canonicalName(),
                spec.mainClass() + "\n"));
    }
}
