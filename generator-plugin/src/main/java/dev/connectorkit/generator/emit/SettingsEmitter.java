package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The record that holds a connector's settings, each by a component of its type. */
final class SettingsEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        TypeSpec record = TypeSpec.recordBuilder(spec.settingsClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("The settings of $L, checked before anything is read.\n", spec.name())
                .addJavadoc(parameters(spec))
                .recordConstructor(components(spec))
                .addMethod(from(spec))
                .build();
        return List.of(DerivedJava.file(spec, record));
    }

    private static CodeBlock parameters(ConnectorSpec spec) {
        CodeBlock.Builder parameters = CodeBlock.builder();
        if (!spec.settings().isEmpty()) {
            parameters.add("\n");
        }
        spec.settings().forEach(setting -> parameters.add("@param $L $L\n", setting.component(), about(setting)));
        return parameters.build();
    }

    private static String about(SettingSpec setting) {
        String description = JavaText.javadoc(setting.description());
        return description.isEmpty() ? "the setting " + setting.name() : description;
    }

    private static MethodSpec components(ConnectorSpec spec) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        spec.settings().forEach(setting -> components.addParameter(type(setting), setting.component()));
        return components.build();
    }

    private static MethodSpec from(ConnectorSpec spec) {
        ClassName record = DerivedJava.type(spec, spec.settingsClass());
        return MethodSpec.methodBuilder("from")
                .addJavadoc("Gives the settings that a configuration amounts to.\n\n")
                .addJavadoc("@param settings the configuration, checked and with the defaults filled in\n")
                .addJavadoc("@return the same by name and type\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(record)
                .addParameter(RuntimeTypes.SETTINGS, "settings")
                .addCode("return new $T(", record)
                .addCode(spec.settings().stream()
                        .map(setting ->
                                CodeBlock.of("\n$>$>settings.$L($L)$<$<", reader(setting), literal(setting.name())))
                        .collect(CodeBlock.joining(",")))
                .addCode(");\n")
                .build();
    }

    private static TypeName type(SettingSpec setting) {
        return setting.secret()
                ? ValueTypes.either(setting.isAlwaysSet(), RuntimeTypes.SECRET)
                : ValueTypes.type(setting.kind(), setting.isAlwaysSet());
    }

    private static String reader(SettingSpec setting) {
        return setting.secret()
                ? ValueTypes.reader("secret", setting.isAlwaysSet())
                : ValueTypes.reader(setting.kind(), setting.isAlwaysSet());
    }
}
