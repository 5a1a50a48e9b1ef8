package dev.latchkey.decision;

import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Profile;

/** Whether the device of an attempt is one that the account knows. */
final class KnownDevice {
    private KnownDevice() {}

    /**
     * Whether the device is one that is known: in a session the one that opened it, otherwise one of the account's. A
     * session whose device left no mark is like any other afterwards; one that left some has to show it again.
     */
    static Continuity of(Attempt attempt, Profile profile, HashedFacts client) {
        ClientFacts facts = attempt.client();
        if (!facts.direct() && facts.deviceCookie().isEmpty()) {
            return Continuity.UNKNOWN; // the app's back end does not say
        }
        if (facts.deviceProof() instanceof DeviceProof.Refused) {
            return Continuity.WITHHELD; // whoever sends a forged proof gains nothing by a cookie that may be as stolen
        }
        return attempt.session().isPresent()
                ? inSession(attempt, attempt.session().get().device())
                : atSignIn(facts, profile, client);
    }

    private static Continuity inSession(Attempt attempt, DeviceMarks marks) {
        if (marks.hasKeyOf(attempt.client())) {
            return Continuity.PROVEN;
        }
        if (marks.cookie().isPresent()) {
            return marks.hasCookieOf(attempt.client()) ? Continuity.COOKIE : Continuity.CHANGED;
        }
        // Options are asked for without a proof; a refresh can prove the key and does.
        return marks.key().isPresent() && attempt.action().equals(Action.REFRESH)
                ? Continuity.CHANGED
                : Continuity.UNKNOWN;
    }

    private static Continuity atSignIn(ClientFacts facts, Profile profile, HashedFacts client) {
        boolean shown = facts.deviceCookie().isPresent() || facts.deviceProof() instanceof DeviceProof.Proven;
        if (!profile.knowsAnyDevice()) {
            return Continuity
                    .UNKNOWN; // an account of clients that keep neither keys nor cookies: there is no more to it
        }
        if (profile.knowsDevice(client.deviceKey())) {
            return Continuity.PROVEN;
        }
        if (profile.knowsDevice(client.deviceCookie())) {
            return Continuity.COOKIE;
        }
        return shown ? Continuity.NEW : Continuity.WITHHELD;
    }

    /**
     * Whether an owner who wants nothing learned has shown a device that speaks for them. A cookie can be copied: where
     * devices usually prove a key it is not enough. A session goes on by its own marks, also where it has none.
     */
    static boolean speaksFor(Attempt attempt, Profile profile, Continuity continuity) {
        return switch (continuity) {
            case PROVEN -> true;
            case COOKIE -> !profile.usuallyProves();
            case UNKNOWN -> attempt.action().equals(Action.REFRESH);
            case NEW, CHANGED, WITHHELD -> false;
        };
    }
}
