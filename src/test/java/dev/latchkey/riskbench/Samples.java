package dev.latchkey.riskbench;

import dev.latchkey.risk.Code;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the signals read of labelled attempts. */
final class Samples {
    /** One attempt. */
    record Sample(Attacker attacker, Segment segment, Evidence evidence, double[] readings) {}

    private final List<Sample> all;

    private Samples(List<Sample> all) {
        this.all = all;
    }

    /** Plays a world to a scorer that learns what is genuine, and keeps what it reads from the tuning period on. */
    static Samples of(World world, Risk risk) {
        OurScorer scorer = new OurScorer("fit", risk);
        List<Sample> samples = new ArrayList<>();
        Set<Long> met = new HashSet<>();
        for (Login row : world.rows()) {
            if (row.at() >= world.tuneFrom() && met.contains(row.user())) {
                Evidence evidence = scorer.evidence(row);
                samples.add(new Sample(row.attacker(), evidence.segment(), evidence, risk.readings(evidence)));
            }
            if (!row.attacker().hostile()) {
                met.add(row.user());
                scorer.learn(row);
            }
        }
        return new Samples(samples);
    }

    static Samples together(List<Samples> parts) {
        return new Samples(parts.stream().flatMap(part -> part.all.stream()).toList());
    }

    Samples only(Predicate<Sample> wanted) {
        return new Samples(all.stream().filter(wanted).toList());
    }

    List<Sample> all() {
        return all;
    }

    long count(Attacker attacker) {
        return all.stream().filter(sample -> sample.attacker() == attacker).count();
    }

    /** How many readings a sample has. */
    static int width() {
        return (int) java.util.Arrays.stream(Code.values())
                .filter(code -> code.compareTo(Code.BASE_RATE) < 0)
                .count();
    }
}
