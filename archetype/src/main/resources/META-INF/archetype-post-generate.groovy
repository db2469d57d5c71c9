// Checks what was asked for, since Maven does not in batch mode, and makes connector.yaml of a sample descriptor.
import java.lang.management.ManagementFactory
import java.util.regex.Matcher
import javax.lang.model.SourceVersion

def root = new File(request.outputDirectory, request.artifactId)
def descriptors = new File(root, 'descriptors')
def name = request.properties.connectorName
def architecture = request.properties.architecture
def dialect = request.properties.dialect
def packageName = request.properties.package
def testSystem = "src/test/java/${packageName.replace('.', '/')}/SystemTestDestination.java"
// What the archetype brings, but for the descriptors
def files = ['pom.xml', 'README.md', '.gitignore', '.github/workflows/verify.yml', 'samples/orders.singer', testSystem]

// A file, and the folders that are empty without it
def remove = { File file ->
    file.delete()
    def folder = file.parentFile
    while (folder != root.parentFile && folder.delete()) {
        folder = folder.parentFile
    }
}

def wordsAfter = { String prefix ->
    descriptors.list().collect { it - '.yaml' }.findAll { it.startsWith(prefix) }.collect { it - prefix }.sort()
}
def dialects = wordsAfter('sql-')
def architectures = ['sql'] + wordsAfter('').findAll { !it.startsWith('sql-') }.reverse()

def problems = []
// As Maven reads coordinates, and nothing that would mean something in XML or in a path
[groupId: request.groupId, artifactId: request.artifactId].each { key, value ->
    if (!(value ==~ /[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*/)) {
        problems << "${key} '${value}' has to be ASCII letters, digits, hyphens and underscores, in parts joined by dots: such as ${key == 'groupId' ? 'com.acme' : 'target-flights'}"
    }
}
if (!(request.version ==~ /[A-Za-z0-9][A-Za-z0-9._+-]*/)) {
    problems << "version '${request.version}' has to begin with a letter or digit, then letters, digits, and . _ + -: such as 1.0.0-SNAPSHOT"
}
if (!(name ==~ /[a-z][a-z0-9]*(-[a-z0-9]+)*/) || name.length() > 64) {
    problems << "connectorName '${name}' has to be lower-case letters and digits, in parts joined by single hyphens, at most 64 in all: such as target-flights"
}
if (!(architecture in architectures)) {
    problems << "architecture '${architecture}' is not one of ${architectures.join(', ')}"
}
if (architecture == 'sql' && !(dialect in dialects)) {
    def system = { String word ->
        new File(descriptors, "sql-${word}.yaml").readLines('UTF-8').find { it.startsWith('description: ') } - 'description: Loads Singer streams into ' - '.'
    }
    problems << "dialect '${dialect}' is not one of ${dialects.collect { "${it} (${system(it)})" }.join(', ')}"
}
if (!(packageName ==~ /[A-Za-z0-9_.]+/) || !SourceVersion.isName(packageName) || "${packageName}.".startsWith('java.')) {
    problems << "package '${packageName}' is no Java package: ASCII letters, digits and underscores, in parts joined by dots, no keyword of Java among them: such as com.acme.flights"
}

if (problems) {
    // The folder may have been there before, with files of a person's own: only what this run made goes
    def started = ManagementFactory.runtimeMXBean.startTime
    def made = (files + descriptors.list().collect { "descriptors/${it}" }).collect { new File(root, it) }
    made.findAll { it.isFile() && it.lastModified() >= started }.each(remove)
    throw new IllegalArgumentException("no project was made: ${problems.join('; ')}")
}

def label = (name - ~/^(target|destination)-/).split('-').collect { it.capitalize() }.join(' ')
def sample = new File(descriptors, architecture == 'sql' ? "sql-${dialect}.yaml" : "${architecture}.yaml").getText('UTF-8')
// Words that YAML reads as something else than text
def quoted = { it ==~ /[A-Za-z][A-Za-z0-9 ._-]*/ && !(it.toLowerCase() in ['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']) ? it : "\"${it}\"" }
def descriptor = [name: name, label: label, package: packageName].inject(sample) { text, key, value ->
    text.replaceFirst("(?m)^${key}: .*\$", Matcher.quoteReplacement("${key}: ${quoted(value)}"))
}
// The class of a dialect of the project's own, made in its package at the first build
def stem = (name - ~/^(target|destination)-/).split('-').collect { it.capitalize() }.join('')
descriptor = descriptor.replace('com.example.sample.SampleDialect', "${packageName}.${Character.isDigit(stem.charAt(0)) ? '_' : ''}${stem}Dialect")
new File(root, 'connector.yaml').setText(descriptor, 'UTF-8')
if (!(architecture in ['target', 'destination'])) {
    remove(new File(root, testSystem))
}
descriptors.deleteDir()
