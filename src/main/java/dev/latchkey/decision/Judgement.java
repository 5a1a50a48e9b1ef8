package dev.latchkey.decision;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.policy.ActionRule;
import dev.latchkey.decision.policy.Circumstances;
import dev.latchkey.decision.policy.HardRule;
import dev.latchkey.decision.policy.Least;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.id.DecisionId;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One attempt judged under a policy that is in force. Hard rules come first, then holds, then the score: what refuses
 * before what waits before what asks.
 */
final class Judgement {
    /** What has the device check who is there. */
    private static final Set<Challenge> VERIFYING = Set.of(Challenge.FRESH_PASSKEY, Challenge.OTHER_PASSKEY);

    private final Attempt attempt;
    private final History history;
    private final PolicyInForce policy;
    private final Basis basis;
    private final Risk risk;
    private final Circumstances circumstances;

    Judgement(Attempt attempt, History history, PolicyInForce policy, Basis basis, Risk risk) {
        this.attempt = attempt;
        this.history = history;
        this.policy = policy;
        this.basis = basis;
        this.risk = risk;
        this.circumstances = new Circumstances(
                attempt.at(),
                attempt.client().address().map(Address::inet),
                attempt.client().place().country(),
                attempt.passkey().map(PasskeyFacts::aaguid),
                // Sign-ins are watched after a report; the session that reported goes on.
                history.reportedAt().filter(at -> !attempt.action().equals(Action.REFRESH)));
    }

    Decision decide(DecisionId id, Supplier<Set<Challenge>> owned) {
        Optional<HardRule> rule = policy.document().rules().strictest(circumstances);
        boolean trusted = policy.document().rules().trusts(circumstances);
        Verdict verdict = trusted ? Verdict.ALLOW : basis.assessment().verdict();
        if (rule.isPresent() && rule.get().effect() == HardRule.Effect.DENY) {
            return new Decision.Deny(id, List.of(Reasons.of(rule.get())), basis, Optional.empty());
        }
        Optional<Instant> held = heldUntil();
        if (held.isPresent()) {
            return new Decision.Deny(id, List.of(Reason.ON_HOLD), basis, held);
        }
        if (verdict == Verdict.DENY) {
            return new Decision.Deny(
                    id, Reasons.of(basis.assessment(), basis.evidence().segment()), basis, Optional.empty());
        }
        boolean suspicious = verdict == Verdict.STEP_UP;
        List<Reason> asked = Stream.of(
                        suspicious
                                ? Reasons.of(
                                        basis.assessment(), basis.evidence().segment())
                                : List.<Reason>of(),
                        rule.map(Reasons::of).stream().toList(),
                        isElsewhere() ? List.of(Reason.DEVICE_CHANGED) : List.<Reason>of(),
                        isUnverified() ? List.of(Reason.DEVICE_DID_NOT_CHECK) : List.<Reason>of(),
                        isAlwaysAsked() ? List.of(always()) : List.<Reason>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
        return asked.isEmpty()
                ? new Decision.Allow(id, List.of(Reason.USUAL_SIGN_IN), basis, false)
                : Asking.of(id, attempt, basis, asked, suitable(owned.get(), suspicious));
    }

    /** Of what the account could answer, what the policy allows and the suspicion leaves. */
    private Set<Challenge> suitable(Set<Challenge> owned, boolean suspicious) {
        Set<Challenge> allowed = EnumSet.noneOf(Challenge.class);
        allowed.addAll(owned);
        allowed.retainAll(basis.policy().allowed());
        if (isUnverified()) {
            allowed.retainAll(VERIFYING);
        }
        if (isReported()) {
            // Whoever was here before had the passkey; asking for it again would ask the wrong one.
            allowed.removeIf(challenge -> !challenge.answers(Hypothesis.SYNC_TAKEOVER));
        }
        if (!suspicious) {
            return allowed;
        }
        Assessment withOwned = risk.assess(basis.evidence(), basis.policy(), allowed);
        Set<Challenge> strong = EnumSet.noneOf(Challenge.class);
        strong.addAll(withOwned.suitable());
        return strong;
    }

    /**
     * A session is being renewed from where the mark of its device is not: tokens travel, marks do not. Nobody's score
     * makes up for that, and whoever is rightfully there has a passkey.
     */
    private boolean isElsewhere() {
        Continuity continuity = basis.observed().facts().continuity();
        return attempt.action().equals(Action.REFRESH)
                && (continuity == Continuity.CHANGED || continuity == Continuity.WITHHELD);
    }

    private boolean isReported() {
        return policy.document()
                .rules()
                .strictest(circumstances)
                .filter(HardRule.ReportedNotMe.class::isInstance)
                .isPresent();
    }

    /** The relying party prefers user verification, and the device did not do it. */
    private boolean isUnverified() {
        return attempt.action().activity() == Activity.SIGN_IN
                && attempt.relyingParty().userVerification() == UserVerification.PREFERRED
                && attempt.passkey().filter(passkey -> !passkey.userVerified()).isPresent();
    }

    private Reason always() {
        return attempt.action().activity() == Activity.CUSTOM ? Reason.ACTION_NEEDS_A_CHECK : Reason.ALWAYS_ASKED;
    }

    /**
     * Whether the policy asks whatever the score. Nobody who comes back by their last way has anything to answer with: a
     * recovery that is to wait lets its owner in at the lowest level, and what is sensitive waits. Protected actions are
     * held by whoever assesses them.
     */
    private boolean isAlwaysAsked() {
        Least least = policy.document()
                .demand(attempt.action().name(), attempt.stake().amount())
                .atLeast();
        return least == Least.STEP_UP || least == Least.HOLD && attempt.action().activity() == Activity.RECOVERY;
    }

    /** When a hold ends that keeps this attempt waiting; empty when none does. */
    private Optional<Instant> heldUntil() {
        ActionRule rule = policy.document().action(attempt.action().name());
        return switch (attempt.action().activity()) {
            case SIGN_UP, SIGN_IN, RECOVERY -> Optional.empty();
            case ADD_PASSKEY, CUSTOM ->
                Stream.of(
                                history.heldUntil(),
                                after(history.recoveredAt(), rule.holdAfterRecovery()),
                                after(history.enrolledAt(), rule.holdAfterNewPasskey()))
                        .flatMap(Optional::stream)
                        .filter(until -> until.isAfter(attempt.at()))
                        .max(Instant::compareTo);
        };
    }

    private static Optional<Instant> after(Optional<Instant> event, Duration hold) {
        return event.map(at -> at.plus(hold));
    }
}
