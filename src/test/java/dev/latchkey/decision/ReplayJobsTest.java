package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.replay.ReplayJob;
import dev.latchkey.decision.replay.ReplayJob.State;
import dev.latchkey.decision.replay.ReplayJobs;
import dev.latchkey.decision.replay.ReplayJobs.Stretch;
import dev.latchkey.decision.replay.StartOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.MovableClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replays that operators asked for, seen from any replica. */
@QuarkusTest
class ReplayJobsTest {
    private static final AccountId OPERATOR = new AccountId(new UUID(7, 7));
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Inject
    DecisionFixture fixture;

    @Inject
    Policies policies;

    @Inject
    ReplayJobs jobs;

    @Inject
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private PolicyInForce inForce(RelyingParty party) {
        return ((PolicyOutcome.InForce) policies.current(party.id())).policy();
    }

    private RelyingParty partyWithDecisions(int many) {
        RelyingParty party = fixture.party();
        fixture.habit(Visit.usual(party, fixture.account(party), fixture.now()), many);
        return party;
    }

    private StartOutcome start(RelyingParty party, Stretch stretch) {
        return jobs.start(party.id(), OPERATOR, inForce(party), "{\"version\":0}", stretch);
    }

    private ReplayJob started(RelyingParty party, Stretch stretch) {
        return ((StartOutcome.Started) start(party, stretch)).job();
    }

    private ReplayJob ended(ReplayJob job) {
        Await.until("the replay ends", LONGEST, () -> state(job) != State.RUNNING);
        return jobs.find(job.relyingParty(), job.id()).orElseThrow();
    }

    private State state(ReplayJob job) {
        return jobs.find(job.relyingParty(), job.id()).orElseThrow().state();
    }

    /** Lets nobody read what became of decisions until {@code work} is done. */
    private void whileReplaysStandStill(Runnable work) {
        QuarkusTransaction.requiringNew().run(() -> {
            fixture.database().write("lock table decision_label in access exclusive mode");
            work.run();
        });
    }

    @Test
    void itsReportIsThereOnceItIsDone() throws Exception {
        RelyingParty party = partyWithDecisions(6);

        ReplayJob done = ended(started(party, new Stretch.Days(30)));

        JsonNode report =
                new ObjectMapper().readTree(jobs.report(party.id(), done.id()).orElseThrow());
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.total()).isEqualTo(6);
        assertThat(done.read()).isEqualTo(6);
        assertThat(report.path("exact").asInt()).isEqualTo(6);
        assertThat(report.path("not_exact").asInt()).isZero();
        assertThat(report.path("splits").findValuesAsText("name")).contains("segment", "device", "country", "policy");
        assertThat(report.path("not_kept").findValuesAsText("split")).containsExactly("country", "system", "browser");
        assertThat(jobs.flips(party.id(), done.id())).contains("[]");
    }

    @Test
    void theNewestSoManyAreJudgedAndNoOthers() {
        RelyingParty party = partyWithDecisions(8);

        ReplayJob done = ended(started(party, new Stretch.Last(3)));

        assertThat(done.total()).isEqualTo(3);
        assertThat(done.read()).isEqualTo(3);
    }

    @Test
    void oneThatSomebodyStopsHasNoReport() {
        RelyingParty party = partyWithDecisions(2);
        ReplayJob[] begun = new ReplayJob[1];
        whileReplaysStandStill(() -> {
            begun[0] = started(party, new Stretch.Days(30));
            jobs.cancel(party.id(), begun[0].id());
        });

        ReplayJob stopped = ended(begun[0]);

        assertThat(stopped.state()).isEqualTo(State.CANCELLED);
        assertThat(jobs.report(party.id(), stopped.id())).isEmpty();
        assertThat(jobs.cancel(party.id(), stopped.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aThirdOneHasToWait() {
        RelyingParty party = partyWithDecisions(1);
        ReplayJob[] begun = new ReplayJob[2];
        StartOutcome[] third = new StartOutcome[1];

        whileReplaysStandStill(() -> {
            begun[0] = started(party, new Stretch.Days(30));
            begun[1] = started(party, new Stretch.Days(30));
            third[0] = start(party, new Stretch.Days(30));
        });

        assertThat(third[0]).isInstanceOf(StartOutcome.Busy.class);
        assertThat(ended(begun[0]).state()).isEqualTo(State.DONE);
        assertThat(ended(begun[1]).state()).isEqualTo(State.DONE);
        Await.until(
                "a place is free again",
                LONGEST,
                () -> start(party, new Stretch.Days(30)) instanceof StartOutcome.Started(ReplayJob job)
                        && ended(job).state() == State.DONE);
    }

    @Test
    void oneWhoseReplicaIsSilentForHalfAMinuteIsLost() {
        RelyingParty party = partyWithDecisions(1);
        ReplayJob[] begun = new ReplayJob[1];
        State[] seen = new State[2];

        whileReplaysStandStill(() -> {
            begun[0] = started(party, new Stretch.Days(30));
            clock.advance(Duration.ofSeconds(10));
            seen[0] = state(begun[0]);
            clock.advance(Duration.ofSeconds(21));
            seen[1] = state(begun[0]);
        });

        assertThat(seen).containsExactly(State.RUNNING, State.LOST);
        Await.until("it ends after all", LONGEST, () -> state(begun[0]) == State.DONE);
    }

    @Test
    void oneOfAnotherRelyingPartyIsNotThere() {
        RelyingParty party = partyWithDecisions(1);
        RelyingParty other = fixture.party();

        ReplayJob done = ended(started(party, new Stretch.Days(1)));

        assertThat(jobs.find(other.id(), done.id())).isEmpty();
        assertThat(jobs.report(other.id(), done.id())).isEmpty();
        assertThat(jobs.of(party.id(), OPERATOR)).extracting(ReplayJob::id).contains(done.id());
        assertThat(jobs.of(party.id(), new AccountId(new UUID(8, 8)))).isEmpty();
    }
}
