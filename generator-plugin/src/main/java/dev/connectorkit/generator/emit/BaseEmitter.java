package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The abstract class that the author's target or destination extends: it holds the settings. */
final class BaseEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        if (!spec.hasAuthorClass()) {
            return List.of();
        }
        TypeSpec base =
                switch (spec.architecture()) {
                    case HTTP ->
                        constructedBase(
                                spec,
                                RuntimeTypes.HTTP_DESTINATION,
                                CodeBlock.of("$T.API, settings", DerivedJava.type(spec, spec.apiClass())),
                                "Reaches the system that the settings name.");
                    case SQL ->
                        constructedBase(
                                spec,
                                RuntimeTypes.SQL_TARGET,
                                SqlTargetText.arguments(spec),
                                "Loads the database that the settings name; nothing is connected to yet.");
                    case TARGET, DESTINATION -> base(spec);
                };
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
                .addMethods(spec.streams().isEmpty() ? List.of() : streams(spec))
                .build();
    }

    private static List<MethodSpec> streams(ConnectorSpec spec) {
        return spec.architecture() == Architecture.TARGET ? sinks(spec) : exports(spec);
    }

    /** Each declared stream has a sink of its own, the others one method. */
    private static List<MethodSpec> sinks(ConnectorSpec spec) {
        CodeBlock.Builder choice = CodeBlock.builder().add("return switch (stream.name()) {\n$>");
        spec.streams()
                .forEach(stream -> choice.add(
                        "case $L -> new $T(stream, settings());\n",
                        literal(stream.name()),
                        DerivedJava.type(spec, stream.sinkClass())));
        choice.add("default -> otherSink(stream);\n$<};\n");
        return List.of(
                MethodSpec.methodBuilder("sink")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                        .returns(RuntimeTypes.SINK)
                        .addParameter(RuntimeTypes.STREAM_SCHEMA, "stream")
                        .addCode(choice.build())
                        .build(),
                MethodSpec.methodBuilder("otherSink")
                        .addJavadoc("Makes a sink of a stream that connector.yaml does not declare.\n\n")
                        .addJavadoc("@param stream as its tap describes it\n")
                        .addJavadoc("@return the sink\n")
                        .addModifiers(Modifier.PROTECTED, Modifier.ABSTRACT)
                        .returns(RuntimeTypes.SINK)
                        .addParameter(RuntimeTypes.STREAM_SCHEMA, "stream")
                        .build());
    }

    /** Each declared stream has a method, and the others one. */
    private static List<MethodSpec> exports(ConnectorSpec spec) {
        CodeBlock.Builder choice = CodeBlock.builder().add("switch (batch.stream().name()) {\n$>");
        List<MethodSpec> methods = new ArrayList<>();
        for (StreamSpec stream : spec.streams()) {
            ClassName record = DerivedJava.type(spec, stream.recordClass());
            choice.add(
                    "case $L -> $L(batch.records().stream().map($T::from).toList(), batch);\n",
                    literal(stream.name()),
                    stream.exportMethod(),
                    record);
            methods.add(MethodSpec.methodBuilder(stream.exportMethod())
                    .addJavadoc("Writes all records durably, or throws.\n\n")
                    .addJavadoc("@param records in their order\n")
                    .addJavadoc("@param batch that they are of, to report on them one by one\n")
                    .addModifiers(Modifier.PROTECTED, Modifier.ABSTRACT)
                    .addParameter(ParameterizedTypeName.get(ClassName.get(List.class), record), "records")
                    .addParameter(RuntimeTypes.RECORD_BATCH, "batch")
                    .build());
        }
        choice.add("default -> exportOther(batch);\n$<}\n");
        methods.add(
                0,
                MethodSpec.methodBuilder("exportBatch")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                        .addParameter(RuntimeTypes.RECORD_BATCH, "batch")
                        .addCode(choice.build())
                        .build());
        methods.add(MethodSpec.methodBuilder("exportOther")
                .addJavadoc("Writes all rows of a stream that connector.yaml does not declare, or throws.\n\n")
                .addJavadoc("@param batch the rows\n")
                .addModifiers(Modifier.PROTECTED, Modifier.ABSTRACT)
                .addParameter(RuntimeTypes.RECORD_BATCH, "batch")
                .build());
        return methods;
    }

    /** One that has its settings from the beginning. */
    private static TypeSpec constructedBase(
            ConnectorSpec spec, ClassName superclass, CodeBlock arguments, String purpose) {
        ClassName settings = DerivedJava.type(spec, spec.settingsClass());
        return TypeSpec.classBuilder(spec.baseClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(superclass)
                .addJavadoc(
                        "What {@link $L} extends: it knows the system, and gives the settings.\n", spec.authorClass())
                .addField(settings, "settings", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("$L\n\n", purpose)
                        .addJavadoc("@param settings the configuration, checked\n")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(RuntimeTypes.SETTINGS, "settings")
                        .addStatement("super($L)", arguments)
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
