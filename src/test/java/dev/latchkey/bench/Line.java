package dev.latchkey.bench;

import java.time.Duration;

/**
 * One line of the table.
 *
 * @param name what was done
 * @param concurrent by how many at the same time
 * @param took how long it was done
 * @param options latencies of the first call; none for refreshes
 * @param verify latencies of the second call, or of the only one
 * @param service CPU of the service
 * @param compilers how much of it HotSpot compiled, which a longer run would not see
 * @param database CPU of all processes of the database
 * @param client CPU of this JVM
 * @param machine CPU of the whole machine
 */
record Line(
        String name,
        int concurrent,
        Duration took,
        Latencies options,
        Latencies verify,
        Duration service,
        Duration compilers,
        Duration database,
        Duration client,
        Duration machine) {
    double perSecond() {
        return verify.count() / (took.toNanos() / 1e9);
    }

    double each(Duration cpu) {
        return cpu.toNanos() / 1e6 / verify.count();
    }

    /** The share of the machine's cores that belonged to neither service, database nor client. */
    double foreign() {
        Duration foreign = machine.minus(service).minus(database).minus(client);
        double available = (double) took.toNanos() * Runtime.getRuntime().availableProcessors();
        return Math.max(0, foreign.toNanos() / available);
    }
}
