package dev.connectorkit.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The abstract class that the author's target or destination extends: it holds the settings. */
final class BaseEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (!spec.hasAuthorClass()) {
            return List.of();
        }
        TypeSpec base = spec.architecture() == Architecture.HTTP ? httpBase(spec) : base(spec);
        return List.of(DerivedJava.file(spec, base));
    }

    private static TypeSpec base(ConnectorSpec spec) {
        ClassName settings = DerivedJava.type(spec, spec.settingsClass());
        return TypeSpec.classBuilder(spec.baseClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(spec.architecture() == Architecture.TARGET ? RuntimeTypes.TARGET : RuntimeTypes.DESTINATION)
                .addJavadoc("What {@link $L} extends: it gives the settings.\n", spec.authorClass())
                .addField(settings, "settings", Modifier.PRIVATE)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("The settings are there from the first call on, not in a constructor.\n")
                        .addModifiers(Modifier.PROTECTED)
                        .build())
                .addMethod(configure(settings))
                .addMethod(settings(settings))
                .build();
    }

    private static TypeSpec httpBase(ConnectorSpec spec) {
        ClassName settings = DerivedJava.type(spec, spec.settingsClass());
        return TypeSpec.classBuilder(spec.baseClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(RuntimeTypes.HTTP_DESTINATION)
                .addJavadoc(
                        "What {@link $L} extends: it knows the system, and gives the settings.\n", spec.authorClass())
                .addField(settings, "settings", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Reaches the system that the settings name.\n\n")
                        .addJavadoc("@param settings the configuration, checked\n")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(RuntimeTypes.SETTINGS, "settings")
                        .addStatement("super($T.API, settings)", DerivedJava.type(spec, spec.apiClass()))
                        .addStatement("this.settings = $T.from(settings)", settings)
                        .build())
                .addMethod(MethodSpec.methodBuilder("settings")
                        .addJavadoc("Gives the settings of this run.\n\n")
                        .addJavadoc("@return the settings, checked\n")
                        .addModifiers(Modifier.PROTECTED, Modifier.FINAL)
                        .returns(settings)
                        .addStatement("return settings")
                        .build())
                .build();
    }

    private static MethodSpec configure(ClassName settings) {
        return MethodSpec.methodBuilder("configure")
                .addModifiers(Modifier.FINAL)
                .addParameter(settings, "settings")
                .addStatement("this.settings = settings")
                .build();
    }

    private static MethodSpec settings(ClassName settings) {
        return MethodSpec.methodBuilder("settings")
                .addJavadoc("Gives the settings of this run.\n\n")
                .addJavadoc("@return the settings, checked\n")
                .addJavadoc("@throws IllegalStateException in a constructor, when they are not there yet\n")
                .addModifiers(Modifier.PROTECTED, Modifier.FINAL)
                .returns(settings)
                .beginControlFlow("if (settings == null)")
                .addStatement(
                        "throw new $T($S)",
                        IllegalStateException.class,
                        "settings() is asked for in a constructor; ask where they are used")
                .endControlFlow()
                .addStatement("return settings")
                .build();
    }
}
