package dev.latchkey.token;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What changes how an account can be entered needs a user-verified passkey check from the last few minutes (OWASP ASVS
 * 5.0 §7.5.1). Says whether a proof is fresh, and what would be enough in the words of RFC 9470. Application-scoped, not
 * a singleton: filters exist before the configuration does, and a client proxy waits for it.
 */
@ApplicationScoped
public class FreshProof {
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
        return refusal(Acr.TWO, config.freshProof());
    }

    /**
     * Checks where {@link RequiresAcr} cannot: when it depends on the request whether a fresh proof is due.
     *
     * @throws ProblemException when the caller's proof is not fresh
     */
    public void require(Caller caller) {
        require(caller, Acr.TWO);
    }

    /** As {@link #require(Caller, Acr, Duration)}, with the age that the deployment calls fresh. */
    void require(Caller caller, Acr wanted) {
        require(caller, wanted, config.freshProof());
    }

    /**
     * Checks at the door.
     *
     * @throws ProblemException when the caller's proof is too weak or too old
     */
    void require(Caller caller, Acr wanted, Duration maxAge) {
        if (!caller.assurance().satisfies(wanted, maxAge, clock.instant())) {
            throw refusal(wanted, maxAge);
        }
    }

    private static ProblemException refusal(Acr wanted, Duration maxAge) {
        boolean passkey = Acr.TWO.reaches(wanted);
        return new ProblemException(passkey ? Problem.FRESH_PASSKEY_NEEDED : Problem.STRONGER_SIGN_IN_NEEDED)
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", error_description=\""
                                + (passkey ? "A fresh passkey check is needed" : "A second fresh proof is needed")
                                + "\", acr_values=\"" + wanted.urn() + "\", max_age=" + maxAge.toSeconds());
    }
}
