package dev.connectorkit.testkit.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.CaseInput;
import dev.connectorkit.testkit.cases.TapAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One run to be made.
 *
 * @param directory      a folder that the run has for itself; what it writes is left there
 * @param number         from 1, of the runs in that folder
 * @param arguments      of the command line; {@link #CONFIG} stands for the configuration file
 * @param configuration  complete; not to be changed
 * @param tap            what the tap does besides writing, by line
 * @param cutConnections cuts those of the destination, where the tap asks for it
 * @param timeLimit      after which the run is ended
 * @param onState        gets each line of standard output as soon as it is there, on a thread of the run; does not throw
 */
public record RunRequest(
        Path directory,
        int number,
        List<String> arguments,
        ObjectNode configuration,
        CaseInput input,
        List<TapAction> tap,
        Runnable cutConnections,
        Duration timeLimit,
        Consumer<String> onState) {
    /** In an argument, the configuration file. */
    public static final String CONFIG = "${config}";

    /** What a target is started with. */
    public static final List<String> LOADING = List.of("--config", CONFIG);

    public RunRequest {
        requireNonNull(directory, "directory");
        arguments = List.copyOf(arguments);
        requireNonNull(configuration, "configuration");
        requireNonNull(input, "input");
        tap = List.copyOf(tap);
        requireNonNull(cutConnections, "cutConnections");
        requireNonNull(timeLimit, "timeLimit");
        requireNonNull(onState, "onState");
    }

    /** A run with a tap that writes and does nothing else. */
    public static RunRequest loading(
            Path directory, ObjectNode configuration, CaseInput input, Duration timeLimit, Consumer<String> onState) {
        return new RunRequest(directory, 1, LOADING, configuration, input, List.of(), () -> {}, timeLimit, onState);
    }

    /** The arguments with the configuration file named. */
    List<String> argumentsWith(Path config) {
        return arguments.stream()
                .map(argument -> argument.replace(CONFIG, config.toString()))
                .toList();
    }
}
