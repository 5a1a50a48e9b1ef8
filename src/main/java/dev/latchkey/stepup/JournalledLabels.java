package dev.latchkey.stepup;

import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;

/** Leaves the labels to the journal alone, which names decision and outcome of every check. */
@Singleton
final class JournalledLabels implements DecisionLabels {
    @Override
    public void passed(Writes writes, DecisionId decision) {}

    @Override
    public void failed(Writes writes, DecisionId decision) {}

    @Override
    public void abandoned(Writes writes, DecisionId decision) {}
}
