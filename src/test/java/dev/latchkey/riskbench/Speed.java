package dev.latchkey.riskbench;

import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.PopulationBuilder;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The command behind {@code ./mvnw -Prisk-speed verify}: how long one score takes, and how long a million stored
 * decisions take to replay. A plain loop around {@link System#nanoTime}, each call timed alone after a warm-up, and not
 * JMH: whose code generator the build does not carry. So the clock's own cost, some 20 to 30 ns, is in every number.
 */
public final class Speed {
    private static final int WARM_UP = 300_000;
    private static final int CALLS = 1_000_000;
    private static final int REPLAYED = 1_000_000;
    private static final double MICRO = 1e3;

    /** One attempt and what it is set against. */
    private record Case(Facts facts, byte[] profile) {}

    private final Risk risk = new Risk(Model.current());
    private final List<Case> cases = new ArrayList<>();
    private final Population population;
    private double sink;

    private Speed() {
        Map<Long, Profile> profiles = new HashMap<>();
        PopulationBuilder counting = new PopulationBuilder();
        for (Login row :
                Generator.of(4_000, 400).world(World.TRAINING_SEEDS.getFirst()).rows()) {
            Facts facts = OurFacts.of(row);
            Profile profile = profiles.getOrDefault(row.user(), Profile.EMPTY);
            cases.add(new Case(facts, profile.pack()));
            if (!row.attacker().hostile()) {
                profiles.put(row.user(), profile.learn(facts, facts.at()));
                counting.add(facts);
            }
        }
        population = counting.build(1);
    }

    /** Runs it and prints what came of it. */
    public static void main(String[] arguments) {
        Speed speed = new Speed();
        speed.each("score, evidence gathered", true, false);
        speed.each("the same, profile unpacked too", true, true);
        speed.each("score of evidence at hand", false, false);
        speed.replay();
    }

    private void each(String what, boolean gathers, boolean unpacks) {
        Profile[] profiles =
                cases.stream().map(each -> Profile.unpack(each.profile())).toArray(Profile[]::new);
        Evidence[] evidence = new Evidence[profiles.length];
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = Evidence.of(cases.get(i).facts(), profiles[i], population);
        }
        long[] nanos = new long[CALLS];
        for (int i = -WARM_UP; i < CALLS; i++) {
            int place = Math.floorMod(i, evidence.length);
            Case each = cases.get(place);
            long begun = System.nanoTime();
            Profile profile = unpacks ? Profile.unpack(each.profile()) : profiles[place];
            Evidence seen = gathers ? Evidence.of(each.facts(), profile, population) : evidence[place];
            sink += risk.score(seen);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        print(
                "%-32s p50 %6.2f µs   p99 %6.2f µs   p99.9 %6.2f µs",
                what, at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999));
    }

    /** Stored vectors come in pages, as they would from a database; what is timed is unpacking and assessing. */
    private void replay() {
        byte[][] stored = cases.stream()
                .map(each -> Evidence.of(each.facts(), Profile.unpack(each.profile()), population)
                        .pack())
                .toArray(byte[][]::new);
        Policy policy =
                new Policy(1, 0.01, 20, 500, 0.01, Policy.NEVER, EnumSet.allOf(Challenge.class), Duration.ofDays(1));
        Set<Challenge> owned = EnumSet.allOf(Challenge.class);
        long begun = System.nanoTime();
        for (int i = 0; i < REPLAYED; i++) {
            sink += risk.assess(Evidence.unpack(stored[i % stored.length]), policy, owned)
                    .logit();
        }
        double assessed = (System.nanoTime() - begun) / 1e9;
        long again = System.nanoTime();
        for (int i = 0; i < REPLAYED; i++) {
            sink += risk.score(Evidence.unpack(stored[i % stored.length]));
        }
        double scored = (System.nanoTime() - again) / 1e9;
        int bytes = Arrays.stream(stored).mapToInt(each -> each.length).sum() / stored.length;
        print(
                "replay of %,d decisions: with reasons %.1f s, scores only %.1f s; %d bytes each",
                REPLAYED, assessed, scored, bytes);
        print("(checksum %.3f)", sink);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / MICRO;
    }

    private static void print(String text, Object... values) {
        System.out.printf(Locale.ROOT, text + "%n", values);
    }
}
