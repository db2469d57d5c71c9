package dev.connectorkit.runtime.mapping.expression;

import java.util.Iterator;
import java.util.List;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlOperator;
import org.apache.commons.jexl3.introspection.JexlMethod;
import org.apache.commons.jexl3.introspection.JexlPropertyGet;
import org.apache.commons.jexl3.introspection.JexlPropertySet;
import org.apache.commons.jexl3.introspection.JexlUberspect;
import org.jspecify.annotations.Nullable;

/**
 * Gives expressions the functions and methods of this package and nothing else: no class, method or field of Java is
 * reached by reflection, nothing is constructed, nothing is set.
 */
final class ClosedUberspect implements JexlUberspect {
    @Override
    public @Nullable JexlMethod getMethod(Object receiver, String name, Object... arguments) {
        Operation operation = receiver instanceof JexlContext ? Functions.find(name) : Methods.find(receiver, name);
        return operation == null ? null : new Call(name, operation);
    }

    @Override
    public JexlPropertyGet getPropertyGet(Object receiver, Object name) {
        return new Attribute(name);
    }

    @Override
    public JexlPropertyGet getPropertyGet(List<PropertyResolver> resolvers, Object receiver, Object name) {
        return new Attribute(name);
    }

    @Override
    public @Nullable JexlPropertySet getPropertySet(Object receiver, Object name, Object value) {
        return null;
    }

    @Override
    public @Nullable JexlPropertySet getPropertySet(
            List<PropertyResolver> resolvers, Object receiver, Object name, Object value) {
        return null;
    }

    @Override
    public @Nullable JexlMethod getConstructor(Object type, Object... arguments) {
        return null;
    }

    @Override
    public @Nullable Class<?> getClassByName(String name) {
        return null;
    }

    @Override
    public JexlArithmetic.@Nullable Uberspect getArithmetic(JexlArithmetic arithmetic) {
        return null;
    }

    @Override
    public @Nullable Iterator<?> getIterator(Object value) {
        return null;
    }

    @Override
    public List<PropertyResolver> getResolvers(JexlOperator operator, Object receiver) {
        return List.of();
    }

    @Override
    public @Nullable ClassLoader getClassLoader() {
        return ClosedUberspect.class.getClassLoader();
    }

    @Override
    public void setClassLoader(ClassLoader loader) {
        throw new UnsupportedOperationException("expressions load no classes");
    }

    @Override
    public int getVersion() {
        return 1;
    }

    private record Call(String name, Operation operation) implements JexlMethod {
        @Override
        public @Nullable Object invoke(Object receiver, Object... arguments) {
            return operation.call(receiver, new Arguments(name, arguments));
        }

        @Override
        public Object tryInvoke(String other, Object receiver, Object... arguments) {
            return JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean tryFailed(Object result) {
            return result == JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean isCacheable() {
            return false;
        }

        @Override
        public Class<?> getReturnType() {
            return Object.class;
        }
    }

    private record Attribute(Object name) implements JexlPropertyGet {
        @Override
        public @Nullable Object invoke(Object receiver) {
            return Methods.attribute(receiver, name);
        }

        @Override
        public Object tryInvoke(Object receiver, Object other) {
            return JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean tryFailed(Object result) {
            return result == JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean isCacheable() {
            return false;
        }
    }
}
