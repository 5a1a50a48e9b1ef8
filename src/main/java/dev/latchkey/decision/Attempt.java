package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.relyingparty.RelyingParty;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt, in plain facts that the ceremony has verified, the client has said, or the app's back end tells.
 *
 * @param relyingParty where
 * @param action what is attempted
 * @param account for which account
 * @param passkey by which passkey; empty when the attempt is made without one
 * @param client what the client said of itself
 * @param session the session in which it is attempted; empty when there is none
 * @param stake what is to be done, for an app's own action
 * @param at when it was verified
 */
public record Attempt(
        RelyingParty relyingParty,
        Action action,
        Account account,
        Optional<PasskeyFacts> passkey,
        ClientFacts client,
        Optional<SessionFacts> session,
        Stake stake,
        Instant at) {
    /** The same attempt, with this at stake. */
    public Attempt staking(Stake what) {
        return new Attempt(relyingParty, action, account, passkey, client, session, what, at);
    }

    /** The same attempt, made in a session. */
    public Attempt in(SessionFacts where) {
        return new Attempt(relyingParty, action, account, passkey, client, Optional.of(where), stake, at);
    }
}
