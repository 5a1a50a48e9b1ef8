package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.signal.Column;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whom an account has paid before, and what is learned of it. */
@QuarkusTest
class PayeesTest {
    private static final Action PAYOUT = Action.custom("payout").orElseThrow();
    private static final Optional<Money> TEN = Optional.of(new Money(BigDecimal.TEN, "EUR"));

    @Inject
    DecisionFixture fixture;

    @Inject
    Habits habits;

    private RelyingParty party;
    private Visit visit;

    @BeforeEach
    void somebodyWithHabits() {
        party = fixture.party();
        visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 30);
    }

    @Test
    void aPayeeIsNewUntilAnActionPassed() {
        Visit payout = paying("ACME");

        Decision first = fixture.passed(payout);
        Decision second = fixture.passed(payout);

        assertThat(isNew(first)).isTrue();
        assertThat(isNew(second)).isFalse();
    }

    @Test
    void anotherPayeeIsNew() {
        fixture.passed(paying("ACME"));

        assertThat(isNew(fixture.passed(paying("ACMF")))).isTrue();
    }

    @Test
    void anotherAccountsPayeeIsNew() {
        fixture.passed(paying("ACME"));
        Account other = fixture.account(party);

        Decision decision = fixture.passed(
                Visit.usual(party, other, visit.at()).doing(PAYOUT).staking(new Stake(TEN, Optional.of("ACME"))));

        assertThat(isNew(decision)).isTrue();
    }

    @Test
    void whoIsNotNamedIsNewWhereAnAmountIsAtStake() {
        Visit payout = visit.doing(PAYOUT);

        Decision amount = fixture.passed(payout.staking(new Stake(TEN, Optional.empty())));
        Decision again = fixture.passed(payout.staking(new Stake(TEN, Optional.empty())));
        Decision neither = fixture.passed(payout.staking(Stake.NONE));

        assertThat(isNew(amount)).isTrue();
        assertThat(isNew(again)).isTrue();
        assertThat(isNew(neither)).isFalse();
    }

    @Test
    void aPayeeStaysKnownForAFurtherEpoch() {
        fixture.passed(paying("ACME"));

        Visit later = paying("ACME").at(visit.at().plus(FactHashes.EPOCH));
        Visit muchLater = paying("ACME").at(visit.at().plus(FactHashes.EPOCH.multipliedBy(3)));

        assertThat(isNew(fixture.decideOnly(later.attempt(), Challenge.TOTP))).isFalse();
        assertThat(isNew(fixture.decideOnly(muchLater.attempt(), Challenge.TOTP)))
                .isTrue();
    }

    @Test
    void thirtyTwoAreRememberedAndTheOldestMakesWay() {
        Payees many = LongStream.rangeClosed(10, 10 + Payees.MOST)
                .boxed()
                .reduce(Payees.NONE, Payees::and, (one, other) -> other);

        Payees read = Payees.open(
                visit.account().key(), Optional.of(many.close(visit.account().key())));

        assertThat(read).isEqualTo(many);
        assertThat(read.hashes()).hasSize(Payees.MOST).startsWith(10L + Payees.MOST);
        assertThat(read.knows(10)).isFalse();
        assertThat(read.knows(11)).isTrue();
    }

    @Test
    void whatAnotherAccountClosedKnowsNobody() {
        Payees one = Payees.NONE.and(77);
        Account other = fixture.account(party);

        Payees read =
                Payees.open(other.key(), Optional.of(one.close(visit.account().key())));

        assertThat(read).isEqualTo(Payees.NONE);
    }

    @Nested
    class NotLearnedFrom {
        @Test
        void whatIsAsked() {
            RelyingParty asking = fixture.partyWith(
                    policy -> policy.replace("{\"from\": 250, \"at_least\"", "{\"from\": 0, \"at_least\""));
            Visit payout = Visit.usual(asking, fixture.account(asking), visit.at())
                    .doing(PAYOUT)
                    .staking(new Stake(TEN, Optional.of("ACME")));

            Decision asked = fixture.decide(payout, Challenge.TOTP, Challenge.FRESH_PASSKEY);

            assertThat(asked).isInstanceOf(Decision.StepUp.class);
            isUnknown(payout);
        }

        @Test
        void whatIsHeld() {
            fixture.write(writes -> habits.recovered(writes, visit.account(), visit.at()));

            Decision held = fixture.decide(paying("ACME"), Challenge.TOTP);

            assertThat(held).isInstanceOf(Decision.Deny.class);
            isUnknown(paying("ACME").at(visit.at().plus(Duration.ofDays(30))));
        }

        @Test
        void whatPassesWhileAReportIsFresh() {
            fixture.write(writes -> habits.reported(writes, visit.account(), visit.at()));

            fixture.passed(paying("ACME"));

            isUnknown(paying("ACME"));
        }

        @Test
        void whoSaidNoAndTheNoForgetsThemAll() {
            fixture.passed(paying("ACME"));
            fixture.write(writes -> habits.profiling(writes, visit.account(), visit.at(), false));

            fixture.passed(paying("ACME"));

            assertThat(fixture.history(visit.account()).closedPayees()).isEmpty();
            isUnknown(paying("ACME"));
        }

        private void isUnknown(Visit payout) {
            assertThat(isNew(fixture.decideOnly(payout.attempt(), Challenge.TOTP)))
                    .isTrue();
        }
    }

    private Visit paying(String payee) {
        return visit.doing(PAYOUT).staking(new Stake(TEN, Optional.of(payee)));
    }

    private static boolean isNew(Decision decision) {
        return decision.basis().evidence().number(Column.NEW_PAYEE) > 0;
    }
}
