package dev.latchkey.stepup;

import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A ticket that was found: neither spent nor expired, of this relying party, and presented by the browser it is bound
 * to, if it is bound.
 *
 * @param proof its hash, under which it is spent
 * @param relyingParty whose it is
 * @param account who is half-way in
 * @param decision the decision that asked for more
 * @param action what was attempted, for example {@code sign_in} or {@code payout}
 * @param mode how the client will carry its session
 * @param client the client that tokens will be for
 * @param methods what was offered, the quickest first
 * @param credential the passkey of the attempt; empty when there was none
 * @param session the session that is to be raised; empty when one is to be opened, or none
 * @param transaction what is approved, closed under the account's key
 * @param proven what the attempt itself had proven; empty when nothing was, or when a session says it
 * @param triesLeft how many wrong codes it still bears
 * @param askedAt when the attempt was made: what was bound to the account later does not count
 * @param expiresAt until when it is good
 */
public record Ticket(
        Bytes proof,
        RelyingPartyId relyingParty,
        AccountId account,
        DecisionId decision,
        String action,
        SessionMode mode,
        String client,
        List<Method> methods,
        Optional<CredentialId> credential,
        Optional<SessionId> session,
        Optional<Bytes> transaction,
        Optional<Assurance> proven,
        int triesLeft,
        Instant askedAt,
        Instant expiresAt) {
    /** What is attempted by whoever walks in. */
    public static final String SIGN_IN = "sign_in";

    /** Keeps an immutable copy of {@code methods}. */
    public Ticket {
        methods = List.copyOf(methods);
    }

    /** Whether {@code method} was offered. */
    public boolean offers(Method method) {
        return methods.contains(method);
    }

    /** Returns what goes on while the account's guessable codes are suspended. */
    List<Method> withoutGuessing() {
        return methods.stream().filter(method -> !method.isGuessable()).toList();
    }

    /** Returns what goes on when no try is left. */
    List<Method> withoutTyping() {
        return methods.stream().filter(method -> !method.isTyped()).toList();
    }

    /** Whether it completes a sign-in; a protected action never does, whatever its back end calls it. */
    public boolean opensSession() {
        return action.equals(SIGN_IN) && transaction.isEmpty();
    }
}
