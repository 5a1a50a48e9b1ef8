package dev.latchkey.signin;

import dev.latchkey.decision.Decision;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A decision as the customer's client sees it: its name, its level and its reasons in words; never a score. */
@RegisterForReflection
record DecisionAnswer(String id, String level, List<ReasonAnswer> reasons) {
    /** One reason. */
    @RegisterForReflection
    record ReasonAnswer(String code, String text) {}

    static DecisionAnswer of(Decision decision) {
        return new DecisionAnswer(
                decision.id().toString(),
                decision.level(),
                decision.reasons().stream()
                        .map(reason -> new ReasonAnswer(reason.code(), reason.text()))
                        .toList());
    }
}
