package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<Long, Standing> standings = new HashMap<>();
        for (Login row : world.rows()) {
            Standing standing = standings.getOrDefault(row.user(), Standing.UNKNOWN);
            boolean poison = world.poison().get((int) row.index());
            if (standing.logins() > 0 && !poison) {
                trial.score(scorer, world, row, standing);
            }
            if (!row.attacker().hostile() || poison) {
                scorer.learn(row);
                standings.put(row.user(), standing.after(row.at()));
            }
        }
        return trial;
    }

    private void score(Scorer scorer, World world, Login row, Standing standing) {
        boolean testing = world.testing(row);
        if (!testing && (row.attacker().hostile() || !world.tuning(row))) {
            return;
        }
        double score = scorer.score(row);
        if (!Double.isFinite(score)) {
            throw new IllegalStateException(scorer.name() + " scored row " + row.index() + " with " + score);
        }
        Scored scored = new Scored(score, row.attacker(), standing.segment(row.at()), row.user(), standing.logins());
        List<Scored> list = !testing ? tuning : row.attacker().hostile() ? hostile : genuine;
        list.add(scored);
    }
}
