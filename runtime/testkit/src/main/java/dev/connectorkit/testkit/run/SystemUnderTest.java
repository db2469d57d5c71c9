package dev.connectorkit.testkit.run;

/** The connector under test, whichever way it is started. */
public interface SystemUnderTest {
    /** Runs the connector once, to its end or to the time limit. */
    RunResult run(RunRequest request);

    /** Whether it is a process of its own, which signals can be sent to. */
    default boolean isProcess() {
        return true;
    }
}
