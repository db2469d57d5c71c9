package dev.connectorkit.runtime.sql;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.sql.ddl.Transaction;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.load.DatabaseError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of a run whose rows and states are committed together, and its transaction. After the first failure it
 * does nothing more, so that no part of a broken epoch is ever committed.
 */
final class EpochConnection implements Connections, EpochStore {
    private static final Logger LOG = LoggerFactory.getLogger(EpochConnection.class);

    private final ConnectionSource source;
    private final Dialect dialect;
    private final RunLocks locks;
    private final Supplier<StateTable> stateTable;
    private @Nullable StateTable states;
    private final String place;
    private final String run = UUID.randomUUID().toString();
    private @Nullable Connection connection;
    private @Nullable Transaction transaction;
    private boolean broken;

    /**
     * Nothing is connected to yet.
     *
     * @param stateTable asked for once there is a connection to be had
     * @param place      the database for messages
     */
    EpochConnection(
            ConnectionSource source, Dialect dialect, RunLocks locks, Supplier<StateTable> stateTable, String place) {
        this.source = source;
        this.dialect = dialect;
        this.locks = locks;
        this.stateTable = stateTable;
        this.place = place;
    }

    @Override
    public boolean areInEpoch() {
        return true;
    }

    @Override
    public synchronized void begin() {
        if (connection != null) {
            return;
        }
        broken = true;
        try {
            connection = source.open();
            locks.takeOn(connection, states().lockName());
            states().take(connection, run);
            broken = false;
        } catch (LockHeldException e) {
            throw new ConnectionException(
                    ErrorCode.DESTINATION_BUSY,
                    "%s: another run with state_id \"%s\" is alive; end it, or give this one a state_id of its own"
                            .formatted(place, states().id()),
                    e);
        } catch (SQLException e) {
            throw failure(e, "cannot be taken");
        }
    }

    @Override
    public synchronized Optional<String> lastState() {
        try {
            if (connection != null) {
                return states().read(connection);
            }
            try (Connection reading = source.open()) {
                return states().read(reading);
            }
        } catch (SQLException e) {
            throw failure(e, "cannot be read");
        }
    }

    @Override
    public synchronized <T> T use(Work<T> work) throws SQLException {
        requireWhole();
        begin();
        broken = true;
        Connection open = requireNonNull(connection);
        if (transaction == null) {
            transaction = Transaction.begin(open, dialect);
        }
        T result = work.run(open);
        broken = false;
        return result;
    }

    /** What is open holds changed tables at most, which may become durable without their rows. */
    @Override
    public synchronized Map<String, String> take(Set<String> parts) {
        requireWhole();
        broken = true;
        try {
            Connection open = connection == null ? source.open() : connection;
            connection = open;
            if (transaction != null) {
                transaction.commit();
                transaction = null;
            }
            Map<String, String> taken = new TreeMap<>();
            for (String part : new TreeSet<>(parts)) {
                StateTable ofPart = states().part(part);
                ofPart.take(open, run);
                ofPart.read(open).ifPresent(state -> taken.put(part, state));
            }
            broken = false;
            return taken;
        } catch (SQLException e) {
            throw failure(e, "cannot be taken");
        }
    }

    @Override
    public synchronized void commit(String state) {
        commit(List.of(states()), open -> states().write(open, run, state));
    }

    @Override
    public synchronized void commit(Map<String, String> statesOfParts) {
        Map<String, String> inOrder = new TreeMap<>(statesOfParts); // so that two runs lock rows in the same order
        commit(inOrder.keySet().stream().map(states()::part).toList(), open -> {
            boolean areMine = true;
            for (Map.Entry<String, String> part : inOrder.entrySet()) {
                areMine &= states().part(part.getKey()).write(open, run, part.getValue());
            }
            return areMine;
        });
    }

    private void commit(List<StateTable> written, Work<Boolean> write) {
        try {
            if (!use(write)) {
                broken = true;
                throw new LoadException(
                        ErrorCode.LOAD_FAILED,
                        "%s: another run has taken over state_id \"%s\"; what this one has loaded since its last state is rolled back"
                                .formatted(
                                        place,
                                        written.stream().map(StateTable::id).collect(Collectors.joining("\", \""))));
            }
            broken = true;
            requireNonNull(transaction).commit();
            transaction = null;
            broken = false;
        } catch (SQLException e) {
            throw failure(e, "cannot be committed with its rows; --print-state tells whether it was");
        }
    }

    private StateTable states() {
        if (states == null) {
            states = stateTable.get();
        }
        return states;
    }

    private void requireWhole() {
        if (broken) {
            throw new LoadException(
                    ErrorCode.LOAD_FAILED, place + ": the transaction has failed, and nothing more is loaded into it");
        }
    }

    private LoadException failure(SQLException e, String what) {
        DatabaseError error = DatabaseError.of(e, Set.of());
        return new LoadException(
                error.isFileBusy() ? ErrorCode.DESTINATION_BUSY : ErrorCode.LOAD_FAILED,
                "%s: the state of \"%s\" in %s %s (%s)%s"
                        .formatted(place, states().id(), StateTable.NAME, what, error, error.lockAdvice()),
                error.asCause(e));
    }

    /** What is not committed is rolled back by that. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug(
                        "the connection does not close",
                        e); // what was committed stays so, and the rest is to be forgotten
            }
            broken = true;
        }
    }
}
