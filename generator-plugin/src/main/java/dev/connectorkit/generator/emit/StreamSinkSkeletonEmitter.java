package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.StreamSpec;
import java.util.List;

/** The author's sink for each declared stream. */
final class StreamSinkSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/for-target/StreamSink.java";

    private final TemplateRenderer templates;

    StreamSinkSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(String packageName, String sinkClass, String baseClass, String recordClass, String settingsClass) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return spec.architecture() == Architecture.TARGET
                ? spec.streams().stream()
                        .<GeneratedFile>map(stream -> skeleton(spec, stream))
                        .toList()
                : List.of();
    }

    private SkeletonFile skeleton(ConnectorSpec spec, StreamSpec stream) {
        Values values = new Values(
                spec.packageName(),
                stream.sinkClass(),
                stream.sinkBaseClass(),
                stream.recordClass(),
                spec.settingsClass());
        return Skeletons.ofStream(spec, stream, TEMPLATE, templates.render(TEMPLATE, values));
    }
}
