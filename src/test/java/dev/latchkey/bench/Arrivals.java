package dev.latchkey.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What became of arrivals at a constant rate.
 *
 * @param name what arrived
 * @param due how many were to come each second
 * @param latencies of each kind in microseconds, from when it was due to its last answer
 * @param refusals how many were answered with 503
 * @param spent what it took
 */
record Arrivals(String name, double due, Map<Errand, Histogram> latencies, long refusals, Clocks spent) {
    private long count() {
        return latencies.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    double perSecond() {
        return count() / spent.seconds();
    }

    /** CPU of the service for each arrival, whatever it was, compiling apart. */
    double cpuMillisEach() {
        return spent.service().minus(spent.compilers()).toNanos() / 1e6 / count();
    }

    /** Kibibytes that the service allocated for each. */
    double kibibytesEach() {
        return spent.garbage() / 1024.0 / count();
    }
}
