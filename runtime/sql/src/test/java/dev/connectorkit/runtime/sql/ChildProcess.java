package dev.connectorkit.runtime.sql;

import dev.connectorkit.runtime.cli.ConnectorCommand;
import dev.connectorkit.runtime.session.Connector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a connector of the tests as a process of its own; the first argument names its class. */
final class ChildProcess {
    private ChildProcess() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Connector connector = Class.forName(args[0])
                .asSubclass(Connector.class)
                .getDeclaredConstructor()
                .newInstance();
        System.exit(ConnectorCommand.run(
                connector, List.of(args).subList(1, args.length).toArray(new String[0])));
    }

    static List<String> command(Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }
}
