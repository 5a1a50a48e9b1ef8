package dev.latchkey.stepup;

import dev.latchkey.decision.ClientFacts;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.SessionId;
import java.util.Optional;

/**
 * What an app's back end asks about.
 *
 * @param subject whose account it is, the {@code sub} of its tokens
 * @param transaction what is about to happen
 * @param session in which session, the {@code sid} of its token
 * @param client what the back end has seen of the customer's client
 */
record AssessRequest(AccountId subject, Transaction transaction, Optional<SessionId> session, ClientFacts client) {
    /** Returns the amount at stake. */
    Optional<Money> amount() {
        return transaction.stake().amount();
    }

    @Override
    public String toString() {
        return "AssessRequest[redacted]";
    }
}
