package dev.latchkey.stepup;

import dev.latchkey.decision.Decision;
import dev.latchkey.postgres.Writes;

/** Decides about protected actions; the seam between what the policy demands and what the score says. */
interface Assessor {
    /**
     * Decides, and adds what it keeps of that to {@code writes}. Never milder than {@link ProtectedAction#atLeast()}: a
     * hold is a denial here, and when it ends is the caller's to say.
     */
    Decision decide(Writes writes, ProtectedAction action);
}
