package dev.connectorkit.runtime.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the next SIGTERM or SIGINT end the process at once. The JVM lets a second signal wait for the shutdown that the
 * first began, so it takes a handler of its own; {@code sun.misc.Signal} is the only way to one, and is reached by
 * reflection because javac warns of it, which no annotation can switch off.
 */
final class SecondSignal {
    private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);
    private static final Map<String, Integer> NUMBERS = Map.of("TERM", 15, "INT", 2);
    private static final int STATUS_OF_SIGNALS = 128;

    private SecondSignal() {}

    static void halts() {
        NUMBERS.forEach(SecondSignal::halts);
    }

    private static void halts(String name, int number) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halt = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            Runtime.getRuntime().halt(STATUS_OF_SIGNALS + number);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("a second signal cannot end this process at once", e); // a JVM without it, or one with -Xrs
        }
    }
}
