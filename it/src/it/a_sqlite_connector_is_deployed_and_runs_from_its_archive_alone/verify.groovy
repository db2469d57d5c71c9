import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector
import java.nio.file.Files

def deployed = new File(basedir, '../../deployed/com/acme/target-flights/1.0.0')
['.jar', '.tar.gz', '-sources.jar', '-cyclonedx.json'].each {
    assert new File(deployed, "target-flights-1.0.0${it}").file: "not deployed: ${it}"
}

// Another machine: nothing but a Java and the archive
def there = new File(basedir, 'there')
assert there.mkdirs()
assert ['tar', 'xzf', new File(deployed, 'target-flights-1.0.0.tar.gz').canonicalPath].execute((String[]) null, there).waitFor() == 0
def shipped = new File(there, 'target-flights-1.0.0')
assert new File(shipped, 'config.schema.json').text.contains('"path"')
assert new File(shipped, 'meltano/target-flights.yml').file
assert Files.createDirectories(there.toPath().resolve('target-flights'))
assert shipped.renameTo(new File(there, 'target-flights/target'))
def connector = new PackagedConnector(there.toPath().resolve('target-flights'))
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')

def run = connector.load(folder, [path: 'flights.sqlite'], data).requireSuccess()
assert run.lastState() == Flights.lastState()
assert run.states().every { it.startsWith('{') }
assert connector.query("jdbc:sqlite:${folder.resolve('flights.sqlite')}", Flights.countsIn('')) == Flights.expectedCounts()

// Mage starts it by the Python file that comes with it, with these arguments (mage_ai/data_preparation/models/block/integration)
if (['sh', '-c', 'command -v python3'].execute().waitFor() == 0) {
    def mage = new File(basedir, 'mage')
    assert mage.mkdirs()
    def settings = new File(mage, 'exporter.yaml')
    settings.text = 'destination: target_flights\nconfig:\n  path: not-this-one.sqlite\n'
    def python = new ProcessBuilder('python3', new File(there, 'target-flights/target/mage/target_flights/__init__.py').path,
            '--config_json', '{"path": "flights.sqlite", "table": "orders"}', '--log_to_stdout', '1', '--settings', settings.path,
            '--state', new File(mage, 'state.json').path,
            '--input_file_path', new File(basedir, 'target-flights/samples/orders.singer').path)
            .directory(mage).redirectErrorStream(true).redirectOutput(new File(mage, 'log')).start()
    python.outputStream.close()
    assert python.waitFor() == 0: new File(mage, 'log').text
    assert new File(mage, 'state.json').text.contains('"orders"')
    assert connector.query("jdbc:sqlite:${mage}/flights.sqlite", 'SELECT count(*) FROM "orders"') == ['3']
    assert new File(mage, 'log').readLines().every { it.startsWith('{') }: 'Mage reads lines of JSON'
} else {
    println 'SKIPPED: no python3, so Mage was not tried'
}
