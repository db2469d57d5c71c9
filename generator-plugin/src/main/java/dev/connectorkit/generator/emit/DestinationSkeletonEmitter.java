package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The author's destination: it exports all streams, or reads the answers of a system over HTTP. */
final class DestinationSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/for-destination/Destination.java";
    private static final String HTTP_TEMPLATE = "skeletons/for-http/Destination.java";

    private final TemplateRenderer templates;

    DestinationSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(String packageName, String destinationClass, String baseClass, List<Export> streams) {}

    /** A method for a declared stream. */
    record Export(String method, String recordClass) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return switch (spec.architecture()) {
            case DESTINATION -> List.of(skeleton(spec, TEMPLATE));
            case HTTP -> spec.hasAuthorClass() ? List.of(skeleton(spec, HTTP_TEMPLATE)) : List.of();
            case SQL, TARGET -> List.of();
        };
    }

    private SkeletonFile skeleton(ConnectorSpec spec, String template) {
        Values values = new Values(
                spec.packageName(),
                spec.authorClass(),
                spec.baseClass(),
                spec.streams().stream()
                        .map(stream -> new Export(stream.exportMethod(), stream.recordClass()))
                        .toList());
        return Skeletons.main(spec, spec.authorClass(), template, templates.render(template, values));
    }
}
