package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The author's sink, which loads one stream. */
final class SinkSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/for-target/Sink.java";

    private final TemplateRenderer templates;

    SinkSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(String packageName, String sinkClass, String settingsClass) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (spec.architecture() != Architecture.TARGET) {
            return List.of();
        }
        Values values = new Values(spec.packageName(), spec.sinkClass(), spec.settingsClass());
        return List.of(Skeletons.main(spec, spec.sinkClass(), TEMPLATE, templates.render(TEMPLATE, values)));
    }
}
