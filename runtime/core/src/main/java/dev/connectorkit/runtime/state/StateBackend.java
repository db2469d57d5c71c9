package dev.connectorkit.runtime.state;

/** Where states are kept. */
public enum StateBackend {
    /** Lines of standard output, which whoever runs the tap keeps. */
    STDOUT,
    /** A file that holds the last one. */
    FILE,
    /** The destination itself, committed together with the rows; standard output has them too. */
    TABLE
}
