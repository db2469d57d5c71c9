package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.StreamSpec;
import dev.connectorkit.generator.spec.StreamSpec.PropertySpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A Java record for each declared stream, where there is code of an author's that takes them. */
final class StreamRecordEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return switch (spec.architecture()) {
            case TARGET, DESTINATION ->
                spec.streams().stream()
                        .<GeneratedFile>map(stream -> DerivedJava.file(spec, type(spec, stream)))
                        .toList();
            case SQL, HTTP -> List.of();
        };
    }

    private static TypeSpec type(ConnectorSpec spec, StreamSpec stream) {
        String description = JavaText.javadoc(stream.description());
        return TypeSpec.recordBuilder(stream.recordClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("A record of the stream $L.\n", JavaText.javadoc(stream.name()))
                .addJavadoc(description.isEmpty() ? CodeBlock.of("") : CodeBlock.of("$L\n", description))
                .addJavadoc("\n")
                .addJavadoc(stream.properties().stream()
                        .map(property -> CodeBlock.of("@param $L $L\n", property.component(), about(property)))
                        .collect(CodeBlock.joining("")))
                .recordConstructor(components(stream))
                .addMethod(from(spec, stream))
                .build();
    }

    private static String about(PropertySpec property) {
        String description = JavaText.javadoc(property.description());
        return description.isEmpty() ? "the property " + JavaText.javadoc(property.name()) : description;
    }

    private static MethodSpec components(StreamSpec stream) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        stream.properties()
                .forEach(property -> components.addParameter(
                        ValueTypes.type(property.kind(), !property.optional()), property.component()));
        return components.build();
    }

    private static MethodSpec from(ConnectorSpec spec, StreamSpec stream) {
        ClassName record = DerivedJava.type(spec, stream.recordClass());
        return MethodSpec.methodBuilder("from")
                .addJavadoc("Gives what a record holds, by name and type.\n\n")
                .addJavadoc("@param sent as the tap sent it\n")
                .addJavadoc("@return the same\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(record)
                .addParameter(RuntimeTypes.STREAM_RECORD, "sent")
                .addStatement("$T values = new $T(sent)", RuntimeTypes.RECORD_VALUES, RuntimeTypes.RECORD_VALUES)
                .addCode("return new $T(", record)
                .addCode(stream.properties().stream()
                        .map(property -> CodeBlock.of(
                                "\n$>$>values.$L($L)$<$<",
                                ValueTypes.reader(property.kind(), !property.optional()),
                                literal(property.name())))
                        .collect(CodeBlock.joining(",")))
                .addCode(");\n")
                .build();
    }
}
