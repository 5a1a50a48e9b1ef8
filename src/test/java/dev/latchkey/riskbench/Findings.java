package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a run found out, before it is written down. */
final class Findings {
    /** Every scorer with a threshold per segment; ours first, if there is one. */
    final List<Evaluation> scorers = new ArrayList<>();

    /** The published models with one threshold for everybody, as they were published. */
    final List<Evaluation> global = new ArrayList<>();

    /** Ours with each attacker left out of the fit. */
    final Map<Attacker, Evaluation> leftOut = new EnumMap<>(Attacker.class);

    /** All scorers where attackers had been learnt before. */
    final List<Evaluation> poisoned = new ArrayList<>();

    /** Ours where attackers come when owners do. */
    final Evaluation active = Evaluation.perSegment(Contestants.OURS);

    /** What learners found that know one attacker alone. */
    final Map<Attacker, Evaluation> apart = new EnumMap<>(Attacker.class);

    /** What one learner found that knows all attackers at once, as a scorer has to. */
    final Map<Attacker, Evaluation> together = new EnumMap<>(Attacker.class);

    /** Who was attacked: every kind with at least one attack. */
    final List<Attacker> attackers = new ArrayList<>();

    /** What the run was on, for the page's head. */
    final List<String> facts = new ArrayList<>();

    Optional<Evaluation> ours() {
        return scorers.stream()
                .filter(scorer -> scorer.name.equals(Contestants.OURS))
                .findFirst();
    }
}
