package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The author's target, which makes the sinks. */
final class TargetSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/for-target/Target.java";

    private final TemplateRenderer templates;

    TargetSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(
            String packageName,
            String targetClass,
            String baseClass,
            String sinkClass,
            String sinkMethod,
            String which) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (spec.architecture() != Architecture.TARGET) {
            return List.of();
        }
        Values values = new Values(
                spec.packageName(),
                spec.authorClass(),
                spec.baseClass(),
                spec.sinkClass(),
                spec.streams().isEmpty() ? "public Sink sink" : "protected Sink otherSink",
                spec.streams().isEmpty() ? "a stream" : "a stream that connector.yaml does not declare");
        return List.of(Skeletons.main(spec, spec.authorClass(), TEMPLATE, templates.render(TEMPLATE, values)));
    }
}
