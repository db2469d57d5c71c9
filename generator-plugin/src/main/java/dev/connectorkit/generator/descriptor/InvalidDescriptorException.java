package dev.connectorkit.generator.descriptor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A descriptor that its author has to change. The message lists every problem, a line each, in the file's order. */
public final class InvalidDescriptorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one, in any order */
    public InvalidDescriptorException(List<Problem> problems) {
        super(inFileOrder(problems).map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = inFileOrder(problems).toList();
    }

    private static Stream<Problem> inFileOrder(List<Problem> problems) {
        return problems.stream().distinct().sorted(Problem.IN_FILE_ORDER);
    }

    public List<Problem> problems() {
        return problems;
    }
}
