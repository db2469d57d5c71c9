package dev.connectorkit.generator.emit;

import static dev.connectorkit.generator.emit.JavaText.literal;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SqlSpec;
import java.util.Arrays;

/** What a SQL target is constructed with. */
final class SqlTargetText {
    private SqlTargetText() {}

    /** The arguments of its constructor; {@code settings} is in scope where they stand. */
    static CodeBlock arguments(ConnectorSpec spec) {
        SqlSpec sql = spec.sql().orElseThrow();
        boolean isClass = sql.dialect().contains(".");
        CodeBlock.Builder arguments =
                CodeBlock.builder().add("$L, settings", isClass ? construction(sql.dialect()) : literal(sql.dialect()));
        boolean hasRules = sql.nativeArrays() || !sql.types().isEmpty();
        if (!hasRules) {
            return isClass
                    ? arguments.add(", $T.NONE", RuntimeTypes.SQL_TYPE_RULES).build()
                    : arguments.build();
        }
        arguments.add(", $T.NONE$>$>", RuntimeTypes.SQL_TYPE_RULES);
        sql.types()
                .forEach((stream, properties) -> properties.forEach((property, type) ->
                        arguments.add("\n.type($L, $L, $L)", literal(stream), literal(property), literal(type))));
        if (sql.nativeArrays()) {
            arguments.add("\n.withNativeArrays()");
        }
        return arguments.add("$<$<").build();
    }

    /** Of a class, so that the compiler finds what is wrong with it. */
    private static CodeBlock construction(String className) {
        int dot = className.lastIndexOf('.');
        String[] names = className.substring(dot + 1).split("\\$", -1);
        return CodeBlock.of(
                "new $T()",
                ClassName.get(className.substring(0, dot), names[0], Arrays.copyOfRange(names, 1, names.length)));
    }
}
