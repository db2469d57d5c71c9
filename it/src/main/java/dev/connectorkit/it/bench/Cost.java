package dev.connectorkit.it.bench;

/**
 * What one run of a process cost.
 *
 * @param seconds       from its start to its exit
 * @param cpuSeconds    of the process and those that it started
 * @param serverSeconds CPU time of the database's server meanwhile; 0 where there is none
 * @param peakBytes     of its memory that was resident
 */
record Cost(double seconds, double cpuSeconds, double serverSeconds, long peakBytes) {
    /** What so many such runs, one after the other, would cost. */
    Cost times(int runs) {
        return new Cost(runs * seconds, runs * cpuSeconds, runs * serverSeconds, peakBytes);
    }
}
