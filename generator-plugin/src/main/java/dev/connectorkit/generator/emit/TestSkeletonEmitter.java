package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** The first unit test of a connector that has code of its author's. */
final class TestSkeletonEmitter implements Emitter {
    private static final String TEMPLATE = "skeletons/ConnectorTest.java";

    private final TemplateRenderer templates;

    TestSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the template can use. */
    record Values(String packageName, String connectorClass) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (spec.architecture() == Architecture.SQL) {
            return List.of();
        }
        Values values = new Values(spec.packageName(), spec.connectorClass());
        return List.of(
                Skeletons.test(spec, spec.connectorClass() + "Test", TEMPLATE, templates.render(TEMPLATE, values)));
    }
}
