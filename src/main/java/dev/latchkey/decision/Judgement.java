package dev.latchkey.decision;

import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.decision.policy.ActionRule;
import dev.latchkey.decision.policy.HardRule;
import dev.latchkey.decision.policy.Least;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One attempt judged under one policy: a pure function of the situation, the evidence and the policy, so that a stored
 * decision can be judged again, under its own policy or another. Hard rules come first, then holds, then the score:
 * what refuses before what waits before what asks. Nobody ends at a dead end.
 */
public final class Judgement {
    /** What has the device check who is there. */
    private static final Set<Challenge> VERIFYING = Set.of(Challenge.FRESH_PASSKEY, Challenge.OTHER_PASSKEY);

    private final Situation situation;
    private final Evidence evidence;
    private final PolicyInForce policy;
    private final Policy line;
    private final Assessment assessment;
    private final Risk risk;
    private final Optional<HardRule> rule;

    /** Judges a situation by its evidence under a policy. */
    public Judgement(Situation situation, Evidence evidence, PolicyInForce policy, Risk risk) {
        this.situation = situation;
        this.evidence = evidence;
        this.policy = policy;
        this.line = policy.ruleFor(situation.action().name(), evidence.segment(), situation.amount());
        this.assessment = risk.assess(evidence, line, line.allowed());
        this.risk = risk;
        this.rule = policy.document().rules().strictest(situation.hits(), situation.at(), situation.reportedAt());
    }

    /** Returns the costs and lines that hold here. */
    public Policy line() {
        return line;
    }

    /** Returns what the model makes of the evidence. */
    public Assessment assessment() {
        return assessment;
    }

    /** Returns what comes of it, with the checks that were found to be owned; of unknown ones the policy's own. */
    public Judged again() {
        return judge(() -> situation.owned().orElseGet(line::allowed));
    }

    /**
     * Returns what comes of it.
     *
     * @param owned says which checks the account could answer; looked at only when one is due
     */
    public Judged judge(Supplier<Set<Challenge>> owned) {
        return switch (situation.judging()) {
            case SCORED -> scored(owned);
            case CAREFUL -> ask(List.of(Reason.COULD_NOT_CHECK), owned.get());
            case ANSWERED -> new Judged.Passes(List.of(Reason.CHECK_PASSED), false);
        };
    }

    private Judged scored(Supplier<Set<Challenge>> owned) {
        Verdict verdict = situation.hits().trusted() ? Verdict.ALLOW : assessment.verdict();
        if (rule.isPresent() && rule.get().effect() == HardRule.Effect.DENY) {
            return new Judged.Refuses(List.of(Reasons.of(rule.get())), Optional.empty());
        }
        Optional<Instant> held = heldUntil();
        if (held.isPresent()) {
            return new Judged.Refuses(List.of(Reason.ON_HOLD), held);
        }
        if (verdict == Verdict.DENY) {
            return new Judged.Refuses(Reasons.of(assessment, evidence.segment()), Optional.empty());
        }
        boolean suspicious = verdict == Verdict.STEP_UP;
        List<Reason> asked = Stream.of(
                        suspicious ? Reasons.of(assessment, evidence.segment()) : List.<Reason>of(),
                        rule.map(Reasons::of).stream().toList(),
                        situation.elsewhere() ? List.of(Reason.DEVICE_CHANGED) : List.<Reason>of(),
                        situation.unverified() ? List.of(Reason.DEVICE_DID_NOT_CHECK) : List.<Reason>of(),
                        isAlwaysAsked() ? List.of(always()) : List.<Reason>of())
                .flatMap(List::stream)
                .distinct()
                .toList();
        return asked.isEmpty()
                ? new Judged.Passes(List.of(Reason.USUAL_SIGN_IN), false)
                : ask(asked, suitable(owned.get(), suspicious));
    }

    /**
     * Asks with what suits. If nothing does, a sign-in stands at the lowest level while everything sensitive waits, and
     * what is sensitive itself waits.
     */
    private Judged ask(List<Reason> reasons, Set<Challenge> suitable) {
        List<StepUpMethod> methods = suitable.stream()
                .sorted(Comparator.comparingDouble(Challenge::seconds))
                .map(StepUpMethod::of)
                .flatMap(Optional::stream)
                .toList();
        if (!methods.isEmpty()) {
            return new Judged.Asks(reasons, methods);
        }
        List<Reason> more = new ArrayList<>(reasons);
        more.addFirst(Reason.NOTHING_TO_ASK);
        return switch (situation.action().activity()) {
            case SIGN_UP, SIGN_IN, RECOVERY -> new Judged.Passes(List.copyOf(more), true);
            case ADD_PASSKEY, CUSTOM ->
                new Judged.Refuses(List.copyOf(more), Optional.of(situation.at().plus(line.hold())));
        };
    }

    /** Of what the account could answer, what the policy allows and the suspicion leaves. */
    private Set<Challenge> suitable(Set<Challenge> owned, boolean suspicious) {
        Set<Challenge> allowed = EnumSet.noneOf(Challenge.class);
        allowed.addAll(owned);
        allowed.retainAll(line.allowed());
        if (situation.unverified()) {
            allowed.retainAll(VERIFYING);
        }
        if (rule.filter(HardRule.ReportedNotMe.class::isInstance).isPresent()) {
            // Whoever was here before had the passkey; asking for it again would ask the wrong one.
            allowed.removeIf(challenge -> !challenge.answers(Hypothesis.SYNC_TAKEOVER));
        }
        if (!suspicious) {
            return allowed;
        }
        Assessment withOwned = risk.assess(evidence, line, allowed);
        Set<Challenge> strong = EnumSet.noneOf(Challenge.class);
        strong.addAll(withOwned.suitable());
        return strong;
    }

    private Reason always() {
        return situation.action().activity() == Activity.CUSTOM ? Reason.ACTION_NEEDS_A_CHECK : Reason.ALWAYS_ASKED;
    }

    /**
     * Whether the policy asks whatever the score. Nobody who comes back by their last way has anything to answer with: a
     * recovery that is to wait lets its owner in at the lowest level, and what is sensitive waits. Protected actions are
     * held by whoever assesses them.
     */
    private boolean isAlwaysAsked() {
        Least least = policy.document()
                .demand(situation.action().name(), situation.amount())
                .atLeast();
        return least == Least.STEP_UP
                || least == Least.HOLD && situation.action().activity() == Activity.RECOVERY;
    }

    /** When a hold ends that keeps this attempt waiting; empty when none does. */
    private Optional<Instant> heldUntil() {
        ActionRule action = policy.document().action(situation.action().name());
        return switch (situation.action().activity()) {
            case SIGN_UP, SIGN_IN, RECOVERY -> Optional.empty();
            case ADD_PASSKEY, CUSTOM ->
                Stream.of(
                                situation.heldUntil(),
                                after(situation.recoveredAt(), action.holdAfterRecovery()),
                                after(situation.enrolledAt(), action.holdAfterNewPasskey()))
                        .flatMap(Optional::stream)
                        .filter(until -> until.isAfter(situation.at()))
                        .max(Instant::compareTo);
        };
    }

    private static Optional<Instant> after(Optional<Instant> event, Duration hold) {
        return event.map(at -> at.plus(hold));
    }
}
