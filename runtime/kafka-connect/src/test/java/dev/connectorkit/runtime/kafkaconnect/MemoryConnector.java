package dev.connectorkit.runtime.kafkaconnect;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.EpochStore;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A connector whose destination is this object: what is durable is in {@link #rows}; a test may have a drain wait or fail. */
public final class MemoryConnector implements Connector {
    private final List<String> rows = new ArrayList<>();
    private final List<StreamSchema> schemas = new ArrayList<>();
    private final Map<String, String> storedStates = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private Runnable beforeCommit = () -> {};
    private Consumer<RecordBatch> beforeDrain = batch -> {};
    private Runnable onStart = () -> {};
    private boolean hasEpochs;

    /** Rows that are durable, as {@code stream {"id":1}}, in the order of the drains. */
    public synchronized List<String> rows() {
        return List.copyOf(rows);
    }

    public synchronized List<StreamSchema> schemas() {
        return List.copyOf(schemas);
    }

    public void beforeDrain(Consumer<RecordBatch> action) {
        beforeDrain = action;
    }

    public void onStart(Runnable action) {
        onStart = action;
    }

    public void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** Rows become durable with a state. */
    public MemoryConnector withEpochs() {
        hasEpochs = true;
        return this;
    }

    private synchronized void add(List<String> more) {
        rows.addAll(more);
    }

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("target-memory")
                .label("Memory")
                .version("1.2.3")
                .setting(SettingDefinition.of("folder", SettingType.STRING)
                        .description("Where it would go.")
                        .required()
                        .build())
                .setting(SettingDefinition.of("password", SettingType.STRING)
                        .secret()
                        .build())
                .setting(SettingDefinition.of("port", SettingType.INTEGER)
                        .minimum(1)
                        .defaultJson("5432")
                        .build())
                .setting(SettingDefinition.of("options", SettingType.OBJECT).build())
                .build();
    }

    @Override
    public Target open(Settings settings) {
        return new MemoryTarget();
    }

    private final class MemoryTarget extends Target {
        private final List<String> uncommitted = new ArrayList<>();

        @Override
        public void setup() {
            onStart.run();
        }

        @Override
        public Optional<EpochStore> epochStore() {
            return hasEpochs ? Optional.of(new MemoryStore(uncommitted)) : Optional.empty();
        }

        @Override
        public Sink sink(StreamSchema stream) {
            synchronized (MemoryConnector.this) {
                schemas.add(stream);
            }
            return new BatchSink(stream) {
                @Override
                public void processBatch(RecordBatch batch) {
                    beforeDrain.accept(batch);
                    List<String> drained = batch.records().stream()
                            .map(record -> stream.name() + " " + text(record))
                            .toList();
                    if (hasEpochs) {
                        uncommitted.addAll(drained);
                    } else {
                        add(drained);
                    }
                }
            };
        }
    }

    private static String text(StreamRecord record) {
        return record.toJson();
    }

    /** A state for each part, and the run that may write it. */
    private final class MemoryStore implements EpochStore {
        private final List<String> uncommitted;
        private final String run = UUID.randomUUID().toString();

        MemoryStore(List<String> uncommitted) {
            this.uncommitted = uncommitted;
        }

        @Override
        public void begin() {}

        @Override
        public Optional<String> lastState() {
            return Optional.empty();
        }

        @Override
        public void commit(String state) {
            throw new IllegalStateException("a task commits the states of its partitions");
        }

        @Override
        public Map<String, String> take(Set<String> parts) {
            synchronized (MemoryConnector.this) {
                parts.forEach(part -> owners.put(part, run));
                Map<String, String> found = new HashMap<>(storedStates);
                found.keySet().retainAll(parts);
                return found;
            }
        }

        @Override
        public void commit(Map<String, String> states) {
            synchronized (MemoryConnector.this) {
                beforeCommit.run();
                if (states.keySet().stream().anyMatch(part -> !run.equals(owners.get(part)))) {
                    throw new LoadException(ErrorCode.LOAD_FAILED, "another run has taken over");
                }
                rows.addAll(uncommitted);
                uncommitted.clear();
                storedStates.putAll(states);
            }
        }
    }
}
