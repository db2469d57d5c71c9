package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.StreamSpec;
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

    static SkeletonFile ofStream(
            ConnectorSpec spec, StreamSpec stream, String template, TemplateRenderer.Rendered rendered) {
        return file(MAIN, spec, stream.sinkClass(), template, rendered, Optional.of(stream.name()));
    }

    private static SkeletonFile file(
            String root, ConnectorSpec spec, String simpleName, String template, TemplateRenderer.Rendered rendered) {
        return file(root, spec, simpleName, template, rendered, Optional.empty());
    }

    private static SkeletonFile file(
            String root,
            ConnectorSpec spec,
            String simpleName,
            String template,
            TemplateRenderer.Rendered rendered,
            Optional<String> stream) {
        String path = root + spec.packageName().replace('.', '/') + "/" + simpleName + ".java";
        return new SkeletonFile(path, rendered.text(), template, rendered.templateVersion(), stream);
    }
}
