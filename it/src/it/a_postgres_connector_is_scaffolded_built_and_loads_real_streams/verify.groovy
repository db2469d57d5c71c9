import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector
import dev.connectorkit.testkit.postgres.PostgresServer

def connector = new PackagedConnector(basedir.toPath().resolve('target-warehouse'))
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')
def schema = 'flights_' + ProcessHandle.current().pid()

PostgresServer.start().withCloseable { server ->
    // By the names that Meltano's target-postgres gives these settings
    def config = [host: server.host(), port: server.port(), user: server.user(), password: server.password(),
                  database: server.database(), default_target_schema: schema]
    try {
        def run = connector.load(folder, config, data).requireSuccess()

        assert run.lastState() == Flights.lastState()
        assert connector.query(server.jdbcUrl(), Flights.countsIn("\"${schema}\".")) == Flights.expectedCounts()
    } finally {
        connector.query(server.jdbcUrl(), "DROP SCHEMA IF EXISTS \"${schema}\" CASCADE")
    }
}

// Its descriptor names the engine kafka-connect
def plugin = basedir.toPath().resolve('target-warehouse/target/kafka-connect/target-warehouse').toFile().list() as Set
assert plugin.any { it.startsWith('connector-runtime-kafka-connect-') }
assert plugin.containsAll(['target-warehouse-1.0.0.jar', 'target-warehouse-kafka-connect.jar', 'target-warehouse.json'])
