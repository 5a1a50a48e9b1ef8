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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0||Firefox|Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0||Edge|Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1||Safari|iOS",
                "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36||Chrome|Android",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15||Safari|macOS",
                "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0|\"Chrome OS\"|Chrome|ChromeOS",
                "curl/8.0||unknown|unknown",
            })
    void aDeviceIsNamedByItsFamilies(String agent, String platform, String browser, String os) {
        Device device = Device.read(agent, Optional.ofNullable(platform).orElse(""));

        assertThat(device).isEqualTo(new Device(browser, os));
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
