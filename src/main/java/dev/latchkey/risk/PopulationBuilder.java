package dev.latchkey.risk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what everybody shows, for the next snapshot. For one thread. */
public final class PopulationBuilder {
    /** A snapshot remembers this many values of each kind, the most frequent ones. */
    public static final int MOST_VALUES = 65_536;

    private final List<Map<Long, Double>> counts = new ArrayList<>();
    private double total;

    /** Begins with nothing. */
    public PopulationBuilder() {
        for (int i = 0; i < Kind.COUNT; i++) {
            counts.add(new HashMap<>());
        }
    }

    /**
     * Counts one genuine sign-in. Whoever calls counts an account once a day at most, or one account could teach the
     * whole population.
     */
    public PopulationBuilder add(Facts facts) {
        for (int i = 0; i < Kind.COUNT; i++) {
            long value = Kind.at(i).of(facts);
            if (Kind.at(i).shared() && Kind.isShown(value)) {
                counts.get(i).merge(value, 1.0, Double::sum);
            }
        }
        total++;
        return this;
    }

    /** Adds the counts of a snapshot, each multiplied by {@code factor}, 0 to 1. */
    public PopulationBuilder merge(Population other, double factor) {
        for (int i = 0; i < Kind.COUNT; i++) {
            other.counts(Kind.at(i)).addTo(counts.get(i), factor);
        }
        total += other.total() * factor;
        return this;
    }

    /** Returns the snapshot, under the number it will be known by. */
    public Population build(long number) {
        Counts[] built =
                counts.stream().map(each -> Counts.of(each, MOST_VALUES)).toArray(Counts[]::new);
        return new Population(number, total, built);
    }
}
