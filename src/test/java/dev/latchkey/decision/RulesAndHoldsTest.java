package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.testing.Parties;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the policy's rules and holds do around the score. */
@QuarkusTest
class RulesAndHoldsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Action PAYOUT = Action.custom("payout").orElseThrow();

    @Inject
    DecisionFixture fixture;

    @Inject
    Habits habits;

    @Nested
    class Rules {
        @Test
        void aDeniedNetworkIsRefusedAndSaysSo() {
            Visit visit = visit(fixture.partyWithRule("""
                    "denied_networks": {"networks": ["203.0.113.0/24"], "effect": "deny"}"""));

            Decision from = fixture.decide(visit.fromBrazil(), Challenge.TOTP);
            Decision beside = fixture.decide(visit, Challenge.TOTP);

            assertThat(from).isInstanceOf(Decision.Deny.class);
            assertThat(from.reasons()).containsExactly(Reason.NETWORK_REFUSED);
            assertThat(beside).isInstanceOf(Decision.Allow.class);
        }

        @Test
        void aCountryIsAskedOrRefusedAsThePolicySays() {
            String rule = """
                    "countries": {"codes": ["BR"], "effect": "%s"}""";

            Decision asked = fixture.decide(
                    visit(fixture.partyWithRule(rule.formatted("step_up"))).fromBrazil(), Challenge.TOTP);
            Decision refused = fixture.decide(
                    visit(fixture.partyWithRule(rule.formatted("deny"))).fromBrazil(), Challenge.TOTP);

            assertThat(asked).isInstanceOf(Decision.StepUp.class);
            assertThat(asked.reasons()).contains(Reason.NETWORK_REFUSED);
            assertThat(refused).isInstanceOf(Decision.Deny.class);
        }

        @Test
        void aWithdrawnAuthenticatorIsAskedOrRefusedAsThePolicySays() {
            String rule = """
                    "revoked_authenticators": {"aaguids": ["%s"], "effect": "%s"}""";
            Visit asking = visit(fixture.partyWithRule(rule.formatted(Visit.OTHER_MAKER, "step_up")));
            Visit refusing = visit(fixture.partyWithRule(rule.formatted(Visit.OTHER_MAKER, "deny")));

            Decision asked = fixture.decide(asking.by(Visit.OTHER_MAKER), Challenge.TOTP);
            Decision refused = fixture.decide(refusing.by(Visit.OTHER_MAKER), Challenge.TOTP);
            Decision another = fixture.decide(refusing, Challenge.TOTP);

            assertThat(asked).isInstanceOf(Decision.StepUp.class);
            assertThat(refused).isInstanceOf(Decision.Deny.class);
            assertThat(List.of(asked.reasons(), refused.reasons())).containsOnly(List.of(Reason.PROVIDER_WITHDRAWN));
            assertThat(another).isInstanceOf(Decision.Allow.class);
        }

        @Test
        void aWithdrawnAuthenticatorIsAFactBesideTheRule() {
            RelyingParty party = fixture.partyWithRule("""
                    "revoked_authenticators": {"aaguids": ["%s"], "effect": "step_up"}""".formatted(Visit.OTHER_MAKER));
            Visit visit = visit(party);

            Decision revoked = fixture.decide(visit.by(Visit.OTHER_MAKER), Challenge.TOTP);
            Decision another = fixture.decide(visit, Challenge.TOTP);

            assertThat(revoked.basis().evidence().number(Column.PROVIDER_REVOKED))
                    .isEqualTo(1);
            assertThat(another.basis().evidence().number(Column.PROVIDER_REVOKED))
                    .isZero();
        }

        @Test
        void nobodyIsAskedOnTheScoreInATrustedNetwork() {
            String trusted = """
                    "rules": {"trusted_networks": ["192.0.2.0/24"], \
                    "revoked_authenticators": {"aaguids": ["%s"], "effect": "step_up"},""".formatted(Visit.OTHER_MAKER);
            Visit visit = visit(fixture.partyWith(
                    policy -> DecisionFixture.askingAlways(policy).replace("\"rules\": {", trusted)));

            Decision inside = fixture.decide(visit, Challenge.OTHER_PASSKEY);
            Decision outside = fixture.decide(visit.fromBrazil(), Challenge.OTHER_PASSKEY);
            Decision insideByARule = fixture.decide(visit.by(Visit.OTHER_MAKER), Challenge.OTHER_PASSKEY);

            assertThat(inside).isInstanceOf(Decision.Allow.class);
            assertThat(outside).isInstanceOf(Decision.StepUp.class);
            assertThat(insideByARule).isInstanceOf(Decision.StepUp.class);
        }

        @Test
        void afterAReportEachSignInIsAskedForTwoWeeks() {
            Visit visit = visit(fixture.party());
            fixture.write(writes -> habits.reported(writes, visit.account(), visit.at()));

            Decision during = fixture.decide(visit.at(visit.at().plus(Duration.ofDays(13))), Challenge.TOTP);
            Decision later = fixture.decide(visit.at(visit.at().plus(Duration.ofDays(15))), Challenge.TOTP);

            assertThat(during).isInstanceOf(Decision.StepUp.class);
            assertThat(during.reasons()).contains(Reason.REPORTED);
            assertThat(later).isInstanceOf(Decision.Allow.class);
        }
    }

    @Nested
    class Holds {
        private final Visit visit = visit(fixture.party());
        private final Instant event = visit.at();

        @Test
        void aPayoutWaitsForThreeDaysAfterARecovery() {
            fixture.write(writes -> habits.recovered(writes, visit.account(), event));

            heldUntil(PAYOUT, event.plus(Duration.ofHours(72)));
        }

        @Test
        void aPayoutWaitsForADayAfterANewPasskey() {
            fixture.write(writes -> habits.enrolled(writes, visit.account(), event));

            heldUntil(PAYOUT, event.plus(Duration.ofHours(24)));
        }

        @Test
        void anotherPasskeyWaitsForADayAfterARecovery() {
            fixture.write(writes -> habits.recovered(writes, visit.account(), event));

            heldUntil(Action.ADD_PASSKEY, event.plus(Duration.ofHours(24)));
        }

        @Test
        void whatIsSensitiveWaitsAfterARecoveryAsLongAsThePolicyOfRecoverySays() {
            Visit recovery = recovering("\"at_least\": \"hold\",\n      \"hold_hours\": 36");

            Decision recovered = fixture.decide(recovery);
            Decision payout =
                    fixture.decide(recovery.doing(PAYOUT).at(recovery.at().plus(HOUR)), Challenge.TOTP);

            assertThat(recovered)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isTrue());
            assertThat(payout)
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            deny -> assertThat(deny.until())
                                    .hasValue(recovery.at().plus(Duration.ofHours(36))));
        }

        @Test
        void itDoesNotWhereThePolicyOfRecoveryLetsItPass() {
            Visit recovery = recovering("\"at_least\": \"allow\",\n      \"hold_hours\": 36");

            Decision recovered = fixture.decide(recovery);

            assertThat(recovered)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isFalse());
            assertThat(fixture.history(recovery.account()).heldUntil()).isEmpty();
        }

        /** A recovery that no budget asks, so that the rule alone speaks. */
        private Visit recovering(String rule) {
            return visit(fixture.partyWith(policy -> policy.replace("{\"budget\": 1}", "{\"budget\": 0}")
                            .replace("\"at_least\": \"hold\",\n      \"hold_hours\": 24", rule)))
                    .doing(Action.RECOVERY);
        }

        @Test
        void aSignInDoesNotWait() {
            fixture.write(writes -> habits.enrolled(writes, visit.account(), event));

            Decision decision = fixture.decide(visit.at(event.plus(HOUR)), Challenge.TOTP);

            assertThat(decision.reasons()).doesNotContain(Reason.ON_HOLD);
            assertThat(decision).isNotInstanceOf(Decision.Deny.class);
        }

        @Test
        void everythingSensitiveWaitsForADayAfterALimitedSignIn() {
            Visit asked = visit(fixture.partyThatAlwaysAsks());

            Decision signedIn = fixture.decide(asked);
            Decision payout = fixture.decide(asked.doing(PAYOUT).at(asked.at().plus(HOUR)), Challenge.TOTP);
            Decision later =
                    fixture.decide(asked.doing(PAYOUT).at(asked.at().plus(HOUR.multipliedBy(25))), Challenge.TOTP);

            assertThat(signedIn)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isTrue());
            assertThat(signedIn.reasons()).startsWith(Reason.NOTHING_TO_ASK);
            assertThat(fixture.history(asked.account()).heldUntil())
                    .hasValue(asked.at().plus(Duration.ofDays(1)));
            assertThat(payout)
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            deny -> assertThat(deny.until()).hasValue(asked.at().plus(Duration.ofDays(1))));
            assertThat(later.reasons()).doesNotContain(Reason.ON_HOLD);
        }

        private void heldUntil(Action action, Instant end) {
            Decision before = fixture.decide(visit.doing(action).at(end.minusSeconds(1)), Challenge.TOTP);
            Decision after = fixture.decide(visit.doing(action).at(end), Challenge.TOTP);

            assertThat(before).isInstanceOfSatisfying(Decision.Deny.class, deny -> {
                assertThat(deny.until()).hasValue(end);
                assertThat(deny.reasons()).containsExactly(Reason.ON_HOLD);
            });
            assertThat(after.reasons()).doesNotContain(Reason.ON_HOLD);
        }
    }

    @Nested
    class Verification {
        private final Visit visit = visit(fixture.stored(Parties.preferring(UserVerification.PREFERRED)));

        @Test
        void anUnverifiedSignInIsAskedForWhatVerifiesAlone() {
            Decision decision = fixture.decide(
                    visit.unverified(), Challenge.TOTP, Challenge.FRESH_PASSKEY, Challenge.OTHER_PASSKEY);

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.StepUp.class,
                            asked -> assertThat(asked.methods())
                                    .extracting(StepUpMethod::id)
                                    .isSubsetOf("passkey", "other_passkey")
                                    .isNotEmpty());
            assertThat(decision.reasons()).contains(Reason.DEVICE_DID_NOT_CHECK);
        }

        @Test
        void aVerifiedOneIsNot() {
            assertThat(fixture.decide(visit, Challenge.FRESH_PASSKEY)).isInstanceOf(Decision.Allow.class);
        }
    }

    private Visit visit(RelyingParty party) {
        Account account = fixture.account(party);
        return Visit.usual(party, account, fixture.now());
    }
}
