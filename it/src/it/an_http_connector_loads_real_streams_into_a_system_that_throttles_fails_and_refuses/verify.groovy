import dev.connectorkit.it.FlightDesk
import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector

def project = basedir.toPath().resolve('target-desk')
def connector = new PackagedConnector(project)
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')
def sent = Flights.records(data)

assert !project.resolve('src/main').toFile().exists() : 'nobody wrote a line'

def desk = FlightDesk.open()
try {
    def run = connector.load(folder, [
        url: desk.url(), token: FlightDesk.TOKEN, retry_delay_seconds: 0.1,
        on_invalid_rules: [refused: 'dead_letter'], dead_letter_path: 'refused.jsonl'], data).requireSuccess()

    assert run.lastState() == Flights.lastState()
    assert desk.troubles().every { trouble, times -> times > 0 }

    def arrived = desk.taken()
    assert arrived.keySet() == sent.keySet()
    sent.each { stream, records ->
        def expected = records.findAll { !(it.has('dep_time') && it.path('dep_time').isNull()) }
        assert Flights.parsed(arrived[stream]) == expected // each once, and in order
    }
    assert folder.resolve('refused.jsonl').toFile().readLines().size() ==
        sent.flights.count { it.path('dep_time').isNull() }
    assert !run.log().any { it.contains(FlightDesk.TOKEN) }
} finally {
    desk.close()
}

def refused = connector.load(basedir.toPath().resolve('refused'), [url: 'http://localhost:1', token: 'x'], data)
assert refused.exitStatus() == 3
assert refused.lastLogLine().startsWith('CONNECTION_FAILED: http://localhost:1 cannot be reached')

def report = new groovy.xml.XmlSlurper().parse(project.resolve('target/connector-reports/TEST-target-desk.xml').toFile())
assert report.@skipped == '0' && report.@failures == '0' && report.@errors == '0' && report.@tests.toInteger() > 10
