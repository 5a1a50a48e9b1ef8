package dev.latchkey.riskbench;

import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.PopulationBuilder;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import java.util.HashMap;
import java.util.Map;

/** Latchkey's own scorer, fed as the service feeds it: profiles learn at once, the population in snapshots. */
final class OurScorer implements Scorer {
    private static final long SNAPSHOT_SECONDS = 14 * 86_400L;

    private final String name;
    private final Risk risk;
    private final Map<Long, Profile> profiles = new HashMap<>();
    private final PopulationBuilder counting = new PopulationBuilder();
    private Population population = Population.NONE;
    private long nextSnapshot = Long.MIN_VALUE;

    OurScorer(String name, Risk risk) {
        this.name = name;
        this.risk = risk;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean calibrated() {
        return true;
    }

    @Override
    public double score(Login attempt) {
        return risk.score(evidence(attempt));
    }

    Evidence evidence(Login attempt) {
        Facts facts = OurFacts.of(attempt);
        return Evidence.of(facts, profiles.getOrDefault(attempt.user(), Profile.EMPTY), population);
    }

    @Override
    public void learn(Login genuine) {
        Facts facts = OurFacts.of(genuine);
        profiles.put(
                genuine.user(),
                profiles.getOrDefault(genuine.user(), Profile.EMPTY).learn(facts, facts.at()));
        counting.add(facts);
        if (facts.at() >= nextSnapshot) {
            population = counting.build(population.number() + 1);
            nextSnapshot = facts.at() + SNAPSHOT_SECONDS;
        }
    }
}
