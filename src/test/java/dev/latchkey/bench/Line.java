package dev.latchkey.bench;

import java.time.Duration;

/**
 * One line of the table.
 *
 * @param name what was done
 * @param concurrent by how many at the same time
 * @param options latencies of the first call; none for refreshes
 * @param verify latencies of the second call, or of the only one
 * @param spent what it took
 */
record Line(String name, int concurrent, Latencies options, Latencies verify, Clocks spent) {
    double perSecond() {
        return verify.count() / spent.seconds();
    }

    double each(Duration cpu) {
        return cpu.toNanos() / 1e6 / verify.count();
    }

    /** CPU-ms that service and database together took for each, compiling apart. */
    double cost() {
        return each(spent.service().minus(spent.compilers()).plus(spent.database()));
    }

    /** Kibibytes that the service allocated for each. */
    double kibibytesEach() {
        return spent.garbage() / 1024.0 / verify.count();
    }
}
