package dev.latchkey.stepup;

import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Writes;

/** Learns what became of the checks that decisions asked for. */
interface DecisionLabels {
    /** The check succeeded. */
    void passed(Writes writes, DecisionId decision);

    /** The check was answered wrongly until no try was left, or its owner said no. */
    void failed(Writes writes, DecisionId decision);

    /** Nobody answered. */
    void abandoned(Writes writes, DecisionId decision);
}
