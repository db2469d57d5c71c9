package dev.connectorkit.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.destination.HttpRoute;
import dev.connectorkit.testkit.suite.ConnectorFacts.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsAllThatCanBeSaid() throws IOException {
        ConnectorFacts facts = read("""
                {"name": "target-flights", "architecture": "sql", "dialect": "duckdb", "settings": {"a": 1},
                 "capabilities": {"upsert": true, "readable": false}}""");

        assertThat(facts.name()).isEqualTo("target-flights");
        assertThat(facts.architecture()).isEqualTo(Architecture.SQL);
        assertThat(facts.dialect()).hasValue("duckdb");
        assertThat(facts.settings().path("a").intValue()).isEqualTo(1);
        assertThat(facts.capabilities().has(Capability.UPSERT)).isTrue();
        assertThat(facts.capabilities().has(Capability.READABLE)).isFalse();
    }

    @Test
    void holdsAConnectorThatIsNoSqlToAppendingUnlessItSaysMore() throws IOException {
        assertThat(read("{\"name\": \"t\", \"architecture\": \"destination\"}")
                        .capabilities()
                        .has(Capability.UPSERT))
                .isFalse();
        assertThat(read("{\"name\": \"t\", \"architecture\": \"target\", \"capabilities\": {\"upsert\": true}}")
                        .capabilities()
                        .has(Capability.UPSERT))
                .isTrue();
    }

    @Test
    void readsHowTheRequestsOfAnHttpConnectorLook() throws IOException {
        ConnectorFacts facts = read("""
                {"name": "t", "architecture": "http", "capabilities": {"upsert": true}, "http": {"url_setting": "url", "streams": {
                 "things": {"path": "/things/{record.id}"}, "*": {"path": "/{stream}", "body": "array", "envelope": "records"}}}}""");

        HttpFacts http = facts.http().orElseThrow();
        assertThat(http.urlSetting()).hasValue("url");
        assertThat(http.routes())
                .containsEntry("things", HttpRoute.single("/things/{record.id}").replacing())
                .containsEntry("*", HttpRoute.array("/{stream}").under("records"));
    }

    @Test
    void saysWhyAnHttpConnectorCannotBeLedToAServerOfTheSuite() throws IOException {
        String fixed =
                "{\"name\": \"t\", \"architecture\": \"http\", \"http\": {\"streams\": {\"*\": {\"path\": \"/x\"}}}}";
        String named =
                "{\"name\": \"t\", \"architecture\": \"http\", \"http\": {\"url_setting\": \"url\", \"streams\": {\"a\": {\"path\": \"/x\"}}}}";

        assertThat(DestinationChoice.of(read(fixed), Map.of()))
                .isInstanceOfSatisfying(DestinationChoice.Missing.class, missing -> assertThat(missing.reason())
                        .startsWith("t has no setting for the address of its system"));
        assertThat(DestinationChoice.of(read(named), Map.of()))
                .isInstanceOfSatisfying(DestinationChoice.Missing.class, missing -> assertThat(missing.reason())
                        .startsWith("t sends the streams a and no others"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                            | name: has to be letters",
                "{\"name\": \"../t\", \"architecture\": \"target\"}                    | name: has to be letters",
                "{\"name\": \"t\", \"architecture\": \"ftp\"}                          | architecture: has to be sql, target, destination or http",
                "{\"name\": \"t\", \"architecture\": \"sql\"}                          | dialect: goes with architecture sql",
                "{\"name\": \"t\", \"architecture\": \"target\", \"dialect\": \"duckdb\"}  | dialect: goes with architecture sql",
                "{\"name\": \"t\", \"architecture\": \"target\", \"label\": 1}           | label: unknown key; the keys are: architecture, capabilities,",
                "{\"name\": \"t\", \"architecture\": \"target\", \"settings\": []}       | settings: has to be an object",
                "{\"name\": \"t\", \"architecture\": \"target\", \"capabilities\": {\"fly\": true}} | capabilities.fly: has to be a capability",
                "{\"name\": \"t\", \"architecture\": \"http\", \"http\": {\"streams\": {\"*\": {}}}} | http.streams.*: has to have a path",
                "[]                                                            | has to be a JSON object",
                "{                                                             | not JSON",
            })
    void namesFileAndKeyOfWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidFactsException.class)
                .hasMessageContaining(folder.resolve("facts.json") + ": " + message);
    }

    private ConnectorFacts read(String json) throws IOException {
        return FactsReader.read(Files.writeString(folder.resolve("facts.json"), json));
    }
}
