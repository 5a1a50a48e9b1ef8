package dev.latchkey.faults;

import dev.latchkey.faults.Traffic.Seen;
import java.util.Map;
import java.util.TreeMap;

/** Several looks at traffic as one. */
final class Sum {
    private Seen all = new Seen(0, 0, Map.of());

    void add(Seen one) {
        Map<String, Integer> failures = new TreeMap<>(all.failures());
        one.failures().forEach((what, times) -> failures.merge(what, times, Integer::sum));
        all = new Seen(all.requests() + one.requests(), all.elsewhere() + one.elsewhere(), failures);
    }

    double share() {
        return all.share();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
