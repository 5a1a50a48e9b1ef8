package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.decision.policy.Least;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * A protected action that is to be decided about.
 *
 * @param relyingParty where
 * @param account whose
 * @param request what the back end asked
 * @param session the session it is attempted in
 * @param proven how strong that session is now
 * @param atLeast the least that has to happen by the policy, however usual it looks
 * @param forNewPayee the least that has to happen by the policy where the payee is new to the account
 * @param at when it was asked
 */
record ProtectedAction(
        RelyingParty relyingParty,
        Account account,
        AssessRequest request,
        Optional<Session> session,
        Optional<Assurance> proven,
        Least atLeast,
        Least forNewPayee,
        Instant at) {
    @Override
    public String toString() {
        return "ProtectedAction[redacted]";
    }
}
