package dev.latchkey.decision;

import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.id.DecisionId;
import dev.latchkey.risk.Challenge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns "one more check" into a decision; never into a dead end. */
final class Asking {
    private Asking() {}

    /**
     * Asks with what suits. If nothing does, a sign-in stands at the lowest level while everything sensitive waits, and
     * what is sensitive itself waits.
     */
    static Decision of(DecisionId id, Attempt attempt, Basis basis, List<Reason> reasons, Set<Challenge> suitable) {
        List<StepUpMethod> methods = suitable.stream()
                .sorted(Comparator.comparingDouble(Challenge::seconds))
                .map(StepUpMethod::of)
                .flatMap(Optional::stream)
                .toList();
        if (!methods.isEmpty()) {
            return new Decision.StepUp(id, reasons, basis, methods);
        }
        List<Reason> more = new ArrayList<>(reasons);
        more.addFirst(Reason.NOTHING_TO_ASK);
        return switch (attempt.action().activity()) {
            case SIGN_UP, SIGN_IN, RECOVERY -> new Decision.Allow(id, List.copyOf(more), basis, true);
            case ADD_PASSKEY, CUSTOM ->
                new Decision.Deny(
                        id,
                        List.copyOf(more),
                        basis,
                        Optional.of(attempt.at().plus(basis.policy().hold())));
        };
    }
}
