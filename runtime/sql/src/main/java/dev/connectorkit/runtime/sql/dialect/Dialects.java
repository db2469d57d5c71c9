package dev.connectorkit.runtime.sql.dialect;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds dialects by name among the services, or by the name of their class. */
public final class Dialects {
    private Dialects() {}

    /**
     * Gives the dialect.
     *
     * @throws SettingsException if there is none of that name; the message lists those there are
     */
    public static Dialect named(String nameOrClass) {
        return ServiceLoader.load(Dialect.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.name().equals(nameOrClass))
                .findFirst()
                .orElseGet(() -> ofClass(nameOrClass));
    }

    private static Dialect ofClass(String className) {
        try {
            return Class.forName(className)
                    .asSubclass(Dialect.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            String known = ServiceLoader.load(Dialect.class).stream()
                    .map(provider -> provider.get().name())
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new SettingsException(
                    ErrorCode.CONFIG_INVALID,
                    "dialect \"%s\" is neither one of %s, nor a class with a constructor without arguments that implements %s"
                            .formatted(className, known, Dialect.class.getName()),
                    e);
        }
    }
}
