package dev.latchkey.decision;

import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Writes down what became of decisions. A label is said once by each source; saying it again changes nothing. */
@Singleton
public final class Labels {
    private static final String INSERT = """
            insert into decision_label (decision, label, source, at) values (?, ?, ?, ?) on conflict do nothing""";

    private final Clock clock;

    Labels(Clock clock) {
        this.clock = clock;
    }

    /** Adds a label to what the caller's transaction writes. */
    public void put(Writes writes, DecisionId decision, Label label, Label.Source source) {
        writes.add(INSERT, decision.value(), label.value(), source.value(), clock.instant());
    }
}
