package dev.latchkey.bench;

import dev.latchkey.postgres.BenchServer;
import java.time.Duration;

/**
 * What Linux has counted so far, or between two readings.
 *
 * @param elapsed time that passed
 * @param service CPU of the service
 * @param compilers how much of it HotSpot compiled, which a longer run would not see
 * @param database CPU of all processes of the database
 * @param client CPU of this JVM
 * @param machine CPU of the whole machine
 * @param garbage bytes that the service allocated, as its collector counts them
 */
record Clocks(
        Duration elapsed,
        Duration service,
        Duration compilers,
        Duration database,
        Duration client,
        Duration machine,
        long garbage) {
    static Clocks now(Service service, BenchServer database) {
        return new Clocks(
                Duration.ofNanos(System.nanoTime()),
                CpuTime.of(service.processId()),
                CpuTime.ofCompilers(service.processId()),
                CpuTime.ofFamily(database.processId()),
                CpuTime.of(ProcessHandle.current().pid()),
                CpuTime.ofMachine(),
                service.garbage());
    }

    Clocks since(Clocks before) {
        return new Clocks(
                elapsed.minus(before.elapsed),
                service.minus(before.service),
                compilers.minus(before.compilers),
                database.minus(before.database),
                client.minus(before.client),
                machine.minus(before.machine),
                garbage - before.garbage);
    }

    double seconds() {
        return elapsed.toNanos() / 1e9;
    }

    /** The share of the machine's cores that belonged to neither service, database nor client. */
    double foreign() {
        Duration foreign = machine.minus(service).minus(database).minus(client);
        return Math.max(
                0,
                foreign.toNanos()
                        / (double) elapsed.toNanos()
                        / Runtime.getRuntime().availableProcessors());
    }

    /** The share of the service's CPU that HotSpot compiled in. */
    double compiling() {
        return service.isZero() ? 0 : (double) compilers.toNanos() / service.toNanos();
    }
}
