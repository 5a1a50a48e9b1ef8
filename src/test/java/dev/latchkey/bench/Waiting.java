package dev.latchkey.bench;

import java.util.List;
import java.util.Locale;

/**
 * How long a request waits for a connection of a pool: Erlang's C formula, arrivals by chance and one queue. A computation,
 * not a measurement; what it is given (how long a login holds a connection) is measured.
 */
final class Waiting {
    private static final List<Integer> POOLS = List.of(4, 8, 16, 32);
    private static final List<Double> BUSY = List.of(0.5, 0.7, 0.8, 0.9);

    private Waiting() {}

    /** Returns a table: of each pool and share of it that is busy, how many logins that is and how long they wait. */
    static List<String> table(double heldMillis) {
        List<String> lines = new java.util.ArrayList<>(List.of(
                "| pool | busy | logins a second | wait at all | mean wait ms | one in a hundred waits longer than ms |",
                "| --- | --- | --- | --- | --- | --- |"));
        for (int servers : POOLS) {
            for (double busy : BUSY) {
                double waits = erlangC(servers, servers * busy);
                double drain = servers * (1 - busy) / heldMillis; // how many leave the queue in a millisecond
                double hundredth = waits > 0.01 ? Math.log(waits / 0.01) / drain : 0;
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %.0f %% | %.0f | %.1f %% | %.2f | %.1f |",
                        servers,
                        100 * busy,
                        servers * busy * 1000 / heldMillis,
                        100 * waits,
                        waits / drain,
                        hundredth));
            }
        }
        return lines;
    }

    /** The share of arrivals that find all servers busy (A. K. Erlang, 1917), by the recursion over the loss formula. */
    static double erlangC(int servers, double load) {
        double loss = 1;
        for (int n = 1; n <= servers; n++) {
            loss = load * loss / (n + load * loss);
        }
        return loss / (1 - load / servers * (1 - loss));
    }
}
