package dev.connectorkit.testkit.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.testkit.cases.ColumnKind;
import dev.connectorkit.testkit.cases.ExpectedStream;
import dev.connectorkit.testkit.destination.StoredColumn;
import dev.connectorkit.testkit.destination.StoredTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a stream as expected with the table that was found: its columns, then its rows as values of their kinds. */
final class TableCheck {
    /** The Singer SDK's metadata columns, which a connector may add. */
    private static final String METADATA_PREFIX = "_sdc_";

    private final ExpectedStream expected;
    private final boolean foreign;
    private final String place;
    private final List<Finding> findings = new ArrayList<>();

    private TableCheck(ExpectedStream expected, boolean foreign) {
        this.expected = expected;
        this.foreign = foreign;
        this.place = "stream \"%s\"".formatted(expected.stream());
    }

    /** Compares the two. */
    static List<Finding> findings(ExpectedStream expected, Optional<StoredTable> found) {
        return findings(expected, found, false);
    }

    /** The same for a target that is none of this kit's: it may keep dates and times as texts. */
    static List<Finding> foreignFindings(ExpectedStream expected, Optional<StoredTable> found) {
        return findings(expected, found, true);
    }

    /** The same for the table that such a target left behind when it failed: rows may lack, and only what is too much is found. */
    static List<Finding> foreignSurplus(ExpectedStream expected, Optional<StoredTable> found) {
        return found.map(table -> new TableCheck(expected, true).surplus(table)).orElse(List.of());
    }

    private static List<Finding> findings(ExpectedStream expected, Optional<StoredTable> found, boolean foreign) {
        TableCheck check = new TableCheck(expected, foreign);
        if (expected.matter() == ExpectedStream.Matter.NO_TABLE) {
            found.ifPresent(table -> check.findings.add(new Finding(
                    check.place,
                    "no table",
                    "a table with %d rows".formatted(table.rows().size()))));
        } else if (found.isPresent()) {
            check.checkColumns(found.get());
            check.checkRows(found.get());
        } else if (!expected.rows().isEmpty() || check.hasToBeThere()) {
            check.findings.add(new Finding(
                    check.place,
                    "a table with %d rows".formatted(expected.rows().size()),
                    "no table"));
        }
        return check.findings;
    }

    private List<Finding> surplus(StoredTable found) {
        List<Map<String, Object>> rows = new ArrayList<>(expected.rows());
        List<Map<String, Object>> surplus = found.rows().stream()
                .map(this::comparable)
                .filter(row -> !rows.remove(row))
                .toList();
        return surplus.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        place,
                        "no rows but those before the failure",
                        "%d others, such as %s"
                                .formatted(surplus.size(), Texts.whole(surplus.get(0), expected.key()))));
    }

    private boolean hasToBeThere() {
        return expected.matter() == ExpectedStream.Matter.TABLE;
    }

    private void checkColumns(StoredTable found) {
        if (expected.columns().isEmpty()) {
            return;
        }
        Map<String, StoredColumn> stored = new LinkedHashMap<>();
        found.columns().forEach(column -> stored.put(column.name(), column));
        if (found.columns().stream().anyMatch(StoredColumn::isDeclared)) { // else a null may just not be written
            expected.columns().forEach((name, kind) -> checkColumn(name, kind, stored));
        }
        Set<String> added = new LinkedHashSet<>(stored.keySet());
        added.removeIf(name -> expected.columns().containsKey(name) || isMetadata(name));
        if (!added.isEmpty()) {
            findings.add(new Finding(place, columns(expected.columns().keySet()), "also " + columns(added)));
        }
    }

    private void checkColumn(String name, ColumnKind kind, Map<String, StoredColumn> stored) {
        StoredColumn column = stored.get(name);
        if (column == null) {
            findings.add(new Finding(place, "a column \"%s\"".formatted(name), columns(stored.keySet())));
        } else if (kind != ColumnKind.SET
                && column.kind().filter(declared -> holds(declared, kind)).isEmpty()) {
            findings.add(new Finding(
                    "%s, column \"%s\"".formatted(place, name), "a type that holds " + kind.word(), column.typeName()));
        }
    }

    private boolean holds(ColumnKind declared, ColumnKind kind) {
        boolean isText = declared == ColumnKind.STRING && (kind == ColumnKind.DATE || kind == ColumnKind.TIME);
        return kind.isHeldBy(declared) || (foreign && isText);
    }

    private static String columns(Set<String> names) {
        return "columns " + String.join(", ", names);
    }

    private void checkRows(StoredTable found) {
        List<Map<String, Object>> rows =
                found.rows().stream().map(this::comparable).toList();
        if (expected.matter() == ExpectedStream.Matter.REPEATABLE_ROWS) {
            rows = withoutRepeated(rows);
        }
        findings.addAll(new RowComparison(place, expected).compare(rows));
    }

    /** Each row as often as it is expected at most. */
    private List<Map<String, Object>> withoutRepeated(List<Map<String, Object>> rows) {
        List<Map<String, Object>> once = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            int wanted = Math.max(1, Collections.frequency(expected.rows(), row));
            if (Collections.frequency(once, row) < wanted) {
                once.add(row);
            }
        }
        return once;
    }

    /** The row's values in comparable form, without nulls and metadata. */
    private Map<String, Object> comparable(Map<String, @Nullable Object> row) {
        Set<String> columns = new LinkedHashSet<>(expected.columns().keySet());
        columns.addAll(row.keySet());
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = row.get(column);
            if (value != null && !isJsonNull(value) && !isMetadata(column)) {
                ColumnKind kind = expected.columns().get(column);
                values.put(column, kind == null ? value : kind.comparable(value));
            }
        }
        return values;
    }

    /** A metadata column that the case names is one like any other. */
    private boolean isMetadata(String column) {
        return column.startsWith(METADATA_PREFIX) && !expected.columns().containsKey(column);
    }

    private static boolean isJsonNull(Object value) {
        return value instanceof JsonNode node && node.isNull();
    }
}
