package dev.connectorkit.it.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A measurement beside its limit.
 *
 * @param name    what {@code --only} knows it by
 * @param what    was measured
 * @param limit   what it is compared to
 * @param toReach the ratio that it should have at least; 0 where none is asked for
 * @param rows    of each run of ours
 * @param bytes   of its input
 * @param ours    the runs
 * @param limits  the runs of the limit, as many rows a second as ours if the ratio is 1
 */
record Result(
        String name,
        String what,
        String limit,
        double toReach,
        long rows,
        long bytes,
        List<Cost> ours,
        List<Cost> limits) {
    static final String HEADING = """
            | what | rows | rows/s | MB/s | seconds | CPU s | server CPU s | peak MiB | limit beside it | its seconds | its CPU s | its peak MiB | ratio | to reach |
            |---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|""";

    /** Seconds of the limit for each second of ours, by the medians of the runs. */
    double ratio() {
        return Math.round(middle(limits).seconds() / middle(ours).seconds() * 1000) / 1000.0;
    }

    /** The run in the middle, by its time; of an even number the slower one. */
    private static Cost middle(List<Cost> costs) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::seconds))
                .toList()
                .get(costs.size() / 2);
    }

    private static double peak(List<Cost> costs) {
        return mebibytes(costs.stream().mapToLong(Cost::peakBytes).max().orElse(0));
    }

    private static double mebibytes(long bytes) {
        return bytes / (1024.0 * 1024);
    }

    /** A line below {@link #HEADING}. */
    String row() {
        Cost cost = middle(ours);
        Cost itsCost = middle(limits);
        return String.format(
                Locale.ROOT,
                "| `%s`: %s | %,d | %,.0f | %.0f | %.2f | %.2f | %.2f | %.0f | %s | %.2f | %.2f | %.0f | **%.2f** | %s |",
                name,
                what,
                rows,
                rows / cost.seconds(),
                mebibytes(bytes) / cost.seconds(),
                cost.seconds(),
                cost.cpuSeconds(),
                cost.serverSeconds(),
                peak(ours),
                limit,
                itsCost.seconds(),
                itsCost.cpuSeconds() + itsCost.serverSeconds(),
                peak(limits),
                ratio(),
                toReach == 0 ? "" : String.format(Locale.ROOT, "%.2f", toReach));
    }
}
