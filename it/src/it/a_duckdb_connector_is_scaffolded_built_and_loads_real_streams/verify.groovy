import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector
import dev.connectorkit.it.Page

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

// README's commands: the first is what the invoker ran, the last are run here, others elsewhere
def project = new File(basedir, 'target-flights')
def readme = Page.of(basedir.toPath().resolve('../../../../README.md'))
def invoked = Page.properties(new File(basedir, 'invoker.properties').readLines().first()) - [archetypeVersion: '${project.version}']
def elsewhere = ['it/demo', 'mvn -q install -Pquick', // on the profile full
                 'mvn package', 'mvn verify', // by the invoker, which ran the second
                 'mvn connector:docs'] // on a descriptor that was edited
def typed = readme.commands().findAll { !(it in elsewhere) && !it.startsWith('mvn -B -ntp ') } // a build of the kit's, as this one
def version = Page.properties(typed.first()).archetypeVersion
assert new File(project, 'pom.xml').text.contains("<version>${version}</version>"): "${version} is not this kit's version"
assert Page.properties(typed.first()) - [archetypeVersion: version] == invoked
assert typed[1] == 'cd target-flights'
def tap = new File(basedir, 'some-tap')
tap.text = "#!/bin/sh\nexec gzip -dc '${data}'\n"
assert tap.setExecutable(true)
def shell = new ProcessBuilder('bash', '-euo', 'pipefail', '-c', typed.drop(2).join('\n'))
        .directory(project).redirectErrorStream(true).redirectOutput(new File(basedir, 'readme.log'))
shell.environment().put('PATH', "${basedir}:${System.getenv('PATH')}".toString())
assert shell.start().waitFor() == 0: new File(basedir, 'readme.log').text
assert new File(project, 'states.jsonl').readLines().size() > 0
assert connector.query("jdbc:duckdb:${project}/flights.duckdb", Flights.countsIn('')) == Flights.expectedCounts()

assert new File(basedir, 'target-flights/.gitignore').file
assert new File(basedir, 'target-flights/target/target-flights').canExecute()
assert new File(basedir, 'target-flights/target/target-flights.cmd').file

// Without the launcher, and with a jar that was touched, standard output holds states only; the library goes beside the jar
def alone = new File(basedir, 'alone')
assert alone.mkdirs()
def jar = new File(alone, 'target-flights.jar')
jar.bytes = connector.jar().toFile().bytes
def orders = new File(basedir, 'target-flights/samples/orders.singer').path
def bare = new ProcessBuilder(System.getProperty('java.home') + '/bin/java', '-jar', jar.path, '--config_json', '{"path": "x.duckdb"}', '--input', orders)
        .directory(alone).redirectError(new File(alone, 'log')).start()
assert bare.inputStream.readLines().every { it.startsWith('{"bookmarks"') }
assert bare.waitFor() == 0: new File(alone, 'log').text
assert alone.list().any { it.startsWith('libduckdb_java') }

connector.jar().toFile().setLastModified(1_000_000_000_000L)
def touched = connector.load(basedir.toPath().resolve('touched'), [path: 'x.duckdb'], new File(orders).toPath()).requireSuccess()
assert touched.states().every { it.startsWith('{"bookmarks"') }
