package dev.latchkey.decision;

import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** The log of decisions: one row each, added and never changed. */
@Singleton
final class DecisionLog {
    private static final String INSERT = """
            insert into decision_log (id, at, relying_party, account, action, segment, level, score, suspicion,
                                      policy_version, model_version, snapshot, reasons, evidence, learned, facts,
                                      situation, judged, shadow_version, shadow_level)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /**
     * Adds the row of a decision.
     *
     * @param learned what the population's counts may learn from it, already packed
     */
    void add(Writes writes, Attempt attempt, Decision decision, Optional<byte[]> learned) {
        Basis basis = decision.basis();
        writes.add(
                INSERT,
                decision.id().value(),
                attempt.at(),
                attempt.relyingParty().id().value(),
                attempt.account().id().value(),
                attempt.action().name(),
                Names.of(basis.evidence().segment()),
                decision.level(),
                basis.assessment().logit(),
                Names.of(basis.assessment().leading()),
                basis.policyVersion(),
                basis.modelVersion(),
                basis.evidence().population(),
                decision.reasons().stream().map(Reason::code).collect(Collectors.joining(",")),
                basis.evidence().pack(),
                learned.orElse(null),
                attempt.client().privateFacts().close(attempt.account().key()),
                basis.situation().pack(),
                Optional.of(basis.judged().level()).filter(level -> !level.equals(decision.level())),
                basis.shadow().map(Basis.Shadow::policyVersion),
                basis.shadow().map(Basis.Shadow::level));
    }
}
