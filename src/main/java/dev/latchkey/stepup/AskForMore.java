package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a ticket is issued with.
 *
 * @param account who is half-way in
 * @param decision the decision that asks for more
 * @param action what is attempted, for example {@code sign_in} or {@code payout}
 * @param mode how the client will carry its session
 * @param client the client that tokens will be for
 * @param methods what is offered, the quickest first
 * @param binding hash of the pre-login id of the ceremony's browser; empty in token mode
 * @param credential the passkey of the attempt
 * @param session the session that is to be raised
 * @param transaction what is to be approved
 * @param proven what the attempt itself has proven
 * @param askedBy the API client whose back end asked; empty where we did
 * @param at when the attempt was made
 */
public record AskForMore(
        Account account,
        DecisionId decision,
        String action,
        SessionMode mode,
        String client,
        List<Method> methods,
        Optional<Bytes> binding,
        Optional<CredentialId> credential,
        Optional<SessionId> session,
        Optional<Transaction> transaction,
        Optional<Assurance> proven,
        Optional<String> askedBy,
        Instant at) {
    /** Keeps an immutable copy of {@code methods}. */
    public AskForMore {
        methods = List.copyOf(methods);
    }

    @Override
    public String toString() {
        return "AskForMore[redacted]";
    }
}
