package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The author's destination, which exports all streams. */
final class DestinationSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/for-destination/Destination.java";

    private final TemplateRenderer templates;

    DestinationSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(String packageName, String destinationClass, String baseClass) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (spec.architecture() != Architecture.DESTINATION) {
            return List.of();
        }
        Values values = new Values(spec.packageName(), spec.authorClass(), spec.baseClass());
        return List.of(Skeletons.main(spec, spec.authorClass(), TEMPLATE, templates.render(TEMPLATE, values)));
    }
}
