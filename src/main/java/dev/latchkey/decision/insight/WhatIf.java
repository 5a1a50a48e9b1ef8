package dev.latchkey.decision.insight;

import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.Situation;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.replay.Again;
import dev.latchkey.decision.replay.Rejudging;
import dev.latchkey.decision.replay.Rejudging.Opened;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Judges one attempt, stored or invented, under policies side by side. Asks nobody anything and stores nothing. */
@Singleton
public final class WhatIf {
    private final PastDecisions decisions;
    private final RelyingParties relyingParties;
    private final Rejudging rejudging = new Rejudging();

    WhatIf(PastDecisions decisions, RelyingParties relyingParties) {
        this.decisions = decisions;
        this.relyingParties = relyingParties;
    }

    /** What comes of it. */
    public sealed interface Answer {
        /**
         * It was judged.
         *
         * @param past the stored decision; empty for an invented attempt
         * @param action its name in the policy
         * @param evidence the numbers
         * @param model the version of the model that scored it
         * @param outcomes one for each policy, in their order
         */
        record Judged(
                Optional<PastDecision> past, String action, Evidence evidence, int model, List<Considered> outcomes)
                implements Answer {
            /** Keeps an immutable copy. */
            public Judged {
                outcomes = List.copyOf(outcomes);
            }
        }

        /** There is no such decision here. */
        record NotFound() implements Answer {}

        /** It cannot be judged again. */
        record NotPossible(Again.Why why) implements Answer {}
    }

    /** Judges a stored decision again. */
    public Answer of(RelyingPartyId relyingParty, DecisionId decision, List<PolicyInForce> policies) {
        return decisions
                .find(relyingParty, decision)
                .map(past -> again(past, policies))
                .orElseGet(Answer.NotFound::new);
    }

    /** As {@link #of(RelyingPartyId, DecisionId, List)}, of a decision that is at hand. */
    Answer again(PastDecision past, List<PolicyInForce> policies) {
        return switch (rejudging.open(past)) {
            case Opened.Not(Again.NotPossible not) -> new Answer.NotPossible(not.why());
            case Opened.Ready ready ->
                new Answer.Judged(
                        Optional.of(past),
                        past.action(),
                        ready.evidence(),
                        past.modelVersion(),
                        policies.stream()
                                .map(policy -> Considered.of(
                                        ready.judgement(policy), policy, past.action(), ready.evidence(), ready.risk()))
                                .toList());
        };
    }

    /** Judges an attempt that somebody made up; an amount is in the currency of the first policy. */
    public Answer of(RelyingPartyId relyingParty, Invented attempt, List<PolicyInForce> policies) {
        Invention invention = new Invention(attempt);
        Evidence evidence = invention.evidence();
        boolean prefers = relyingParties
                .find(relyingParty)
                .filter(party -> party.userVerification() == UserVerification.PREFERRED)
                .isPresent();
        Situation situation = invention.situation(policies.getFirst().document().currency(), prefers);
        Risk risk = new Risk(Model.current());
        return new Answer.Judged(
                Optional.empty(),
                attempt.action(),
                evidence,
                risk.model().version(),
                policies.stream()
                        .map(policy -> Considered.of(
                                new Judgement(situation, evidence, policy.by(risk.model()), risk),
                                policy,
                                attempt.action(),
                                evidence,
                                risk))
                        .toList());
    }
}
