package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.decision.policy.ActionRule;
import dev.latchkey.decision.policy.Demand;
import dev.latchkey.decision.policy.Least;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyDocument;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.StepUpNames;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.session.Session;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the policy in force demands of a protected action, and what can be asked of its owner. */
@Singleton
final class Assessable {
    private static final Duration SIGN_UP_TAKES = Duration.ofMinutes(1);
    private static final Demand UNREADABLE =
            new Demand(Least.STEP_UP, Acr.TWO, Duration.ofMinutes(5), Duration.ofHours(24));

    private final Policies policies;
    private final Passkeys passkeys;
    private final OwnedMethods ownedMethods;
    private final Holds holds;
    private final Journal journal;

    Assessable(Policies policies, Passkeys passkeys, OwnedMethods ownedMethods, Holds holds, Journal journal) {
        this.policies = policies;
        this.passkeys = passkeys;
        this.ownedMethods = ownedMethods;
        this.holds = holds;
        this.journal = journal;
    }

    /** Whether and how long an action waits. */
    sealed interface Wait {
        /** Not at all. */
        record None() implements Wait {}

        /** For an end that is known. */
        record Until(Instant end) implements Wait {}

        /** From now on. */
        record Begin() implements Wait {}
    }

    /**
     * What is demanded.
     *
     * @param atLeast the least that happens
     * @param forNewPayee the least that happens where the payee is new to the account
     * @param demand how sure we must be, and how fresh
     * @param waiting whether and how long it waits
     * @param allowed what may be asked
     * @param document the policy in force; empty when it cannot be read
     * @param version its number, or {@code unreadable}
     */
    record Demanded(
            Least atLeast,
            Least forNewPayee,
            Demand demand,
            Wait waiting,
            Set<Challenge> allowed,
            Optional<PolicyDocument> document,
            String version) {
        boolean mayWait() {
            return allowed.contains(Challenge.HOLD);
        }

        Duration hold() {
            return demand.hold();
        }

        /** A method and how long it takes, by the document where that says it. */
        StepUpMethod timed(Method method) {
            int seconds = document.flatMap(
                            known -> StepUpNames.read(method.id()).map(known::seconds))
                    .filter(given -> given.isPresent())
                    .map(given -> given.getAsInt())
                    .orElse(method.seconds());
            return new StepUpMethod(method.id(), seconds);
        }
    }

    Demanded demanded(
            RelyingParty relyingParty,
            Account account,
            AssessRequest request,
            Optional<Assurance> proven,
            Instant now) {
        return switch (policies.forAccount(relyingParty.id(), account.id()).policy()) {
            case PolicyOutcome.InForce(PolicyInForce policy) -> demanded(policy, account, request, proven, now);
            case PolicyOutcome.Unreadable unreadable ->
                new Demanded(
                        Least.STEP_UP,
                        Least.STEP_UP,
                        UNREADABLE,
                        new Wait.None(),
                        EnumSet.allOf(Challenge.class),
                        Optional.empty(),
                        "unreadable");
        };
    }

    private Demanded demanded(
            PolicyInForce policy, Account account, AssessRequest request, Optional<Assurance> proven, Instant now) {
        String action = request.transaction().action();
        ActionRule rule = policy.document().action(action);
        Demand demand = policy.document().demand(action, request.amount());
        Wait wait = waitOf(rule, demand, account, request, now);
        boolean enough = proven.filter(assurance -> assurance.satisfies(demand.acr(), demand.maxAge(), now))
                .isPresent();
        Least atLeast = wait instanceof Wait.None
                ? demand.atLeast() == Least.ALLOW && enough ? Least.ALLOW : Least.STEP_UP
                : Least.HOLD;
        return new Demanded(
                atLeast,
                rule.newPayee(),
                demand,
                wait,
                EnumSet.copyOf(rule.stepUps()),
                Optional.of(policy.document()),
                Integer.toString(policy.version()));
    }

    private Wait waitOf(ActionRule rule, Demand demand, Account account, AssessRequest request, Instant now) {
        Optional<Instant> young = Stream.of(
                        ends(rule.holdAfterRecovery(), () -> journal.latest(account.id(), Event.RECOVERED)),
                        ends(rule.holdAfterNewPasskey(), () -> newestPasskey(account)))
                .flatMap(Optional::stream)
                .filter(end -> end.isAfter(now))
                .max(Instant::compareTo);
        if (young.isPresent()) {
            return new Wait.Until(young.get());
        }
        if (demand.atLeast() != Least.HOLD) {
            return new Wait.None();
        }
        return holds.endOf(account, request.transaction(), now)
                .<Wait>map(end -> end.isAfter(now) ? new Wait.Until(end) : new Wait.None())
                .orElseGet(Wait.Begin::new);
    }

    private static Optional<Instant> ends(Duration lasts, Supplier<Optional<Instant>> since) {
        return lasts.isZero()
                ? Optional.empty()
                : since.get().map(begun -> begun.plus(lasts).truncatedTo(ChronoUnit.SECONDS));
    }

    /** When the last passkey was added; the one of the sign-up was not. */
    private Optional<Instant> newestPasskey(Account account) {
        return passkeys.of(account.id()).stream()
                .map(Passkey::createdAt)
                .filter(at -> at.isAfter(account.createdAt().plus(SIGN_UP_TAKES)))
                .max(Instant::compareTo);
    }

    /**
     * Returns what can be asked, the quickest first: what the policy allows, the score finds suitable where it names
     * anything, the account owned before, and what leads to the level demanded.
     */
    List<Method> askable(ProtectedAction action, Demanded demanded, Decision.StepUp decision) {
        List<Method> owned = ownedMethods.of(
                action.account().id(),
                action.at(),
                action.session().flatMap(Session::credential),
                action.session().map(Session::id));
        Demand demand = demanded.demand();
        return owned.stream()
                .filter(method -> StepUpNames.read(method.id())
                        .filter(demanded.allowed()::contains)
                        .isPresent())
                .filter(method -> decision.methods().isEmpty()
                        || decision.methods().stream()
                                .anyMatch(suitable -> suitable.id().equals(method.id())))
                .filter(method -> method.after(action.proven(), action.at())
                        .satisfies(demand.acr(), demand.maxAge(), action.at()))
                .toList();
    }
}
