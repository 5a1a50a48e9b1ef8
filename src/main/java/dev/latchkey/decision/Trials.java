package dev.latchkey.decision;

import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.Applied.Trial;
import dev.latchkey.decision.policy.Arm;
import dev.latchkey.postgres.Writes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down what decisions came to while a version is tried, so that its arm can be compared. Renewals of a session are
 * left out: those that pass are not logged, so nobody knows how many there were.
 */
@Singleton
final class Trials {
    private static final String INSERT = """
            insert into decision_trial (decision, at, relying_party, step, arm, action, segment, outcome, other)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Reasons that a policy gives whatever the score, and nobody was wrong about. */
    private static final Set<Reason> DEMANDED =
            Set.of(Reason.ALWAYS_ASKED, Reason.ACTION_NEEDS_A_CHECK, Reason.ON_HOLD, Reason.NOTHING_TO_ASK);

    private final MeterRegistry registry;

    Trials(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds the row of a decision that was made in a trial by the score. */
    void add(Writes writes, Attempt attempt, Decision decision) {
        Basis basis = decision.basis();
        Optional<Trial> trial = basis.trial();
        boolean counts = basis.situation().judging() == Judging.SCORED
                && !attempt.action().equals(Action.REFRESH);
        if (trial.isEmpty() || !counts) {
            return;
        }
        String outcome = outcome(basis.judged());
        writes.add(
                INSERT,
                decision.id().value(),
                attempt.at(),
                attempt.relyingParty().id().value(),
                trial.get().step(),
                trial.get().arm().id(),
                attempt.action().name(),
                Names.of(basis.evidence().segment()),
                outcome,
                basis.shadow().map(Basis.Shadow::outcome));
        if (trial.get().arm() != Arm.SHADOW) {
            registry.counter(
                            "latchkey_policy_trial_total",
                            "arm",
                            trial.get().arm().id(),
                            "outcome",
                            outcome)
                    .increment();
        }
    }

    /**
     * Returns what became of an attempt: {@code allow}, {@code step_up}, {@code deny}; {@code limited} where a question
     * was due and there was nothing to ask; {@code demanded} for what the policy always asks or holds.
     */
    static String outcome(Judged judged) {
        if (judged instanceof Judged.Passes(List<Reason> reasons, boolean limited) && !limited) {
            return judged.level();
        }
        if (DEMANDED.containsAll(judged.reasons())) {
            return "demanded";
        }
        return judged instanceof Judged.Passes ? "limited" : judged.level();
    }
}
