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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one score takes and how long a million stored decisions take to be scored again, by JMH: {@code ./mvnw
 * -Prisk-speed verify}. Attempts come from a training seed and differ from call to call.
 */
@State(Scope.Thread)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class Speed {
    private static final int REPLAYED = 1_000_000;

    private final Risk risk = new Risk(Model.current());
    private final Policy policy =
            new Policy(1, 0.01, 20, 500, 0.01, Policy.NEVER, EnumSet.allOf(Challenge.class), Duration.ofDays(1));
    private final Set<Challenge> owned = EnumSet.allOf(Challenge.class);
    private final List<Facts> facts = new ArrayList<>();
    private final List<byte[]> packed = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<byte[]> stored = new ArrayList<>();
    private Population population = Population.NONE;
    private int next;

    /** Makes some ten thousand attempts and what each is set against. */
    @Setup
    public void make() {
        Map<Long, Profile> known = new HashMap<>();
        PopulationBuilder counting = new PopulationBuilder();
        for (Login row :
                Generator.of(4_000, 400).world(World.TRAINING_SEEDS.getFirst()).rows()) {
            Facts observed = OurFacts.of(row);
            Profile profile = known.getOrDefault(row.user(), Profile.EMPTY);
            facts.add(observed);
            profiles.add(profile);
            packed.add(profile.pack());
            if (!row.attacker().hostile()) {
                known.put(row.user(), profile.learn(observed, observed.at()));
                counting.add(observed);
            }
        }
        population = counting.build(1);
        for (int i = 0; i < facts.size(); i++) {
            evidence.add(Evidence.of(facts.get(i), profiles.get(i), population));
            stored.add(evidence.get(i).pack());
        }
    }

    /** A login's share of it: the profile unpacked, the evidence gathered, the score. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public double unpackGatherAndScore() {
        int place = place();
        return risk.score(Evidence.of(facts.get(place), Profile.unpack(packed.get(place)), population));
    }

    /** The evidence gathered from a profile at hand, and the score. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public double gatherAndScore() {
        int place = place();
        return risk.score(Evidence.of(facts.get(place), profiles.get(place), population));
    }

    /** The score alone. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public double score() {
        return risk.score(evidence.get(place()));
    }

    /** A million stored decisions, unpacked and scored. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public double replayMillion() {
        double sum = 0;
        for (int i = 0; i < REPLAYED; i++) {
            sum += risk.score(Evidence.unpack(stored.get(i % stored.size())));
        }
        return sum;
    }

    /** The same with verdicts and reasons. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public double replayMillionWithReasons() {
        double sum = 0;
        for (int i = 0; i < REPLAYED; i++) {
            sum += risk.assess(Evidence.unpack(stored.get(i % stored.size())), policy, owned)
                    .logit();
        }
        return sum;
    }

    private int place() {
        next = next + 1 == facts.size() ? 0 : next + 1;
        return next;
    }
}
