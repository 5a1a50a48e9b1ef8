package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.testing.Parties;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The one honest rule, and what a client says of itself. */
class DecisionsTest {
    private final Decisions decisions = new Decisions(Clock.systemUTC(), new SecureRandom());

    @Test
    void aVerifiedSignInPasses() {
        Decision decision = decisions.decide(attempt(UserVerification.PREFERRED, Action.SIGN_IN, true));

        assertThat(decision).isInstanceOf(Decision.Allow.class);
        assertThat(decision.reasons()).containsExactly(Reason.USUAL_SIGN_IN);
    }

    @Test
    void anUnverifiedSignInIsAskedOnceMore() {
        Decision decision = decisions.decide(attempt(UserVerification.PREFERRED, Action.SIGN_IN, false));

        assertThat(decision).isInstanceOfSatisfying(Decision.StepUp.class, stepUp -> {
            assertThat(stepUp.reasons()).containsExactly(Reason.DEVICE_DID_NOT_CHECK);
            assertThat(stepUp.methods()).extracting(Decision.StepUpMethod::id).containsExactly("passkey");
        });
    }

    @Test
    void otherActionsAreNotAsked() {
        Decision decision = decisions.decide(attempt(UserVerification.PREFERRED, Action.SIGN_UP, false));

        assertThat(decision).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void everyReasonIsShortPlainAndFoundByItsCode() {
        for (Reason reason : Reason.values()) {
            assertThat(reason.text().split(" ")).as(reason.code()).hasSizeLessThanOrEqualTo(12);
            assertThat(reason.text().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("risk", "score", "credential", "authenticator", "invalid");
            assertThat(Reason.ofCode(reason.code())).hasValue(reason);
        }
    }

    private static Attempt attempt(UserVerification policy, Action action, boolean userVerified) {
        RelyingParty relyingParty = Parties.preferring(policy);
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        return new Attempt(
                relyingParty,
                action,
                new AccountId(new UUID(1, 2)),
                Optional.empty(),
                userVerified,
                false,
                false,
                false,
                true,
                new UUID(0, 0),
                Optional.empty(),
                now,
                now,
                ClientFacts.unknown(),
                now);
    }
}
