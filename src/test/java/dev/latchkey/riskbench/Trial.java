package dev.latchkey.riskbench;

import dev.latchkey.risk.Evidence;
import dev.latchkey.riskbench.Standing.Segment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * One scorer's scores in one world. Genuine logins are scored and learnt, hostile ones scored and forgotten, all in the
 * order of time; a user's first login is learnt only.
 */
final class Trial {
    /** One scored attempt. */
    record Scored(double score, Attacker attacker, Segment segment, long user, int logins) {}

    /** Genuine logins on which thresholds are chosen. */
    final List<Scored> tuning = new ArrayList<>();

    /** Genuine logins of the test: other users, later. */
    final List<Scored> genuine = new ArrayList<>();

    /** Attacks of the test, on the test's users. */
    final List<Scored> hostile = new ArrayList<>();

    final boolean calibrated;

    private Trial(boolean calibrated) {
        this.calibrated = calibrated;
    }

    static Trial of(Scorer scorer, World world) {
        Trial trial = new Trial(scorer.calibrated());
        walk(world, scorer::learn, (row, standing) -> trial.add(world, row, standing, scorer.score(row)));
        return trial;
    }

    /** Returns our trials with each attacker left out of the fit. */
    static Map<Attacker, Trial> leftOut(OurFactory ours, World world) {
        Map<Attacker, ToDoubleFunction<Evidence>> scores = new EnumMap<>(Attacker.class);
        for (Attacker kind : Attacker.GENERATED) {
            scores.put(kind, ours.without(kind).risk()::score);
        }
        return apart(ours.scorer(), scores, world);
    }

    /**
     * Returns a trial for each attacker by a score of its own, in one walk: profiles and population are the same for all of
     * them. A trial has the genuine logins and the attacks of its own attacker.
     */
    static Map<Attacker, Trial> apart(OurScorer memory, Map<Attacker, ToDoubleFunction<Evidence>> scores, World world) {
        Map<Attacker, Trial> trials = new EnumMap<>(Attacker.class);
        scores.keySet().forEach(kind -> trials.put(kind, new Trial(true)));
        walk(world, memory::learn, (row, standing) -> {
            Evidence evidence = memory.evidence(row);
            trials.forEach((kind, trial) -> {
                if (!row.attacker().hostile() || row.attacker() == kind) {
                    trial.add(world, row, standing, scores.get(kind).applyAsDouble(evidence));
                }
            });
        });
        return trials;
    }

    /** Goes through a world, has the attempts scored that count, and has everything learnt that is learnt. */
    private static void walk(World world, Consumer<Login> learn, BiConsumer<Login, Standing> score) {
        Map<Long, Standing> standings = new HashMap<>();
        for (Login row : world.rows()) {
            Standing standing = standings.getOrDefault(row.user(), Standing.UNKNOWN);
            boolean poison = world.poison().get((int) row.index());
            boolean counts =
                    world.testing(row) || world.tuning(row) && !row.attacker().hostile();
            if (standing.logins() > 0 && !poison && counts) {
                score.accept(row, standing);
            }
            if (!row.attacker().hostile() || poison) {
                learn.accept(row);
                standings.put(row.user(), standing.after(row.at()));
            }
        }
    }

    private void add(World world, Login row, Standing standing, double score) {
        if (!Double.isFinite(score)) {
            throw new IllegalStateException("row " + row.index() + " was scored with " + score);
        }
        Scored scored = new Scored(score, row.attacker(), standing.segment(row.at()), row.user(), standing.logins());
        if (row.attacker().hostile()) {
            hostile.add(scored);
        } else {
            (world.testing(row) ? genuine : tuning).add(scored);
        }
    }
}
