package dev.connectorkit.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.ExpectedStream;
import dev.connectorkit.testkit.cases.ExpectedStream.Matter;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.StoredColumn;
import dev.connectorkit.testkit.destination.StoredTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private static final ExpectedStream ORDERS = new ExpectedStream(
            "orders",
            List.of("id"),
            columns(),
            List.of(
                    Map.of("id", BigDecimal.ONE, "total", new BigDecimal("9.5")),
                    Map.of("id", BigDecimal.valueOf(2), "at", Instant.EPOCH)),
            Matter.ROWS);

    @Test
    void findsNothingWhereTypedValuesAreEqualInAnotherOrder() {
        StoredTable found = table(List.of(
                row("id", 2L, "total", null, "at", LocalDateTime.of(1970, 1, 1, 0, 0)),
                row("id", 1, "total", new BigDecimal("9.50"), "at", null, "_sdc_sequence", 7)));

        assertThat(findings(found)).isEmpty();
    }

    @Test
    void showsTheColumnsThatDifferSideBySide() {
        StoredTable found =
                table(List.of(row("id", 1, "total", 9.4), row("id", 2, "at", Instant.EPOCH.plusNanos(1000))));

        assertThat(findings(found))
                .containsExactly(
                        new Finding("stream \"orders\", row {id: 1}", "{total: 9.5}", "{total: 9.4}"),
                        new Finding(
                                "stream \"orders\", row {id: 2}",
                                "{at: 1970-01-01T00:00:00Z}",
                                "{at: 1970-01-01T00:00:00.000001Z}"));
    }

    @Test
    void tellsATextFromANumber() {
        StoredTable found =
                table(List.of(row("id", 1, "total", "9.5"), row("id", 2, "at", LocalDateTime.of(1970, 1, 1, 0, 0))));

        assertThat(findings(found))
                .containsExactly(new Finding("stream \"orders\", row {id: 1}", "{total: 9.5}", "{total: \"9.5\"}"));
    }

    @Test
    void findsARowThatIsMissingAndOneThatIsTooMany() {
        StoredTable found = table(List.of(row("id", 1, "total", 9.5), row("id", 3)));

        assertThat(findings(found))
                .containsExactly(
                        new Finding(
                                "stream \"orders\", row {id: 2}", "{id: 2, at: 1970-01-01T00:00:00Z}", "no such row"),
                        new Finding("stream \"orders\", row {id: 3}", "no such row", "{id: 3}"));
    }

    @Test
    void findsARowThatIsThereTwice() {
        StoredTable found = table(List.of(
                row("id", 1, "total", 9.5),
                row("id", 1, "total", 9.5),
                row("id", 2, "at", LocalDateTime.of(1970, 1, 1, 0, 0))));

        assertThat(findings(found))
                .containsExactly(new Finding("stream \"orders\", row {id: 1}", "no such row", "{id: 1, total: 9.5}"));
    }

    @Test
    void comparesJsonAsTrees() throws JsonProcessingException {
        ExpectedStream trees = new ExpectedStream(
                "trees",
                List.of(),
                Map.of("tree", ColumnKind.JSON),
                List.of(Map.of("tree", JsonTrees.parse("{\"a\":1,\"b\":[2.50]}"))),
                Matter.ROWS);

        assertThat(TableCheck.findings(trees, Optional.of(table(List.of(row("tree", "{\"b\":[2.5],\"a\":1.0}"))))))
                .isEmpty();
        assertThat(TableCheck.findings(trees, Optional.of(table(List.of(row("tree", "{\"b\":[2.5]}"))))))
                .containsExactly(
                        new Finding("stream \"trees\"", "{tree: {\"a\":1,\"b\":[2.5]}}", "{tree: {\"b\":[2.5]}}"));
    }

    @Test
    void findsColumnsThatAreMissingAddedOrOfAnotherKind() {
        StoredTable found = new StoredTable(
                List.of(
                        new StoredColumn("id", "BIGINT", Optional.of(ColumnKind.INTEGER)),
                        new StoredColumn("at", "VARCHAR", Optional.of(ColumnKind.STRING)),
                        new StoredColumn("extra", "VARCHAR", Optional.of(ColumnKind.STRING)),
                        new StoredColumn("_sdc_sequence", "BIGINT", Optional.of(ColumnKind.INTEGER))),
                List.of());
        ExpectedStream empty = new ExpectedStream("orders", List.of(), columns(), List.of(), Matter.ROWS);

        assertThat(TableCheck.findings(empty, Optional.of(found)))
                .extracting(Finding::place, Finding::found)
                .containsExactly(
                        tuple("stream \"orders\"", "columns id, at, extra, _sdc_sequence"),
                        tuple("stream \"orders\", column \"at\"", "VARCHAR"),
                        tuple("stream \"orders\"", "also columns extra"));
    }

    @Test
    void findsATableThatIsNotThereUnlessItIsExpectedEmpty() {
        assertThat(TableCheck.findings(ORDERS, Optional.empty()))
                .containsExactly(new Finding("stream \"orders\"", "a table with 2 rows", "no table"));
        ExpectedStream empty = new ExpectedStream("orders", List.of(), Map.of(), List.of(), Matter.ROWS);
        assertThat(TableCheck.findings(empty, Optional.empty())).isEmpty();
    }

    @Test
    void findsATableThatHasToBeThereAndOneThatMustNot() {
        ExpectedStream there = new ExpectedStream("orders", List.of(), Map.of(), List.of(), Matter.TABLE);
        ExpectedStream absent = new ExpectedStream("orders", List.of(), Map.of(), List.of(), Matter.NO_TABLE);

        assertThat(TableCheck.findings(there, Optional.empty()))
                .extracting(Finding::found)
                .containsExactly("no table");
        assertThat(TableCheck.findings(absent, Optional.of(table(List.of()))))
                .extracting(Finding::expected)
                .containsExactly("no table");
        assertThat(TableCheck.findings(absent, Optional.empty())).isEmpty();
    }

    @Test
    void letsARowRepeatWhereThatMayBeAndFindsOneThatIsMissing() {
        ExpectedStream repeatable = new ExpectedStream(
                "orders",
                List.of("id"),
                columns(),
                List.of(Map.of("id", BigDecimal.ONE), Map.of("id", BigDecimal.valueOf(2))),
                Matter.REPEATABLE_ROWS);

        assertThat(TableCheck.findings(
                        repeatable, Optional.of(table(List.of(row("id", 1), row("id", 2), row("id", 1))))))
                .isEmpty();
        assertThat(TableCheck.findings(repeatable, Optional.of(table(List.of(row("id", 1), row("id", 1))))))
                .hasSize(1);
    }

    @Test
    void looksOnlyForWhatIsTooMuchWhereRowsMayLack() {
        assertThat(TableCheck.foreignSurplus(ORDERS, Optional.of(table(List.of(row("id", 1, "total", 9.5))))))
                .isEmpty();
        assertThat(TableCheck.foreignSurplus(ORDERS, Optional.of(table(List.of(row("id", 7))))))
                .hasSize(1);
    }

    @Test
    void takesAColumnThatNoRowHasForNullWhereNoneIsDeclared() {
        ExpectedStream nulls = new ExpectedStream(
                "orders", List.of("id"), columns(), List.of(Map.of("id", BigDecimal.ONE)), Matter.ROWS);

        assertThat(TableCheck.findings(nulls, Optional.of(table(List.of(row("id", 1))))))
                .isEmpty();
    }

    @Test
    void stopsListingAfterTwentyFindings() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 100; i < 150; i++) {
            rows.add(row("id", i, "total", null, "at", null));
        }
        ExpectedStream none = new ExpectedStream("orders", List.of("id"), columns(), List.of(), Matter.ROWS);

        List<Finding> findings = TableCheck.findings(none, Optional.of(StoredTable.undeclared(rows)));

        assertThat(findings).hasSize(21);
        assertThat(findings.get(20))
                .isEqualTo(new Finding("stream \"orders\", and 30 more", "0 rows in all", "50 rows in all"));
    }

    @Test
    void letsAForeignTargetKeepADateAsATextAndNobodyElse() {
        ExpectedStream days = new ExpectedStream(
                "days",
                List.of(),
                Map.of("day", ColumnKind.DATE),
                List.of(Map.of("day", LocalDate.of(2024, 2, 29))),
                Matter.ROWS);
        StoredTable found = new StoredTable(
                List.of(new StoredColumn("day", "VARCHAR", Optional.of(ColumnKind.STRING))),
                List.of(row("day", "2024-02-29")));

        assertThat(TableCheck.foreignFindings(days, Optional.of(found))).isEmpty();
        assertThat(TableCheck.findings(days, Optional.of(found)))
                .containsExactly(new Finding("stream \"days\", column \"day\"", "a type that holds date", "VARCHAR"));
    }

    private static List<Finding> findings(StoredTable found) {
        return TableCheck.findings(ORDERS, Optional.of(found));
    }

    private static Map<String, ColumnKind> columns() {
        Map<String, ColumnKind> columns = new LinkedHashMap<>();
        columns.put("id", ColumnKind.INTEGER);
        columns.put("total", ColumnKind.NUMBER);
        columns.put("at", ColumnKind.DATE_TIME);
        return columns;
    }

    private static StoredTable table(List<Map<String, @Nullable Object>> rows) {
        return StoredTable.undeclared(rows);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }
}
