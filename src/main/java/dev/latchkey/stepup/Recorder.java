package dev.latchkey.stepup;

import dev.latchkey.decision.Label;
import dev.latchkey.decision.Labels;
import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Writes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Tells what became of a check: to the metrics, and to whoever made the decision that asked for it. */
@Singleton
public final class Recorder {
    private final MeterRegistry metrics;
    private final Labels labels;

    Recorder(MeterRegistry metrics, Labels labels) {
        this.metrics = metrics;
        this.labels = labels;
    }

    /** The check succeeded and the ticket is spent on it. */
    public void passed(Writes writes, DecisionId decision, Method method) {
        count(method.id(), "passed");
        labels.put(writes, decision, Label.PASSED, Label.Source.STEP_UP);
    }

    /** An answer was wrong, and another may follow. */
    void wrong(Method method) {
        count(method.id(), "wrong");
    }

    /** The ticket is worth nothing more: its owner said no, or every try is gone. */
    void failed(Writes writes, DecisionId decision, String method) {
        count(method, "failed");
        labels.put(writes, decision, Label.FAILED, Label.Source.STEP_UP);
    }

    /** Nobody came back with the ticket. */
    void abandoned(Writes writes, DecisionId decision) {
        count("none", "abandoned");
        labels.put(writes, decision, Label.ABANDONED, Label.Source.STEP_UP);
    }

    private void count(String method, String outcome) {
        metrics.counter("latchkey_step_up_total", "method", method, "outcome", outcome)
                .increment();
    }
}
