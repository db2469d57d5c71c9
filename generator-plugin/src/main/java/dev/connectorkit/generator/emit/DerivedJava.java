package dev.connectorkit.generator.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;

/** Java source for derived classes. */
final class DerivedJava {
    /** On each derived class: tools leave such classes out of their reports. */
    static final AnnotationSpec GENERATED = AnnotationSpec.builder(
                    ClassName.get("javax.annotation.processing", "Generated"))
            .addMember("value", "$S", "dev.connectorkit:connector-maven-plugin")
            .build();

    private DerivedJava() {}

    /** Gives the file for a top-level class. */
    static DerivedFile file(ConnectorSpec spec, TypeSpec type) {
        String source = JavaFile.builder(spec.packageName(), type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return new DerivedFile(DerivedFile.Kind.SOURCE, path(spec, type.name()), source);
    }

    static ClassName type(ConnectorSpec spec, String simpleName) {
        return ClassName.get(spec.packageName(), simpleName);
    }

    private static String path(ConnectorSpec spec, String simpleName) {
        return spec.packageName().replace('.', '/') + "/" + simpleName + ".java";
    }
}
