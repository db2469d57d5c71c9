package dev.connectorkit.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.connectorkit.generator.spec.SettingKind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** The Java types of JSON values, and the methods of the runtime that read them: those of Settings and of RecordValues. */
final class ValueTypes {
    private ValueTypes() {}

    /** An absent value is an empty optional; a value that is always there needs none. */
    static TypeName type(SettingKind kind, boolean always) {
        return switch (kind) {
            case STRING -> either(always, ClassName.get(String.class));
            case INTEGER -> always ? TypeName.LONG : ClassName.get(OptionalLong.class);
            case NUMBER -> either(always, ClassName.get(BigDecimal.class));
            case BOOLEAN -> always ? TypeName.BOOLEAN : either(false, ClassName.get(Boolean.class));
            case OBJECT, ARRAY -> either(always, RuntimeTypes.JSON_NODE);
        };
    }

    static TypeName either(boolean always, TypeName type) {
        return always ? type : ParameterizedTypeName.get(ClassName.get(Optional.class), type);
    }

    static String reader(SettingKind kind, boolean always) {
        return switch (kind) {
            case STRING -> reader("string", always);
            case INTEGER -> reader("integer", always);
            case NUMBER -> reader("number", always);
            case BOOLEAN -> reader("flag", always);
            case OBJECT, ARRAY -> reader("json", always);
        };
    }

    static String reader(String always, boolean isAlways) {
        return isAlways ? always : "optional" + Character.toUpperCase(always.charAt(0)) + always.substring(1);
    }
}
