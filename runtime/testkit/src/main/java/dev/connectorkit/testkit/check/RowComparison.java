package dev.connectorkit.testkit.check;

import dev.connectorkit.testkit.cases.ExpectedStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares rows as bags: order does not matter, how often a row is there does. Of those that differ, the ones with the same
 * key are put side by side.
 */
final class RowComparison {
    /** A report with thousands of rows is read by nobody. */
    private static final int MOST_FINDINGS = 20;

    private static final String NONE = "no such row";

    private final String place;
    private final ExpectedStream expected;

    RowComparison(String place, ExpectedStream expected) {
        this.place = place;
        this.expected = expected;
    }

    List<Finding> compare(List<Map<String, Object>> found) {
        List<Map<String, Object>> missing = new ArrayList<>(expected.rows());
        List<Map<String, Object>> surplus = new ArrayList<>();
        for (Map<String, Object> row : found) {
            if (!missing.remove(row)) {
                surplus.add(row);
            }
        }
        List<Finding> findings = new ArrayList<>();
        byKey(missing, surplus).forEach(pair -> findings.add(pair.finding(place, expected)));
        return limited(findings, found.size());
    }

    /** Rows with one key; of each side there may be several. */
    private record Pair(List<Map<String, Object>> missing, List<Map<String, Object>> surplus) {
        Finding finding(String place, ExpectedStream stream) {
            Map<String, Object> any = missing.isEmpty() ? surplus.get(0) : missing.get(0);
            Map<String, Object> key = Texts.part(any, stream.key());
            String row = key.isEmpty() ? place : "%s, row %s".formatted(place, Texts.row(key, stream.key()));
            if (missing.size() == 1 && surplus.size() == 1 && !key.isEmpty()) {
                Set<String> differing = differing(missing.get(0), surplus.get(0));
                return new Finding(row, Texts.row(missing.get(0), differing), Texts.row(surplus.get(0), differing));
            }
            return new Finding(row, texts(missing, stream), texts(surplus, stream));
        }

        private static Set<String> differing(Map<String, Object> one, Map<String, Object> other) {
            Set<String> columns = new LinkedHashSet<>(one.keySet());
            columns.addAll(other.keySet());
            columns.removeIf(column -> Objects.equals(one.get(column), other.get(column)));
            return columns;
        }

        private static String texts(List<Map<String, Object>> rows, ExpectedStream stream) {
            return rows.stream()
                    .map(row -> Texts.whole(row, stream.columns().keySet()))
                    .reduce((above, below) -> above + "\n" + below)
                    .orElse(NONE);
        }
    }

    private List<Pair> byKey(List<Map<String, Object>> missing, List<Map<String, Object>> surplus) {
        Map<Object, Pair> pairs = new LinkedHashMap<>();
        missing.forEach(row -> pair(pairs, row).missing().add(row));
        surplus.forEach(row -> pair(pairs, row).surplus().add(row));
        return List.copyOf(pairs.values());
    }

    private Pair pair(Map<Object, Pair> pairs, Map<String, Object> row) {
        return pairs.computeIfAbsent(
                Texts.part(row, expected.key()), any -> new Pair(new ArrayList<>(), new ArrayList<>()));
    }

    private List<Finding> limited(List<Finding> findings, int found) {
        if (findings.size() <= MOST_FINDINGS) {
            return findings;
        }
        List<Finding> limited = new ArrayList<>(findings.subList(0, MOST_FINDINGS));
        limited.add(new Finding(
                "%s, and %d more".formatted(place, findings.size() - MOST_FINDINGS),
                "%d rows in all".formatted(expected.rows().size()),
                "%d rows in all".formatted(found)));
        return limited;
    }
}
