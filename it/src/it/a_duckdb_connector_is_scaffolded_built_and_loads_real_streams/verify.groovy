import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector

def connector = new PackagedConnector(basedir.toPath().resolve('target-flights'))
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')
def url = "jdbc:duckdb:${folder.resolve('flights.duckdb')}"

def run = connector.load(folder, [path: 'flights.duckdb'], data).requireSuccess()

assert run.lastState() == Flights.lastState()
assert connector.query(url, Flights.countsIn('')) == Flights.expectedCounts()

// Loaded again, every row meets its key
connector.load(folder, [path: 'flights.duckdb'], data).requireSuccess()
assert connector.query(url, Flights.countsIn('')) == Flights.expectedCounts()

assert new File(basedir, 'target-flights/.gitignore').file
assert new File(basedir, 'target-flights/target/target-flights').canExecute()
assert new File(basedir, 'target-flights/target/target-flights.cmd').file
