import dev.connectorkit.it.Maven
import dev.connectorkit.it.PackagedConnector
import dev.connectorkit.it.Page

// The guide's listings are the files that are built here
def guide = Page.of(basedir.toPath().resolve('../../../../docs/building-a-connector.md'))
def byHand = new File(basedir, 'by-hand')
byHand.eachFile { file -> assert guide.listing(file.name) == file.text: "the guide's ${file.name} is not the one that is built" }

def project = new File(basedir, 'target-cardbox')
def sources = new File(project, 'src/main/java/com/acme/cardbox')
new File(project, 'connector.yaml').text = new File(byHand, 'connector.yaml').text
['CardboxSink.java', 'CardboxTarget.java'].each { new File(sources, it).text = new File(byHand, it).text }

// Its commands are run as they stand there, but for the first, which the invoker has run, and what other projects run
def maven = new Maven(new File(System.getProperty('maven.home')).toPath(), localRepositoryPath.toPath())
new File(project, 'config.json').text = '{"box": "box"}'
def elsewhere = ['mvn verify', 'mvn deploy'] // by each project, and by the one that is deployed
def invoked = Page.properties(new File(basedir, 'invoker.properties').readLines().first()) - [archetypeVersion: '${project.version}']
guide.commands().each { command ->
    if (command.startsWith('mvn archetype:generate ')) {
        def version = Page.properties(command).archetypeVersion
        assert new File(project, 'pom.xml').text.contains("<version>${version}</version>"): "${version} is not this kit's version"
        assert Page.properties(command) - [archetypeVersion: version] == invoked
    } else if (!(command in elsewhere)) {
        assert command.startsWith('mvn '): "nothing runs what the guide says: ${command}"
        maven.run(project.toPath(), (command - 'mvn ').split(' '))
    }
}
assert new File(project, 'box/orders').list().size() == 3: 'connector:run takes config.json'

// -Dconnector.debug waits for a debugger, and goes on when that says so (Java Debug Wire Protocol: VirtualMachine, Resume)
assert new File(project, 'box').deleteDir()
def port = new ServerSocket(0).withCloseable { it.localPort }
def debugged = maven.start(project.toPath(), 'connector:run', "-Dconnector.debug=${port}", '-Dconnector.input=samples/orders.singer')
Thread.startDaemon { debugged.inputStream.eachLine { println it } }
def debugger = null
while (debugger == null && debugged.alive) {
    try { debugger = new Socket(InetAddress.loopbackAddress, port) } catch (ConnectException e) { Thread.yield() }
}
def greeting = 'JDWP-Handshake'.bytes
debugger.outputStream.write(greeting)
assert debugger.inputStream.readNBytes(greeting.length) == greeting
assert !new File(project, 'box').exists(): 'it did not wait'
debugger.outputStream.write([0, 0, 0, 11, 0, 0, 0, 1, 0, 1, 9] as byte[])
assert debugged.waitFor() == 0
assert new File(project, 'box/orders').list().size() == 3

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
