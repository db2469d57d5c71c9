import dev.connectorkit.it.Maven
import dev.connectorkit.it.PackagedConnector

// The guide's listings are the files that are built here
def guide = new File(basedir, '../../../../docs/building-a-connector.md').canonicalFile.text
def byHand = new File(basedir, 'by-hand')
byHand.eachFile { file ->
    def listing = (guide =~ /(?s)<!-- listing: ${java.util.regex.Pattern.quote(file.name)} -->\n```[a-z]*\n(.*?)```/)
    assert listing.find(): "the guide does not list ${file.name}"
    assert listing.group(1) == file.text: "the guide's ${file.name} is not the one that is built"
}
['-DartifactId=target-cardbox', '-Dpackage=com.acme.cardbox', '-Darchitecture=target'].each { assert guide.contains(it) }

def project = new File(basedir, 'target-cardbox')
def sources = new File(project, 'src/main/java/com/acme/cardbox')
new File(project, 'connector.yaml').text = new File(byHand, 'connector.yaml').text
['CardboxSink.java', 'CardboxTarget.java'].each { new File(sources, it).text = new File(byHand, it).text }

// Its commands are run as they stand there
def maven = new Maven(new File(System.getProperty('maven.home')).toPath(), localRepositoryPath.toPath())
['mvn package', 'mvn connector:docs connector:check'].each { command ->
    assert guide.readLines().contains(command): "the guide does not say: ${command}"
    maven.run(project.toPath(), (command - 'mvn ').split(' '))
}

def connector = new PackagedConnector(project.toPath())
def orders = new File(project, 'samples/orders.singer').toPath()
def folder = basedir.toPath().resolve('run')
def run = connector.load(folder, [box: 'box'], orders).requireSuccess()
assert run.lastState().toString() == '{"bookmarks":{"orders":{"id":3}}}'
def cards = new File(folder.toFile(), 'box/orders').list().sort()
assert cards == ['1.json', '2.json', '3.json']
assert connector.load(folder, [box: 'box'], orders).requireSuccess().states().size() > 0
assert new File(folder.toFile(), 'box/orders').list().sort() == cards

// A box that is locked is tried again until it is open
def locked = new File(folder.toFile(), 'box/locked')
locked.text = ''
Thread.startDaemon { while (!new File(folder.toFile(), 'log.txt').text.contains('locked by somebody')) { Thread.onSpinWait() }; locked.delete() }
connector.load(folder, [box: 'box'], orders).requireSuccess()
// A release may be made: no line is left that connector:generate marked
maven.run(project.toPath(), 'connector:check', '-Dconnector.release=true')
return true
