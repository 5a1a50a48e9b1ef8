package dev.latchkey.token;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * What changes how an account can be entered needs a user-verified passkey check from the last few minutes (OWASP ASVS
 * 5.0 §7.5.1). Says whether a proof is fresh, and what would be enough in the words of RFC 9470.
 */
@Singleton
public final class FreshProof {
    private final TokenConfig config;
    private final Clock clock;

    FreshProof(TokenConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Whether the proof is fresh now. */
    public boolean isFresh(Assurance assurance) {
        return wasFresh(assurance, clock.instant());
    }

    /** Whether the proof was fresh at {@code then}. */
    public boolean wasFresh(Assurance assurance, Instant then) {
        return assurance.satisfies(Acr.TWO, config.freshProof(), then);
    }

    /** Returns the refusal for a resource to throw (RFC 9470 §3). */
    public ProblemException refusal() {
        return new ProblemException(Problem.FRESH_PASSKEY_NEEDED)
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", "
                                + "error_description=\"A fresh passkey check is needed\", acr_values=\""
                                + Acr.TWO.urn() + "\", max_age="
                                + config.freshProof().toSeconds());
    }

    /**
     * Checks at the door.
     *
     * @throws ProblemException when the caller's proof is not fresh
     */
    public void require(Caller caller) {
        if (!isFresh(caller.assurance())) {
            throw refusal();
        }
    }
}
