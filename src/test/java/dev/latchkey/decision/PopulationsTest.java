package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody shows, counted by one replica and taken by all; what the clock would do is called by the test. */
@QuarkusTest
class PopulationsTest {
    @Inject
    DecisionFixture fixture;

    @Inject
    Habits habits;

    @Inject
    Populations here;

    @Inject
    MovableClock clock;

    private RelyingParty party;
    private Visit ana;
    private Visit ben;

    @BeforeEach
    void twoCustomers() {
        party = fixture.party();
        ana = Visit.usual(party, fixture.account(party), fixture.now());
        ben = Visit.usual(party, fixture.account(party), fixture.now());
    }

    /** Not after each: what was counted once is not looked at again, and time does not go back. */
    @AfterAll
    static void backToNow() {
        CDI.current().select(MovableClock.class).get().reset();
    }

    @Test
    void lessonsBecomeTheFirstSnapshotWhichEveryReplicaTakes() {
        Populations there = new Populations(fixture.database(), clock);
        fixture.decide(ana);
        fixture.decide(ben);

        count();
        there.takeNewest();

        assertThat(there.of(party.id()).number()).isEqualTo(1);
        assertThat(there.of(party.id()).total()).isEqualTo(2);
        assertThat(there.of(party.id()).pack()).isEqualTo(here.of(party.id()).pack());
    }

    @Test
    void beforeThemNobodyIsCounted() {
        assertThat(here.of(party.id()).number()).isZero();
    }

    @Test
    void laterDecisionsSayWhichSnapshotTheyUsedAndReplay() {
        fixture.decide(ana);
        count();

        DecisionFixture.Logged row = fixture.logged(fixture.decide(ben));

        assertThat(row.snapshot()).isEqualTo(1);
        assertThat(new Risk(Model.current()).score(Evidence.unpack(row.evidence())))
                .isEqualTo(row.score());
    }

    @Test
    void anAccountCountsOnceADay() {
        fixture.decide(ana);
        fixture.decide(ana);
        fixture.decide(ben);

        count();

        assertThat(here.of(party.id()).total()).isEqualTo(2);
    }

    @Test
    void whoSaidNoDoesNotCount() {
        fixture.write(writes -> habits.profiling(writes, ben.account(), ben.at(), false));
        fixture.decide(ana);
        fixture.decide(ben);

        count();

        assertThat(here.of(party.id()).total()).isEqualTo(1);
    }

    @Test
    void whatDidNotPassDoesNotCount() {
        fixture.write(writes -> habits.reported(writes, ben.account(), ben.at()));
        fixture.decide(ana);
        Decision asked = fixture.decide(ben, Challenge.OTHER_PASSKEY);

        count();

        assertThat(asked).isInstanceOf(Decision.StepUp.class);
        assertThat(here.of(party.id()).total()).isEqualTo(1);
    }

    @Test
    void lessonsAreCountedOnce() {
        fixture.decide(ana);
        count();

        count();

        assertThat(here.of(party.id()).number()).isEqualTo(1);
    }

    private void count() {
        clock.advance(Duration.ofMinutes(2)); // what is younger than a minute may not all be committed yet
        here.countLessons();
    }
}
