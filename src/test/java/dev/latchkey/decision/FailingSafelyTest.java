package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is not there to decide by is said so and asked about: never let in by accident, never refused unexplained. */
@QuarkusTest
class FailingSafelyTest {
    private static final int DAYS = 5;
    private static final String DAMAGE = """
            update decision_profile set packed = set_byte(packed, 20, get_byte(packed, 20) # 1) where account = ?""";

    @Inject
    DecisionFixture fixture;

    @Inject
    Policies policies;

    private RelyingParty party;
    private Visit visit;

    @BeforeEach
    void somebodyWithHabits() {
        party = fixture.party();
        visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, DAYS);
    }

    @Test
    void theUsualSignInPasses() {
        assertThat(fixture.decide(visit, Challenge.OTHER_PASSKEY)).isInstanceOf(Decision.Allow.class);
    }

    @Nested
    class OurOwnRecord {
        @Test
        void aDamagedProfileIsAskedAbout() {
            fixture.database().write(DAMAGE, visit.account().id().value());

            isAsked(fixture.decide(visit, Challenge.OTHER_PASSKEY));
        }

        @Test
        void soIsSomebodyElses() {
            Account ben = fixture.account(party);
            fixture.habit(Visit.usual(party, ben, fixture.now()), DAYS);
            fixture.database().write("""
                            update decision_profile set packed = (select packed from decision_profile where account = ?)
                            where account = ?""", ben.id().value(), visit.account().id().value());

            isAsked(fixture.decide(visit, Challenge.OTHER_PASSKEY));
        }

        @Test
        void whereThereIsNothingToAskTheSignInIsLimitedAndNothingIsLearned() {
            fixture.database().write(DAMAGE, visit.account().id().value());
            long before = fixture.history(visit.account()).revision();

            Decision decision = fixture.decide(visit);

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isTrue());
            assertThat(decision.reasons()).containsExactly(Reason.NOTHING_TO_ASK, Reason.COULD_NOT_CHECK);
            assertThat(fixture.history(visit.account()).revision()).isEqualTo(before);
            assertThat(fixture.history(visit.account()).heldUntil())
                    .hasValue(visit.at().plus(Duration.ofDays(1)));
        }

        @Test
        void whatIsSensitiveWaitsThen() {
            fixture.database().write(DAMAGE, visit.account().id().value());

            Decision decision =
                    fixture.decide(visit.doing(Action.custom("payout").orElseThrow()));

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            deny -> assertThat(deny.until()).hasValue(visit.at().plus(Duration.ofDays(1))));
        }
    }

    @Nested
    class ThePolicy {
        @Test
        void anUnreadableOneIsAskedAboutAndSaidInTheLog() {
            int before = fixture.logged(fixture.decide(visit, Challenge.OTHER_PASSKEY))
                    .policyVersion();
            activate(99);

            Decision decision = fixture.decide(visit, Challenge.OTHER_PASSKEY);

            isAsked(decision);
            assertThat(before).isZero();
            assertThat(fixture.logged(decision).policyVersion()).isEqualTo(Basis.UNREADABLE);
        }

        @Test
        void afterwardsTheUsualSignInPassesAgain() {
            activate(99);
            activate(0);

            assertThat(fixture.decide(visit, Challenge.OTHER_PASSKEY)).isInstanceOf(Decision.Allow.class);
        }

        private void activate(int version) {
            fixture.database().write("""
                    insert into decision_policy_active (relying_party, version, activated_at, activated_by)
                    values (?, ?, now(), 'test')""", party.id().value(), version);
            policies.refresh();
        }
    }

    private void isAsked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.StepUp.class);
        assertThat(decision.reasons()).isEqualTo(List.of(Reason.COULD_NOT_CHECK));
        assertThat(fixture.logged(decision).learned()).isEmpty();
        assertThat(fixture.logged(decision).reasons()).isEqualTo("could-not-check");
    }
}
