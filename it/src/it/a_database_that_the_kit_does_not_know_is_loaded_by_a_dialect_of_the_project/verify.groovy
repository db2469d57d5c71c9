import dev.connectorkit.it.Maven
import dev.connectorkit.it.PackagedConnector

def project = new File(basedir, 'target-vault')
def sources = new File(project, 'src/main/java/com/acme/vault')
assert new File(sources, 'VaultDialect.java').text.contains('public class VaultDialect extends AnsiDialect')
assert new File(project, 'connector.yaml').text.contains('dialect: com.acme.vault.VaultDialect #')

// The guide's listings are the files that are built here
def guide = new File(basedir, '../../../../docs/building-a-connector.md').canonicalFile.text
def byHand = new File(basedir, 'by-hand')
byHand.eachFile { file ->
    def listing = (guide =~ /(?s)<!-- listing: vault\/${java.util.regex.Pattern.quote(file.name)} -->\n```[a-z]*\n(.*?)```/)
    assert listing.find(): "the guide does not list ${file.name}"
    assert listing.group(1) == file.text: "the guide's ${file.name} is not the one that is built"
}
new File(project, 'connector.yaml').text = new File(byHand, 'connector.yaml').text
['VaultDialect.java', 'VaultTarget.java'].each { new File(sources, it).text = new File(byHand, it).text }
def pom = new File(project, 'pom.xml')
def driver = '<!-- The JDBC driver of your database goes here -->'
assert pom.text.contains(driver)
def version = new File(localRepositoryPath, 'org/hsqldb/hsqldb').list().find { it ==~ /\d.*/ }
pom.text = pom.text.replace(driver, "<dependency><groupId>org.hsqldb</groupId><artifactId>hsqldb</artifactId><version>${version}</version></dependency>")
new Maven(new File(System.getProperty('maven.home')).toPath(), localRepositoryPath.toPath()).run(project.toPath(), 'package')

def connector = new PackagedConnector(project.toPath())
def folder = basedir.toPath().resolve('run')
def run = connector.load(folder, [:], new File(project, 'samples/orders.singer').toPath()).requireSuccess()
assert run.lastState().toString() == '{"bookmarks":{"orders":{"id":3}}}'
connector.load(folder, [:], new File(basedir, 'late.singer').toPath()).requireSuccess()
def url = "jdbc:hsqldb:file:${folder.resolve('vault')};user=SA;shutdown=true"
assert connector.query(url, 'SELECT "id", "customer", "total" FROM "PUBLIC"."orders" ORDER BY 1') == ['1\tnewer\t1.00', '2\tGrace\t5.00', '3\tnull\t120.00']
assert connector.query(url, "SELECT data_type, character_maximum_length FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'customer'") == ['CHARACTER VARYING\t40']
return true
