package dev.connectorkit.runtime.error;

/** Names a failure for people and programs; the exit status says which kind of failure it is. */
public enum ErrorCode {
    CONNECTOR_FAULT(1),
    USAGE(2),
    CONFIG_INVALID(2),
    INPUT_UNREADABLE(2),
    CONNECTION_FAILED(3),
    DESTINATION_BUSY(3),
    INVALID_JSON(4),
    INPUT_TRUNCATED(4),
    LINE_TOO_LONG(4),
    REPEATED_KEY(4),
    MESSAGE_INVALID(4),
    UNKNOWN_MESSAGE(4),
    SCHEMA_INVALID(4),
    RECORD_BEFORE_SCHEMA(4),
    RECORD_INVALID(4),
    NULL_KEY(4),
    NAME_COLLISION(4),
    TOO_MANY_COLUMNS(4),
    TOO_MANY_INVALID(4),
    STATE_MISSING(4),
    LOAD_FAILED(5),
    TABLE_INCOMPATIBLE(5),
    RECORD_REFUSED(5),
    STATE_UNWRITABLE(5),
    DEAD_LETTER_UNWRITABLE(5),
    INTERRUPTED(143);

    private final int exitStatus;

    ErrorCode(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** Status that the process ends with: 1 fault of the connector, 2 configuration, 3 connection, 4 input, 5 load. */
    public int exitStatus() {
        return exitStatus;
    }
}
