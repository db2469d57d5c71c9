package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class that a worker of Kafka Connect knows a connector by: the runtime's sink connector under a name of its own, since a
 * worker tells plugins apart by that. It has no code of its own, and is written as bytes: to compile it, every connector would
 * have to depend on Kafka.
 */
final class SinkConnectorClass {
    private static final String RUNTIMES = "dev/connectorkit/runtime/kafkaconnect/SingerSinkConnector";

    private SinkConnectorClass() {}

    /** Its path in a jar. */
    static String path(ConnectorSpec spec) {
        return internalName(spec) + ".class";
    }

    static byte[] bytes(ConnectorSpec spec) {
        ClassWriter type = new ClassWriter(0);
        type.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                internalName(spec),
                null,
                RUNTIMES,
                null);
        MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, RUNTIMES, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    private static String internalName(ConnectorSpec spec) {
        return (spec.packageName() + "." + spec.sinkConnectorClass()).replace('.', '/');
    }
}
