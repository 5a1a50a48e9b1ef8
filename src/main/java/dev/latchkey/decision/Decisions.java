package dev.latchkey.decision;

import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.id.DecisionId;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * Decides about attempts. One rule for now: an attempt passes, and a sign-in whose device did not check who is there is
 * asked to let it check, at relying parties that prefer user verification.
 */
@Singleton
public final class Decisions {
    private static final StepUpMethod PASSKEY = new StepUpMethod("passkey", 3);

    private final Clock clock;
    private final SecureRandom random;

    Decisions(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Decides; never throws for anything a client can send. */
    public Decision decide(Attempt attempt) {
        DecisionId id = DecisionId.create(clock.instant(), random);
        boolean ask = attempt.action() == Action.SIGN_IN
                && !attempt.userVerified()
                && attempt.relyingParty().userVerification() == UserVerification.PREFERRED;
        return ask
                ? new Decision.StepUp(id, List.of(Reason.DEVICE_DID_NOT_CHECK), List.of(PASSKEY))
                : new Decision.Allow(id, List.of(Reason.USUAL_SIGN_IN));
    }
}
