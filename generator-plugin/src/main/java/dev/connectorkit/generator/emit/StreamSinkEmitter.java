package dev.connectorkit.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.StreamSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The abstract sink of each declared stream, which takes its records by type. */
final class StreamSinkEmitter implements Emitter {
    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        return spec.architecture() == Architecture.TARGET
                ? spec.streams().stream()
                        .<GeneratedFile>map(stream -> DerivedJava.file(spec, type(spec, stream)))
                        .toList()
                : List.of();
    }

    private static TypeSpec type(ConnectorSpec spec, StreamSpec stream) {
        ClassName record = DerivedJava.type(spec, stream.recordClass());
        return TypeSpec.classBuilder(stream.sinkBaseClass())
                .addAnnotation(DerivedJava.GENERATED)
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .superclass(RuntimeTypes.BATCH_SINK)
                .addJavadoc("What {@link $L} extends: it gives the records by their type.\n", stream.sinkClass())
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Loads the stream.\n\n")
                        .addJavadoc("@param stream as its tap describes it\n")
                        .addModifiers(Modifier.PROTECTED)
                        .addParameter(RuntimeTypes.STREAM_SCHEMA, "stream")
                        .addStatement("super(stream)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("processBatch")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                        .addParameter(RuntimeTypes.RECORD_BATCH, "batch")
                        .addStatement("load(batch.records().stream().map($T::from).toList(), batch)", record)
                        .build())
                .addMethod(MethodSpec.methodBuilder("load")
                        .addJavadoc("Writes all records durably, or throws.\n\n")
                        .addJavadoc("@param records in their order\n")
                        .addJavadoc("@param batch that they are of, to report on them one by one\n")
                        .addModifiers(Modifier.PROTECTED, Modifier.ABSTRACT)
                        .addParameter(ParameterizedTypeName.get(ClassName.get(List.class), record), "records")
                        .addParameter(RuntimeTypes.RECORD_BATCH, "batch")
                        .build())
                .build();
    }
}
