package dev.connectorkit.runtime.mapping.expression;

import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlScript;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Used by one thread at a time. */
public final class Expression {
    private final JexlScript script;
    private final Translator.Translation translation;
    private final Map<String, Object> libraries;

    Expression(JexlScript script, Translator.Translation translation, Map<String, Object> libraries) {
        this.script = script;
        this.translation = translation;
        this.libraries = libraries;
    }

    /** The names that it reads; without functions, and without the libraries {@code json} and {@code datetime}. */
    public Set<String> names() {
        return translation.names().stream()
                .filter(name -> !libraries.containsKey(name))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** The properties that it reads as {@code record['x']}. */
    public Set<String> recordKeys() {
        return translation.recordKeys();
    }

    /** The settings that it reads as {@code config['x']}. */
    public Set<String> configKeys() {
        return translation.configKeys();
    }

    /**
     * Evaluates it.
     *
     * @return null, Boolean, String, a number, a List or Map of these, a date or time
     * @throws ExpressionFault if that cannot be done with these values; the message tells why without any of them
     */
    public @Nullable Object evaluate(Names names) {
        try {
            return script.execute(new Context(names, libraries));
        } catch (JexlException e) {
            throw fault(e);
        }
    }

    private static ExpressionFault fault(JexlException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExpressionFault fault) {
                return fault;
            }
        }
        if (failure instanceof JexlException.Variable variable) {
            return new ExpressionFault(
                    variable.isUndefined()
                            ? "there is no \"%s\"".formatted(plain(variable.getVariable()))
                            : "\"%s\" is null%s".formatted(plain(variable.getVariable()), Values.adviceOnNull(null)));
        }
        if (failure instanceof JexlException.Method method) {
            return new ExpressionFault("the value has no method %s".formatted(method.getMethod()));
        }
        if (failure instanceof JexlException.Property) {
            return new ExpressionFault("a part of it is null" + Values.adviceOnNull(null));
        }
        ExpressionFault fault = new ExpressionFault("it cannot be evaluated");
        fault.initCause(failure);
        return fault;
    }

    private static String plain(String variable) {
        return variable.startsWith("$") ? variable.substring(1) : variable;
    }

    /** JEXL asks for {@code a.b} as one name too, where a is null; there are none such. */
    private record Context(Names names, Map<String, Object> libraries) implements JexlContext, JexlContext.ThreadLocal {
        @Override
        public @Nullable Object get(String name) {
            return names.has(name) ? names.get(name) : libraries.get(name);
        }

        @Override
        public boolean has(String name) {
            return names.has(name) || libraries.containsKey(name);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            throw new UnsupportedOperationException("an expression changes nothing");
        }
    }
}
