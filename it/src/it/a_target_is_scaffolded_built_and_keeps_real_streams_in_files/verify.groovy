import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector

def connector = new PackagedConnector(basedir.toPath().resolve('target-flights'))
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')

def run = connector.load(folder, [:], data).requireSuccess()

assert run.lastState() == Flights.lastState()
assert Flights.linesIn(folder.resolve('out')) == Flights.ROWS
