package dev.latchkey.decision;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.policy.Circumstances;
import dev.latchkey.decision.policy.HardRules;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Continuity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy looks at beside the score. Names nobody: neither an address nor a country, only which rules they hit.
 * Kept with each decision, so that it can be judged again.
 *
 * @param at when it was attempted
 * @param action its name in the policy
 * @param amount what was at stake
 * @param hits the hard rules that hit, by the policy of the time
 * @param reportedAt when the owner last said "this was not me"; never for the renewal of a session
 * @param recoveredAt the last recovery
 * @param enrolledAt when a passkey was last added
 * @param heldUntil until when what is sensitive has to wait
 * @param elsewhere whether a session is renewed from where the mark of its device is not
 * @param unverified whether the relying party prefers user verification, and the device did not do it
 * @param owned the checks that the account could answer, once somebody looked
 * @param judging how far the score was relied on
 */
public record Situation(
        Instant at,
        Action action,
        Optional<Money> amount,
        HardRules.Hits hits,
        Optional<Instant> reportedAt,
        Optional<Instant> recoveredAt,
        Optional<Instant> enrolledAt,
        Optional<Instant> heldUntil,
        boolean elsewhere,
        boolean unverified,
        Optional<Set<Challenge>> owned,
        Judging judging) {
    /** How far the score was relied on. */
    public enum Judging {
        /** In full. */
        SCORED,
        /** Not at all, because our own record or policy could not be read: one more check. */
        CAREFUL,
        /** Not at all, because a question was answered well. */
        ANSWERED
    }

    /** What is to be looked at of an attempt, by the rules of a policy. */
    static Situation of(Attempt attempt, History history, Continuity continuity, HardRules rules, Judging judging) {
        boolean refresh = attempt.action().equals(Action.REFRESH);
        // Sign-ins are watched after a report; the session that reported goes on.
        Optional<Instant> reported = history.reportedAt().filter(at -> !refresh);
        return new Situation(
                attempt.at(),
                attempt.action(),
                attempt.stake().amount(),
                rules.hits(new Circumstances(
                        attempt.at(),
                        attempt.client().address().map(Address::inet),
                        attempt.client().place().country(),
                        attempt.passkey().map(PasskeyFacts::aaguid),
                        reported)),
                reported,
                history.recoveredAt(),
                history.enrolledAt(),
                history.heldUntil(),
                // Tokens travel, marks do not. No score makes up for that, and whoever is rightfully there has a
                // passkey.
                refresh && (continuity == Continuity.CHANGED || continuity == Continuity.WITHHELD),
                attempt.action().activity() == Activity.SIGN_IN
                        && attempt.relyingParty().userVerification() == UserVerification.PREFERRED
                        && attempt.passkey()
                                .filter(passkey -> !passkey.userVerified())
                                .isPresent(),
                Optional.empty(),
                judging);
    }

    /** Returns it as the log keeps it, all but the time and the action, which have columns of their own. */
    byte[] pack() {
        return Packed.pack(this);
    }

    /**
     * Reads what the log keeps.
     *
     * @throws IllegalArgumentException if it is none, or one of a later release
     */
    static Situation unpack(byte[] packed, Instant at, Action action) {
        return Packed.unpack(packed, at, action);
    }

    /** The same, once somebody looked which checks the account could answer. */
    Situation owning(Set<Challenge> checks) {
        return new Situation(
                at,
                action,
                amount,
                hits,
                reportedAt,
                recoveredAt,
                enrolledAt,
                heldUntil,
                elsewhere,
                unverified,
                Optional.of(Set.copyOf(checks)),
                judging);
    }

    @Override
    public String toString() {
        return "Situation[redacted]";
    }
}
