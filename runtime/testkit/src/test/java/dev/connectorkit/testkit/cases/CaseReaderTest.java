package dev.connectorkit.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReaderTest {
    private static final String WHOLE = """
            proves: Rows arrive.
            part: upsert
            needs: [upsert]
            settings: {add_record_metadata: true}
            batch_sizes: [1, all]
            expect:
              exit: 4
              error: {code: INVALID_JSON, line: 6}
              states: {last: {id: 1.0}}
              streams:
                orders:
                  key: [id]
                  columns: {id: integer, total: number, at: date-time, tree: json, note: string}
                  rows:
                    - {id: 1, total: 1.50, at: "2024-01-01T02:00:00+02:00", tree: {a: [1]}, note: null}
            without:
              upsert:
                exit: 5
                streams: {orders: {rows: []}}
            """;

    @Test
    void readsEveryKey() {
        ConformanceCase read = read(WHOLE);

        assertThat(read.part()).isEqualTo(LifecyclePart.UPSERT);
        assertThat(read.needs()).containsExactly(Capability.UPSERT);
        assertThat(read.steps().get(0).settings().path("add_record_metadata").booleanValue())
                .isTrue();
        assertThat(read.runs()).extracting(CaseRun::name).containsExactly("batch size 1", "all rows in one batch");
        assertThat(read.runs().get(0).settings().path("batch_size_rows").intValue())
                .isEqualTo(1);
        assertThat(read.runs().get(1).settings()).isEmpty();
        Expectation expected = read.steps().get(0).expectedOf(Capabilities.all());
        assertThat(expected.exitStatus()).isEqualTo(4);
        assertThat(expected.error())
                .hasValueSatisfying(error -> assertThat(error.line()).hasValue(6));
        assertThat(expected.states())
                .isEqualTo(new ExpectedStates.LastIs(
                        JsonTrees.comparable(JsonTrees.object().put("id", 1))));
    }

    @Test
    void bringsExpectedValuesIntoTheFormOfTheirKindAndLeavesNullsOut() {
        ExpectedStream orders = read(WHOLE).steps().get(0).expected().streams().get(0);

        assertThat(orders.rows())
                .containsExactly(Map.of(
                        "id",
                        BigDecimal.ONE,
                        "total",
                        new BigDecimal("1.5"),
                        "at",
                        Instant.parse("2024-01-01T00:00:00Z"),
                        "tree",
                        JsonTrees.comparable(JsonTrees.object()
                                .set("a", JsonTrees.object().arrayNode().add(1)))));
    }

    @Test
    void overlaysWhatIsExpectedWithoutACapabilityStreamByStream() {
        ConformanceCase read = read(WHOLE);

        Expectation without = read.steps().get(0).expectedOf(Capabilities.without(Capability.UPSERT));

        assertThat(without.exitStatus()).isEqualTo(5);
        assertThat(without.error()).isPresent();
        assertThat(without.streams().get(0).columns()).containsKey("total");
        assertThat(without.streams().get(0).rows()).isEmpty();
    }

    @Test
    void saysWhyACaseDoesNotApply() {
        ConformanceCase read = read(WHOLE);

        assertThat(read.reasonNotToApply(Capabilities.all())).isEmpty();
        assertThat(read.reasonNotToApply(Capabilities.without(Capability.UPSERT)))
                .hasValue("the connector is declared without the capability \"upsert\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proves: Rows arrive.           | prove: It.              | file.yaml: prove: unknown key; the keys here are: arguments, batch_sizes,",
                "proves: Rows arrive.           | proves: 3               | file.yaml: proves: has to be a text",
                "part: upsert                   | part: upserts           | file.yaml: part: unknown part of the lifecycle; there are: configuration,",
                "needs: [upsert]                | needs: [magic]          | file.yaml: needs: unknown capability \"magic\"; there are: upsert, hard_delete",
                "batch_sizes: [1, all]          | batch_sizes: [0]        | file.yaml: batch_sizes: has to be a list of numbers above 0",
                "exit: 4                        | exit: four              | file.yaml: expect.exit: has to be a whole number",
                "exit: 4                        | exit: 0                 | file.yaml: expect.error: goes with an exit above 0",
                "code: INVALID_JSON, line: 6    | line: 6                 | file.yaml: expect.error.code: is missing",
                "{last: {id: 1.0}}              | {first: 1}              | file.yaml: expect.states: needs either \"last\"",
                "{last: {id: 1.0}}              | {last: 1, exactly: []}  | file.yaml: expect.states: needs either \"last\"",
                "key: [id]                      | key: [nr]               | file.yaml: expect.streams.orders.key: \"nr\" is not in columns",
                "total: number                  | total: decimal          | file.yaml: expect.streams.orders.columns.total: unknown kind of column; there are: integer, number,",
                "total: 1.50                    | total: \"1.50\"         | file.yaml: expect.streams.orders.rows[0].total: has to be of kind number",
                "total: 1.50                    | sum: 1.50               | file.yaml: expect.streams.orders.rows[0].sum: is not in columns",
                "{id: 1, total                  | {id: 1.5, total         | file.yaml: expect.streams.orders.rows[0].id: has to be of kind integer",
                "upsert:                        | upserts:                | file.yaml: without: unknown capability \"upserts\"",
                "part: upsert                   | destination: dark       | file.yaml: destination: has to be one of: unreachable, slow, cuttable",
                "part: upsert                   | tap: [{does: sing, before_line: 1}] | file.yaml: tap[0].does: has to be one of: await_states, cut, kill",
                "part: upsert                   | tables: {a: {columns: {b: c}}} | file.yaml: tables.a.columns.b: unknown kind of column",
                "key: [id]                      | table: gone             | file.yaml: expect.streams.orders.table: has to be one of: there, absent",
                "part: upsert                   | then: [{resumes: true}]  | file.yaml: then[0].expect: is missing",
                "exit: 4                        | exit: 4, exit: 5        | file.yaml:7: ",
            })
    void namesFileAndKeyOfWhatIsWrong(String right, String wrong, String message) {
        assertThat(WHOLE).contains(right);

        assertThatThrownBy(() -> read(WHOLE.replaceFirst(Pattern.quote(right), wrong)))
                .isInstanceOf(InvalidCaseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void reportsAllProblemsOfAFileAtOnce() {
        assertThatThrownBy(() -> read("a: 1\nb: 2\n"))
                .isInstanceOfSatisfying(InvalidCaseException.class, e -> assertThat(
                                String.valueOf(e.getMessage()).lines().toList())
                        .hasSizeGreaterThanOrEqualTo(4));
    }

    private static ConformanceCase read(String yaml) {
        return CaseReader.read("name", "file.yaml", yaml, file -> new byte[0]);
    }
}
