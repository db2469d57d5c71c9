import dev.connectorkit.it.Maven
import dev.connectorkit.it.PackagedConnector

def project = new File(basedir, 'target-crm')
def sink = new File(project, 'src/main/java/com/acme/crm/CrmSink.java')
def settings = new File(project, 'target/generated-sources/connector/com/acme/crm/CrmSettings.java')
def descriptor = new File(project, 'connector.yaml')
def maven = new Maven(new File(System.getProperty('maven.home')).toPath(), localRepositoryPath.toPath())

def lineByHand = '        System.err.println("in the region " + settings.region()); // by hand'
def replaceOnce = { File file, String old, String text ->
    assert file.text.split(java.util.regex.Pattern.quote(old), -1).length == 2: "${file} has not once: ${old}"
    file.text = file.text.replace(old, text)
}
replaceOnce(sink, '        file.append(batch);', "${lineByHand}\n        file.append(batch);")
replaceOnce(descriptor, 'settings:\n', 'settings:\n  region: {type: string, default: north, description: "Where the accounts are."}\n')

maven.run(project.toPath(), 'connector:generate')

assert sink.readLines().contains(lineByHand)
assert settings.text.contains('String region')

maven.run(project.toPath(), 'package')

assert sink.readLines().contains(lineByHand)
def connector = new PackagedConnector(project.toPath())
def orders = new File(project, 'samples/orders.singer').toPath()
def load = { String name, Map config -> connector.load(new File(basedir, name).toPath(), config, orders).requireSuccess().log() }
assert load('by-default', [:]).contains('in the region north')
assert load('as-set', [region: 'south']).contains('in the region south')
