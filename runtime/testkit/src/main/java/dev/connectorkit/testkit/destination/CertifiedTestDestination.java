package dev.connectorkit.testkit.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.JsonTrees;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The destination of a target that is none of this kit's, as its certificate describes it. */
public final class CertifiedTestDestination implements TestDestination {
    private final ObjectNode configuration;
    private final Optional<ReadBack> readBack;
    private final Path run;
    private final String schema = "connectorkit_" + UUID.randomUUID().toString().replace("-", "");
    private final Optional<Tables> tables;

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
     * @param run           the run's folder
     */
    public CertifiedTestDestination(ObjectNode configuration, Optional<ReadBack> readBack, Path run) {
        this.configuration = configuration.deepCopy();
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
    public ObjectNode settings() {
        try {
            return (ObjectNode) JsonTrees.parse(filled(configuration.toString()));
        } catch (JsonProcessingException e) {
            throw new DestinationException("the configuration is no JSON any more with names filled in", e);
        }
    }

    @Override
    public String columnName(String property) {
        return readBack.map(from -> from.names().of(property)).orElse(property);
    }

    @Override
    public Optional<StoredTable> read(String stream) {
        return tables.flatMap(from -> from.read(stream));
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
