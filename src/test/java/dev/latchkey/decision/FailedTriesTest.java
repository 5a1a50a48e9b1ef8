package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What failed tries do to the attempts after them, and how little they do to the innocent. */
@QuarkusTest
class FailedTriesTest {
    private static final int WAVE = 300;

    @Inject
    DecisionFixture fixture;

    @Inject
    FailedTries failedTries;

    @Inject
    MovableClock clock;

    private RelyingParty party;
    private Visit owner;
    private Visit stranger;

    @BeforeEach
    void anOwnerWithHabits() {
        party = fixture.party();
        owner = Visit.usual(party, fixture.account(party), fixture.now());
        stranger = owner.byAStranger();
        fixture.habit(owner, 30);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Nested
    class AWave {
        @Test
        void raisesItsNetworksReadingAndIsAReason() {
            times(WAVE, () -> failedTries.by(party.id(), another(stranger).client()));

            Decision decision = fixture.decideOnly(stranger.attempt(), Challenge.TOTP);

            assertThat(reading(decision, Column.FAILURES_OF_NETWORK)).isGreaterThan(100);
            assertThat(decision.reasons()).contains(Reason.MANY_FAILURES);
        }

        @Test
        void fromAnotherNetworkDoesNot() {
            times(WAVE, () -> failedTries.by(party.id(), another(owner).client()));

            Decision decision = fixture.decideOnly(stranger.attempt(), Challenge.TOTP);

            assertThat(reading(decision, Column.FAILURES_OF_NETWORK)).isZero();
            assertThat(decision.reasons()).doesNotContain(Reason.MANY_FAILURES);
        }

        @Test
        void atAnotherRelyingPartyDoesNot() {
            times(
                    WAVE,
                    () -> failedTries.by(fixture.party().id(), another(stranger).client()));

            Decision decision = fixture.decideOnly(stranger.attempt(), Challenge.TOTP);

            assertThat(reading(decision, Column.FAILURES_OF_NETWORK)).isZero();
        }

        @Test
        void raisesItsDevicesReadingWhereverTheDeviceGoes() {
            times(5, () -> failedTries.by(party.id(), owner.fromBrazil().client()));

            Decision decision = fixture.decideOnly(owner.attempt());

            assertThat(reading(decision, Column.FAILURES_OF_DEVICE)).isBetween(4.9f, 5f);
            assertThat(reading(decision, Column.FAILURES_OF_NETWORK)).isZero();
        }

        @Test
        void isHalfForgottenAfterTenMinutes() {
            times(100, () -> failedTries.by(party.id(), stranger.client()));

            clock.advance(Duration.ofMinutes(10));

            assertThat(reading(fixture.decideOnly(stranger.attempt(), Challenge.TOTP), Column.FAILURES_OF_NETWORK))
                    .isBetween(49f, 50.1f);
        }

        @Test
        void neverCountsHigherThanItsCapSoThatItFadesInTime() {
            times(10_000, () -> failedTries.by(party.id(), stranger.client()));

            assertThat(reading(fixture.decideOnly(stranger.attempt(), Challenge.TOTP), Column.FAILURES_OF_NETWORK))
                    .isEqualTo(Failures.MOST_OF_SOURCE);
        }
    }

    @Nested
    class TheVictim {
        @Test
        void isNotAskedOnTheUsualDeviceAfterAHundredFailuresOfStrangers() {
            times(
                    100,
                    () -> failedTries.by(
                            party.id(), stranger.client(), owner.account().id()));

            isNotAsked(fixture.decideOnly(owner.attempt()));
        }

        @Test
        void norAfterAHundredThousand() {
            times(10_000, () -> failedTries.at(owner.account().id()));

            Decision decision = fixture.decideOnly(owner.attempt());

            assertThat(reading(decision, Column.FAILURES_OF_ACCOUNT)).isEqualTo(Failures.MOST_OF_ACCOUNT);
            isNotAsked(decision);
        }

        @Test
        void norWhenTheStrangersAreInTheSameNetwork() {
            times(
                    10_000,
                    () -> failedTries.by(
                            party.id(), another(owner).client(), owner.account().id()));

            Decision decision = fixture.decideOnly(owner.attempt());

            assertThat(reading(decision, Column.FAILURES_OF_NETWORK)).isEqualTo(Failures.MOST_OF_SOURCE);
            isNotAsked(decision);
        }

        @Test
        void isStillTheOneWhomTheFailuresAreCountedAt() {
            Account other = fixture.account(party);
            times(3, () -> failedTries.at(other.id()));
            times(2, () -> failedTries.at(owner.account().id()));

            assertThat(reading(fixture.decideOnly(owner.attempt()), Column.FAILURES_OF_ACCOUNT))
                    .isBetween(1.9f, 2f);
        }

        private void isNotAsked(Decision decision) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isFalse());
        }
    }

    /** Somebody else in the same network, without a device that is known. */
    private static Visit another(Visit visit) {
        return visit.withoutDevice();
    }

    private static float reading(Decision decision, Column column) {
        return decision.basis().evidence().number(column);
    }

    private static void times(int many, Runnable failure) {
        for (int i = 0; i < many; i++) {
            failure.run();
        }
    }
}
