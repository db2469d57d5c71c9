import dev.connectorkit.it.Flights
import dev.connectorkit.it.PackagedConnector
import dev.connectorkit.it.Page

def project = basedir.toPath().resolve('target-flights')

// The listings of the page are the files that were built
def page = Page.of(basedir.toPath().resolve('../../../../docs/own-parent.md'))
assert page.listing('company/pom.xml') == new File(basedir, 'company/pom.xml').text
assert page.listing('target-flights/pom.xml') == project.resolve('pom.xml').toFile().text

def connector = new PackagedConnector(project)
def data = basedir.toPath().resolve('../../../data/nycflights-january.singer.gz').normalize()
def folder = basedir.toPath().resolve('run')
def run = connector.load(folder, [path: 'flights.sqlite'], data).requireSuccess()
assert run.lastState() == Flights.lastState()
assert connector.query("jdbc:sqlite:${folder.resolve('flights.sqlite')}", Flights.countsIn('')) == Flights.expectedCounts()
