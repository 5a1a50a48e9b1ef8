package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.replay.Again;
import dev.latchkey.decision.replay.Rejudging;
import dev.latchkey.decision.replay.Replay;
import dev.latchkey.decision.replay.Report;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Yesterday's decisions, judged again. */
@QuarkusTest
class ReplayTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    DecisionFixture fixture;

    @Inject
    Habits habits;

    @Inject
    PastDecisions decisions;

    @Inject
    Policies policies;

    @Inject
    Replay replay;

    @Inject
    Labels labels;

    @Test
    void everyDecisionComesOutAsItWasToTheLastBit() {
        RelyingParty party = fixture.partyWithRule("""
                "countries": {"codes": ["BR"], "effect": "step_up"},
                "denied_networks": {"networks": ["198.51.100.0/24"], "effect": "deny"}""");
        Account account = fixture.account(party);
        Visit visit = Visit.usual(party, account, fixture.now());
        fixture.habit(visit, 5);
        fixture.decide(visit.fromBrazil(), Challenge.TOTP);
        fixture.decide(visit.fromBrazil());
        fixture.passed(visit);
        fixture.write(writes -> habits.reported(writes, account, visit.at()));
        fixture.decide(visit.at(visit.at().plus(DAY)), Challenge.OTHER_PASSKEY);

        List<PastDecision> logged = logged(party);
        PolicyInForce policy = inForce(party);
        List<Again> again =
                logged.stream().map(past -> new Rejudging().under(policy, past)).toList();

        assertThat(logged).extracting(PastDecision::level).contains("allow", "step_up");
        assertThat(again)
                .hasSize(9)
                .allSatisfy(one -> assertThat(one)
                        .isInstanceOfSatisfying(
                                Again.Of.class, of -> assertThat(of.isExact()).isTrue()));
    }

    @Test
    void anotherPolicyShowsWhoWouldBeAskedAndHowOftenMore() {
        RelyingParty party = fixture.party();
        RelyingParty asking = fixture.partyThatAlwaysAsks();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 10);
        List<Long> read = new ArrayList<>();

        Report report = replay.run(
                party.id(), visit.at().minus(DAY.multipliedBy(30)), visit.at().plus(DAY), inForce(asking), read::add);

        assertThat(report.judged()).isEqualTo(10);
        assertThat(report.matrix()).isEqualTo(Map.of("allow", Map.of("step_up", 10L)));
        assertThat(report.asked().value()).isEqualTo(1);
        assertThat(report.asked().low()).isBetween(0.6, 1.0);
        assertThat(report.customers()).isEqualTo(1);
        assertThat(report.flips())
                .hasSize(10)
                .allSatisfy(flip -> assertThat(flip.after()).isEqualTo("step_up"));
        assertThat(report.secondsAfter()).isGreaterThan(report.secondsBefore());
        assertThat(read).containsExactly(10L);
    }

    @Test
    void manyThreadsSayTheSameAsOneToTheLastBit() {
        RelyingParty party = fixture.party();
        RelyingParty asking = fixture.partyThatAlwaysAsks();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 12);
        fixture.decide(visit.fromBrazil(), Challenge.TOTP);
        fixture.passed(visit);
        Decision stranger = fixture.decide(visit.byAStranger(), Challenge.TOTP);
        fixture.write(writes -> labels.put(writes, stranger.id(), Label.NOT_ME, Label.Source.CUSTOMER));
        Instant from = visit.at().minus(DAY.multipliedBy(30));
        Instant to = visit.at().plus(DAY);

        Report alone = replay.with(1, 2).run(party.id(), from, to, inForce(asking), read -> {});
        Report together = replay.with(4, 2).run(party.id(), from, to, inForce(asking), read -> {});
        Report inOnePage = replay.with(1, 100).run(party.id(), from, to, inForce(asking), read -> {});

        assertThat(together).isEqualTo(alone).isEqualTo(inOnePage);
        assertThat(alone.judged()).isEqualTo(14);
        assertThat(alone.exactness().exact()).isEqualTo(14);
        assertThat(alone.exactness().answered()).isEqualTo(1);
        assertThat(alone.exactness().exactOfAnswered()).isEqualTo(1);
        assertThat(alone.caughtAfter().total()).isEqualTo(1);
        assertThat(alone.splits().get("country").keySet()).contains("first", "known", "new");
    }

    private List<PastDecision> logged(RelyingParty party) {
        Instant now = fixture.now();
        return decisions.page(
                party.id(), now.minus(DAY.multipliedBy(60)), now.plus(DAY.multipliedBy(60)), Optional.empty(), 100);
    }

    private PolicyInForce inForce(RelyingParty party) {
        return ((PolicyOutcome.InForce) policies.current(party.id())).policy();
    }
}
