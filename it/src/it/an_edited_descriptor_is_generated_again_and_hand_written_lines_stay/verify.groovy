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

maven.run(project.toPath(), 'package', 'connector:docs', 'connector:check')

assert sink.readLines().contains(lineByHand)
assert settings.text.contains('String region')
def connector = new PackagedConnector(project.toPath())
def orders = new File(project, 'samples/orders.singer').toPath()
def load = { String name, Map config -> connector.load(new File(basedir, name).toPath(), config, orders).requireSuccess().log() }
assert load('by-default', [:]).contains('in the region north')
assert load('as-set', [region: 'south']).contains('in the region south')

// The connector from the build, without packaging it
assert maven.run(project.toPath(), 'connector:run').any { it.contains('in the region north') }

// What connector:docs has written is committed, and connector:check tells when it has drifted
def says = { List<String> lines, String text -> assert lines.any { it.contains(text) }: "no line with: ${text}" }
assert new File(project, 'README.md').text.contains('<code>region</code>')
assert new File(project, 'mage/target_crm/__init__.py').file
assert new File(project, 'meltano/target-crm.yml').file
replaceOnce(descriptor, 'Where the accounts are.', 'Where the customers are.')
new File(project, 'config.sample.json').text = '{}\n'
assert new File(project, 'mage').deleteDir()
assert settings.delete()
def drifted = maven.fail(project.toPath(), 'connector:diff', 'connector:check')
says(drifted, 'mage/target_crm/__init__.py: is gone, or was never written')
says(drifted, 'com/acme/crm/CrmSettings.java: derived code is gone')
says(drifted, '  + | <code>region</code>')
says(drifted, 'rewrite config.schema.json')
says(drifted, 'config.schema.json: differs from what connector.yaml gives')
says(drifted, 'config.sample.json: differs from what connector.yaml gives')

// A renamed sink keeps its lines, is not made again, and is asked about once
def renamed = new File(project, 'src/main/java/com/acme/crm/AccountsSink.java')
renamed.text = sink.text.replace('CrmSink', 'AccountsSink')
assert sink.delete()
def target = new File(project, 'src/main/java/com/acme/crm/CrmTarget.java')
target.text = target.text.replace('CrmSink', 'AccountsSink')
says(maven.fail(project.toPath(), 'test', 'connector:docs', 'connector:check'),
        'src/main/java/com/acme/crm/CrmSink.java: was made by connector:generate and is gone')
assert !sink.exists() && renamed.readLines().contains(lineByHand)
maven.run(project.toPath(), 'connector:check', '-Dconnector.accept')

// A release holds no line that is still to be replaced; the sink that is gone is no longer spoken of
def released = maven.fail(project.toPath(), 'connector:check', '-Dconnector.release=true')
says(released, 'AccountsSink.java:')
assert released.every { !it.contains('CrmSink.java') }

// A stream that is declared gets a typed sink, once the compiler has said what to change; what is written there stays
def replaceBack = [target: target.text, descriptor: descriptor.text]
descriptor << '''
streams:
  orders:
    key_properties: [id]
    schema: {properties: {id: {type: integer}}, required: [id]}
'''
says(maven.fail(project.toPath(), 'compile'), 'CrmTarget.java')
replaceOnce(target, 'public Sink sink(', 'protected Sink otherSink(')
def ordersSink = new File(project, 'src/main/java/com/acme/crm/OrdersSink.java')
def typedLine = '        records.forEach(order -> System.err.println("order " + order.id())); // by hand'
replaceOnce(ordersSink, '        file.append(batch);', "${typedLine}\n        file.append(batch);")
maven.run(project.toPath(), 'package', 'connector:docs', 'connector:check')
assert ordersSink.readLines().contains(typedLine)
assert load('typed', [:]).contains('order 3')

// A stream that is dropped leaves code behind: check and compiler name it, and nothing is deleted
target.text = replaceBack.target
descriptor.text = replaceBack.descriptor
says(maven.fail(project.toPath(), 'connector:generate', 'connector:check'),
        'OrdersSink.java: was made for what stream "orders", which the descriptor no longer has')
says(maven.fail(project.toPath(), 'compile'), 'OrdersSink.java')
assert ordersSink.delete()
maven.run(project.toPath(), 'compile', 'connector:check')

// A setting that goes leaves code behind, and the compiler says where
descriptor.text = descriptor.readLines().findAll { !it.startsWith('  region:') }.join('\n') + '\n'
says(maven.fail(project.toPath(), 'compile'), 'AccountsSink.java')
