package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.Optional;

/** Where skeletons go. */
final class Skeletons {
    private static final String MAIN = "src/main/java/";
    private static final String TEST = "src/test/java/";

    private Skeletons() {}

    static SkeletonFile main(
            ConnectorSpec spec, String simpleName, String template, TemplateRenderer.Rendered rendered) {
        return file(MAIN, spec, simpleName, template, rendered);
    }

    static SkeletonFile test(
            ConnectorSpec spec, String simpleName, String template, TemplateRenderer.Rendered rendered) {
        return file(TEST, spec, simpleName, template, rendered);
    }

    private static SkeletonFile file(
            String root, ConnectorSpec spec, String simpleName, String template, TemplateRenderer.Rendered rendered) {
        String path = root + spec.packageName().replace('.', '/') + "/" + simpleName + ".java";
        return new SkeletonFile(path, rendered.text(), template, rendered.templateVersion(), Optional.empty());
    }
}
