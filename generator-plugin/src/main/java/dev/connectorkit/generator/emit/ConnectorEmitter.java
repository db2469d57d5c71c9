package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class that names a connector, is its entry point, and opens it. */
final class ConnectorEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        TypeSpec connector = TypeSpec.classBuilder(spec.connectorClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(RuntimeTypes.CONNECTOR)
                .addJavadoc("The connector $L: what it says of itself, and how it starts.\n", spec.name())
                .addField(info(spec))
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("For the service loader too.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .build())
                .addMethod(main(spec))
                .addMethod(MethodSpec.methodBuilder("info")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(RuntimeTypes.CONNECTOR_INFO)
                        .addStatement("return INFO")
                        .build())
                .addMethod(open(spec))
                .build();
        return List.of(DerivedJava.file(spec, connector));
    }

    private static FieldSpec info(ConnectorSpec spec) {
        CodeBlock.Builder info = CodeBlock.builder()
                .add("$T.of($L)$>$>", RuntimeTypes.CONNECTOR_INFO, literal(spec.name()))
                .add("\n.label($L)", literal(spec.label()))
                .add("\n.version($L)", literal(spec.version()));
        if (!spec.description().isEmpty()) {
            info.add("\n.description($L)", literal(spec.description()));
        }
        spec.settings().forEach(setting -> info.add("\n.setting($L)", definition(setting)));
        spec.defaults().forEach((name, json) -> info.add("\n.defaultValue($L, $L)", literal(name), literal(json)));
        if (spec.capabilities().flags().getOrDefault("hard_delete", false)) {
            info.add("\n.capability($L)", literal("hard-delete")); // the Singer SDK's word
        }
        return FieldSpec.builder(RuntimeTypes.CONNECTOR_INFO, "INFO", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(info.add("\n.build()$<$<").build())
                .build();
    }

    private static CodeBlock definition(SettingSpec setting) {
        CodeBlock.Builder definition = CodeBlock.builder()
                .add(
                        "$T.of($L, $T.$L)$>$>",
                        RuntimeTypes.SETTING_DEFINITION,
                        literal(setting.name()),
                        RuntimeTypes.SETTING_TYPE,
                        setting.kind().name());
        if (!setting.description().isEmpty()) {
            definition.add("\n.description($L)", literal(setting.description()));
        }
        if (setting.required()) {
            definition.add("\n.required()");
        }
        setting.defaultJson().ifPresent(json -> definition.add("\n.defaultJson($L)", literal(json)));
        if (setting.secret()) {
            definition.add("\n.secret()");
        }
        if (!setting.allowed().isEmpty()) {
            definition.add(
                    "\n.allowed($L)",
                    setting.allowed().stream().map(JavaText::literal).collect(CodeBlock.joining(", ")));
        }
        setting.env().ifPresent(variable -> definition.add("\n.env($L)", literal(variable)));
        setting.examples().forEach(json -> definition.add("\n.example($L)", literal(json)));
        setting.deprecated().ifPresent(instead -> definition.add("\n.deprecated($L)", literal(instead)));
        return definition.add("\n.build()$<$<").build();
    }

    private static MethodSpec main(ConnectorSpec spec) {
        return MethodSpec.methodBuilder("main")
                .addJavadoc("Runs the connector, and ends the JVM with its exit status.\n\n")
                .addJavadoc("@param args the command line; {@code --help} lists what it can hold\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String[].class, "args")
                .addStatement(
                        "$T.exit($T.run(new $T(), args))",
                        System.class,
                        RuntimeTypes.CONNECTOR_COMMAND,
                        DerivedJava.type(spec, spec.connectorClass()))
                .build();
    }

    private static MethodSpec open(ConnectorSpec spec) {
        MethodSpec.Builder open = MethodSpec.methodBuilder("open")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(RuntimeTypes.TARGET)
                .addParameter(RuntimeTypes.SETTINGS, "settings");
        ClassName authors = DerivedJava.type(spec, spec.authorClass());
        ClassName settings = DerivedJava.type(spec, spec.settingsClass());
        switch (spec.architecture()) {
            case SQL ->
                open.addStatement(
                        "return $L",
                        spec.hasAuthorClass()
                                ? CodeBlock.of("new $T(settings)", authors)
                                : CodeBlock.of("new $T($L)", RuntimeTypes.SQL_TARGET, SqlTargetText.arguments(spec)));
            case TARGET ->
                open.addStatement("$T target = new $T()", authors, authors)
                        .addStatement("target.configure($T.from(settings))", settings)
                        .addStatement("return target");
            case HTTP ->
                open.addStatement(
                        "return new $T($L)",
                        RuntimeTypes.DESTINATION_TARGET,
                        spec.hasAuthorClass()
                                ? CodeBlock.of("new $T(settings)", authors)
                                : CodeBlock.of(
                                        "new $T($T.API, settings)",
                                        RuntimeTypes.HTTP_DESTINATION,
                                        DerivedJava.type(spec, spec.apiClass())));
            case DESTINATION ->
                open.addStatement("$T destination = new $T()", authors, authors)
                        .addStatement("destination.configure($T.from(settings))", settings)
                        .addStatement("return new $T(destination)", RuntimeTypes.DESTINATION_TARGET);
        }
        return open.build();
    }
}
