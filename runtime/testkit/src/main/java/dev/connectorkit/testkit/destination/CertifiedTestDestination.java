package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.Condition;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The destination of a target that is none of this kit's, as its certificate describes it. */
public final class CertifiedTestDestination implements TestDestination {
    private final ObjectNode configuration;
    private final Optional<ObjectNode> unreachable;
    private final Optional<ReadBack> readBack;
    private final Path run;
    private final String schema = "connectorkit_" + UUID.randomUUID().toString().replace("-", "");
    private final Optional<Tables> tables;
    private boolean isAway;

    private final class Tables extends JdbcTestDestination {
        private final ReadBack from;

        Tables(ReadBack from) {
            super(filled(from.url()), from.login(), filled(from.schema()), JsonTrees.object());
            this.from = from;
        }

        @Override
        protected String tableOf(String stream) {
            return from.tableOf(stream);
        }
    }

    /**
     * A destination for one run.
     *
     * @param configuration template of the target's configuration
     * @param unreachable   overlays it where the destination has to be away
     * @param run           the run's folder
     */
    public CertifiedTestDestination(
            ObjectNode configuration, Optional<ObjectNode> unreachable, Optional<ReadBack> readBack, Path run) {
        this.configuration = configuration.deepCopy();
        this.unreachable = unreachable.map(ObjectNode::deepCopy);
        this.readBack = readBack;
        this.run = run;
        this.tables = readBack.map(Tables::new);
    }

    @Override
    public void start() {
        if (makesSchema()) {
            tables.ifPresent(made -> made.execute("CREATE SCHEMA " + schema));
        }
    }

    @Override
    public boolean impose(Condition condition) {
        isAway = condition == Condition.UNREACHABLE && unreachable.isPresent();
        return isAway;
    }

    @Override
    public ObjectNode settings() {
        ObjectNode whole = configuration.deepCopy();
        unreachable.filter(overlay -> isAway).ifPresent(whole::setAll);
        try {
            return (ObjectNode) JsonTrees.parse(filled(whole.toString()));
        } catch (JsonProcessingException e) {
            throw new DestinationException("the configuration is no JSON any more with names filled in", e);
        }
    }

    @Override
    public String columnName(String property) {
        return readBack.map(from -> from.names().of(property)).orElse(property);
    }

    /** A JSON null in a column of JSON is one way to keep a null, and let pass. */
    @Override
    public Optional<StoredTable> read(String stream) {
        return tables.flatMap(from -> from.read(stream)).map(CertifiedTestDestination::withoutJsonNulls);
    }

    private static StoredTable withoutJsonNulls(StoredTable table) {
        Set<String> ofJson = table.columns().stream()
                .filter(column -> column.kind().equals(Optional.of(ColumnKind.JSON)))
                .map(StoredColumn::name)
                .collect(Collectors.toSet());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        table.rows().forEach(row -> {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>(row);
            copy.replaceAll((column, value) -> ofJson.contains(column) && "null".equals(value) ? null : value);
            rows.add(copy);
        });
        return new StoredTable(table.columns(), rows);
    }

    @Override
    public void stop() {
        if (makesSchema()) {
            tables.ifPresent(made -> made.execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(schema)));
        }
    }

    private boolean makesSchema() {
        return readBack.filter(ReadBack::makes).isPresent();
    }

    private String filled(String template) {
        return template.replace("${run}", run.toString()).replace("${schema}", schema);
    }
}
