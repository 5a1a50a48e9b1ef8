package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.policy.Arm;
import dev.latchkey.decision.policy.BreakGlass;
import dev.latchkey.decision.policy.Glass;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.decision.policy.RolloutOutcome;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.decision.policy.Standing;
import dev.latchkey.decision.policy.Standings;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.decision.policy.Watch;
import dev.latchkey.decision.replay.Again;
import dev.latchkey.decision.replay.Rejudging;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.testing.MovableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A version that is tried: it judges along, decides for some, and is taken back when it does harm. */
@QuarkusTest
class RolloutTest {
    private static final int CROWD = 60;

    @Inject
    DecisionFixture fixture;

    @Inject
    Decisions decisions;

    @Inject
    PastDecisions past;

    @Inject
    PolicyRegister register;

    @Inject
    Policies policies;

    @Inject
    Rollouts rollouts;

    @Inject
    BreakGlass glass;

    @Inject
    Standings standings;

    @Inject
    Labels labels;

    @Inject
    Watch watch;

    @Inject
    MeterRegistry metrics;

    @Inject
    MovableClock clock;

    private record Row(int version, String level, Optional<Integer> shadowVersion, Optional<String> shadowLevel) {}

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void inTheShadowAVersionJudgesAlongAndDecidesNothing() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        int candidate = put(party, DecisionFixture::askingAlways);

        advance(party, candidate, Stage.SHADOW);
        Decision decision = fixture.decide(
                Visit.usual(party, account, fixture.now()),
                Challenge.TOTP,
                Challenge.OTHER_PASSKEY,
                Challenge.APPROVE_ON_DEVICE);
        Decision answered = fixture.passed(Visit.usual(party, account, fixture.now()));

        assertThat(decision).isInstanceOf(Decision.Allow.class);
        assertThat(row(decision)).isEqualTo(new Row(0, "allow", Optional.of(candidate), Optional.of("step_up")));
        assertThat(row(answered)).isEqualTo(new Row(0, "allow", Optional.empty(), Optional.empty()));
        assertThat(trials(party)).containsExactly("shadow sign_in allow step_up");
    }

    @Test
    void theShadowGoesByItsOwnListsAndAsksTheDatabaseNothing() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        int candidate = put(
                party,
                policy -> policy.replace(
                        "\"rules\": {",
                        "\"rules\": {\"denied_networks\": {\"networks\": [\"192.0.2.0/24\"], \"effect\": \"deny\"},"));
        advance(party, candidate, Stage.SHADOW);

        Decision decision =
                decisions.decide(Visit.usual(party, account, fixture.now()).attempt(), History.NONE, () -> {
                    throw new AssertionError("nobody need know what the account owns");
                });

        assertThat(decision).isInstanceOf(Decision.Allow.class);
        assertThat(decision.basis().shadow()).contains(new Basis.Shadow(candidate, "deny", "deny"));
    }

    @Test
    void inTheCanaryTheVersionDecidesAndEachDecisionComesOutTheSameAgain() {
        RelyingParty party = fixture.party();
        int candidate = put(party, DecisionFixture::askingAlways);
        letOut(party, candidate, Stage.CANARY_25);
        List<Account> crowd = crowd(party);

        List<Decision> first = all(party, crowd);
        List<Decision> second = all(party, crowd);

        for (int i = 0; i < crowd.size(); i++) {
            Arm arm = arm(party, crowd.get(i));
            Row row = row(first.get(i));
            assertThat(row.version()).isEqualTo(arm == Arm.CANARY ? candidate : 0);
            assertThat(row.level()).isEqualTo(arm == Arm.CANARY ? "step_up" : "allow");
            assertThat(row(second.get(i))).isEqualTo(row);
        }
        assertThat(crowd).anySatisfy(account -> assertThat(arm(party, account)).isEqualTo(Arm.CANARY));
        assertThat(crowd).anySatisfy(account -> assertThat(arm(party, account)).isEqualTo(Arm.CONTROL));
        assertThat(trials(party))
                .hasSize(2
                        * (int) crowd.stream()
                                .filter(account -> arm(party, account) != Arm.REST)
                                .count());
        assertThat(logged(party))
                .hasSize(2 * CROWD)
                .allSatisfy(one -> assertThat(again(party, one))
                        .isInstanceOfSatisfying(
                                Again.Of.class, of -> assertThat(of.isExact()).isTrue()));
    }

    @Test
    void aVersionThatAsksEverybodyIsTakenBackWithTheNumbersThatDidIt() {
        RelyingParty party = fixture.party();
        int candidate = put(party, DecisionFixture::askingAlways);
        letOut(party, candidate, Stage.CANARY_25);
        List<Account> crowd = armed(party);
        all(party, crowd);
        watch.now();
        Optional<Step> afterAFew = rollouts.underWay(party.id());
        for (int i = 0; i < 8; i++) {
            all(party, crowd);
        }

        watch.now();
        watch.now();

        assertThat(afterAFew.map(Step::kind)).contains(Step.Kind.CANARY_25);
        assertThat(rollouts.underWay(party.id())).isEmpty();
        Rollouts.End end = rollouts.lastEnd(party.id()).orElseThrow();
        assertThat(end.trial().version()).isEqualTo(candidate);
        assertThat(end.end().kind()).isEqualTo(Step.Kind.ROLLED_BACK);
        assertThat(end.end().by()).isEqualTo("clock");
        assertThat(end.end().cause().orElseThrow())
                .contains("\"finding\" : \"overrun\"")
                .contains("\"promised\" : 0.01")
                .contains("\"allowed\" : 0.0125");
        assertThat(events(party))
                .filteredOn(event -> event.startsWith("policy_rolled_back"))
                .hasSize(1);
        assertThat(metrics.counter(
                                "latchkey_policy_rollback_total",
                                "relying_party",
                                party.id().value())
                        .count())
                .isEqualTo(1);
        assertThat(all(party, crowd))
                .allSatisfy(decision -> assertThat(row(decision).version()).isZero());
    }

    @Test
    void aVersionWhoseQuestionsFewerPassIsTakenBack() {
        RelyingParty party = fixture.partyThatAlwaysAsks();
        int candidate = put(
                party,
                policy -> DecisionFixture.askingAlways(policy)
                        .replace("\"price_per_second\": 0.01", "\"price_per_second\": 0.02"));
        letOut(party, candidate, Stage.CANARY_25);
        List<Account> crowd = armed(party);
        for (int i = 0; i < 4; i++) {
            List<Decision> asked = all(party, crowd);
            for (int j = 0; j < asked.size(); j++) {
                Decision decision = asked.get(j);
                Label label = arm(party, crowd.get(j)) == Arm.CANARY ? Label.ABANDONED : Label.PASSED;
                fixture.write(writes -> labels.put(writes, decision.id(), label, Label.Source.STEP_UP));
            }
        }

        watch.now();

        Rollouts.End end = rollouts.lastEnd(party.id()).orElseThrow();
        assertThat(end.end().kind()).isEqualTo(Step.Kind.ROLLED_BACK);
        assertThat(end.end().cause().orElseThrow()).contains("\"finding\" : \"drop\"");
    }

    @Test
    void whatIsKnownToBeHostileSpeaksAgainstNobody() {
        RelyingParty party = fixture.party();
        int candidate = put(party, DecisionFixture::askingAlways);
        letOut(party, candidate, Stage.CANARY_25);
        List<Account> crowd = armed(party);
        for (int i = 0; i < 8; i++) {
            all(party, crowd)
                    .forEach(decision -> fixture.write(
                            writes -> labels.put(writes, decision.id(), Label.FRAUD, Label.Source.SUPPORT)));
        }

        watch.now();

        assertThat(rollouts.underWay(party.id()).map(Step::kind)).contains(Step.Kind.CANARY_25);
    }

    @Test
    void inTheShadowItIsSaidAndNothingIsTakenBack() {
        RelyingParty party = fixture.party();
        int candidate = put(party, DecisionFixture::askingAlways);
        advance(party, candidate, Stage.SHADOW);
        Account account = fixture.account(party);
        for (int i = 0; i < 60; i++) {
            fixture.decide(
                    Visit.usual(party, account, fixture.now()),
                    Challenge.TOTP,
                    Challenge.OTHER_PASSKEY,
                    Challenge.APPROVE_ON_DEVICE);
        }

        watch.now();

        Step step = rollouts.underWay(party.id()).orElseThrow();
        Standing standing = standings.of(step);
        assertThat(step.kind()).isEqualTo(Step.Kind.SHADOW);
        assertThat(standing.shadow()).contains(new Standing.Shadowed(60, 0, 60, 0, 0, 60));
        assertThat(metrics.get("latchkey_policy_shadow_harm")
                        .tag("relying_party", party.id().value())
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(metrics.get("latchkey_policy_stage")
                        .tag("relying_party", party.id().value())
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void ofTwoReplicasThatSeeItOneTakesItBack() {
        RelyingParty party = fixture.party();
        letOut(party, put(party, DecisionFixture::askingAlways), Stage.CANARY_1);
        Step seen = rollouts.underWay(party.id()).orElseThrow();

        boolean here = rollouts.rollBack(seen, "why", "{}");
        boolean there = rollouts.rollBack(seen, "why", "{}");

        assertThat(here).isTrue();
        assertThat(there).isFalse();
        assertThat(rollouts.history(party.id(), 10))
                .extracting(Step::kind)
                .containsExactly(Step.Kind.ROLLED_BACK, Step.Kind.CANARY_1, Step.Kind.SHADOW);
    }

    @Test
    void whereTheVersionCannotBeReadTheOneInForceDecidesAndThatIsCounted() {
        RelyingParty party = fixture.partyThatAlwaysAsks();
        Account account = fixture.account(party);
        QuarkusTransaction.requiringNew()
                .run(() -> fixture.database().write("""
                insert into decision_policy (relying_party, version, document, digest, author, created_at, comment)
                values (?, 2, 'tampered with', 'other', 'test', now(), '')""", party.id().value()));
        long last = rollouts.history(party.id(), 1).getFirst().id();
        QuarkusTransaction.requiringNew()
                .run(() -> fixture.database().write("""
                insert into decision_policy_rollout (relying_party, previous, kind, version, in_force, former, at,
                                                     done_by, comment, arm_key)
                values (?, ?, 'shadow', 2, 1, 1, now(), 'test', '', 0)""", party.id().value(), last));
        policies.refresh();
        double before = unreadable();

        Decision decision = fixture.decide(
                Visit.usual(party, account, fixture.now()),
                Challenge.TOTP,
                Challenge.OTHER_PASSKEY,
                Challenge.APPROVE_ON_DEVICE);

        assertThat(row(decision)).isEqualTo(new Row(1, "step_up", Optional.empty(), Optional.empty()));
        assertThat(unreadable()).isEqualTo(before + 1);
        assertThat(policies.candidates().get(party.id()).isReadable()).isFalse();
    }

    @Test
    void whileTheGlassIsBrokenEachSignInIsAskedAndComesOutTheSameAgain() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        glass.begin(party.id(), Glass.ASK_EVERYBODY, BreakGlass.SHORTEST, "test", "why");

        Decision during = fixture.decide(Visit.usual(party, account, fixture.now()), Challenge.TOTP);
        Decision withNothing = fixture.decide(Visit.usual(party, account, fixture.now()));
        glass.end(party.id(), "test", "why");
        Decision after = fixture.decide(Visit.usual(party, account, fixture.now()), Challenge.TOTP);

        assertThat(row(during)).isEqualTo(new Row(1, "step_up", Optional.empty(), Optional.empty()));
        assertThat(during.reasons()).containsExactly(Reason.ALWAYS_ASKED);
        assertThat(withNothing)
                .isInstanceOfSatisfying(
                        Decision.Allow.class,
                        allow -> assertThat(allow.limited()).isTrue());
        assertThat(row(after).version()).isZero();
        assertThat(logged(party))
                .hasSize(3)
                .allSatisfy(one -> assertThat(again(party, one))
                        .isInstanceOfSatisfying(
                                Again.Of.class, of -> assertThat(of.isExact()).isTrue()));
    }

    @Test
    void whileNobodyIsAskedOnTheScoreAStrangerPassesAndAHardRuleHolds() {
        RelyingParty party = fixture.partyWithRule("\"countries\": {\"codes\": [\"BR\"], \"effect\": \"deny\"}");
        RelyingParty open = fixture.partyThatAlwaysAsks();
        glass.begin(party.id(), Glass.ASK_NOBODY_ON_SCORE, BreakGlass.SHORTEST, "test", "why");
        glass.begin(open.id(), Glass.ASK_NOBODY_ON_SCORE, BreakGlass.SHORTEST, "test", "why");

        Decision refused = fixture.decide(
                Visit.usual(party, fixture.account(party), fixture.now()).fromBrazil(), Challenge.TOTP);
        Decision passes = fixture.decide(
                Visit.usual(open, fixture.account(open), fixture.now()).byAStranger(), Challenge.TOTP);

        assertThat(refused).isInstanceOf(Decision.Deny.class);
        assertThat(passes).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void puttingAnotherVersionInForceEndsTheTrial() {
        RelyingParty party = fixture.party();
        int candidate = put(party, DecisionFixture::askingAlways);
        int other = put(party, policy -> policy.replace("{\"budget\": 0.02}", "{\"budget\": 0.03}"));
        letOut(party, candidate, Stage.CANARY_25);

        register.activate(party.id(), other, "test");

        assertThat(rollouts.underWay(party.id())).isEmpty();
        assertThat(policies.candidates()).doesNotContainKey(party.id());
        assertThat(rollouts.lastEnd(party.id()).orElseThrow().end().kind()).isEqualTo(Step.Kind.ACTIVATED);
    }

    @Test
    void renewalsOfASessionAreNotCounted() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        advance(party, put(party, DecisionFixture::askingAlways), Stage.SHADOW);

        fixture.decide(
                Visit.usual(party, account, fixture.now()).doing(Action.REFRESH).byAStranger());

        assertThat(trials(party)).isEmpty();
    }

    @Test
    void trialsAreForgottenAfterAMonth() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        advance(party, put(party, DecisionFixture::askingAlways), Stage.SHADOW);
        Instant now = fixture.now();
        fixture.decide(Visit.usual(party, account, now.minus(Duration.ofDays(31))));
        fixture.decide(Visit.usual(party, account, now.minus(Duration.ofDays(29))));

        watch.forget();

        assertThat(trials(party)).hasSize(1);
    }

    private int put(RelyingParty party, UnaryOperator<String> change) {
        String document = change.apply(register.text(party.id(), 0).orElseThrow());
        return ((PutOutcome.Stored) register.put(party.id(), document, "test", "why")).version();
    }

    private void letOut(RelyingParty party, int version, Stage last) {
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(last) <= 0) {
                advance(party, version, stage);
            }
        }
    }

    private void advance(RelyingParty party, int version, Stage stage) {
        assertThat(rollouts.advanceUnreviewed(party.id(), version, stage, "test", "why"))
                .isInstanceOf(RolloutOutcome.Stepped.class);
        policies.refresh(); // the clock may have read them just before the step was there
    }

    private List<Account> crowd(RelyingParty party) {
        return IntStream.range(0, CROWD).mapToObj(i -> fixture.account(party)).toList();
    }

    /** Those of a crowd who are in one of the two arms that are compared. */
    private List<Account> armed(RelyingParty party) {
        return crowd(party).stream()
                .filter(account -> arm(party, account) != Arm.REST)
                .toList();
    }

    private Arm arm(RelyingParty party, Account account) {
        return policies.forAccount(party.id(), account.id())
                .trial()
                .map(trial -> trial.arm())
                .orElse(Arm.REST);
    }

    private List<Decision> all(RelyingParty party, List<Account> crowd) {
        List<Decision> decided = new ArrayList<>();
        for (Account account : crowd) {
            decided.add(fixture.decide(
                    Visit.usual(party, account, fixture.now()),
                    Challenge.TOTP,
                    Challenge.OTHER_PASSKEY,
                    Challenge.APPROVE_ON_DEVICE));
        }
        return decided;
    }

    private Row row(Decision decision) {
        return fixture.database()
                .one(
                        "select policy_version, level, shadow_version, shadow_level from decision_log where id = ?",
                        row -> new Row(
                                row.getInt(1),
                                row.getString(2),
                                Optional.ofNullable(row.getObject(3, Integer.class)),
                                Optional.ofNullable(row.getString(4))),
                        decision.id().value())
                .orElseThrow();
    }

    private List<String> trials(RelyingParty party) {
        return fixture.database()
                .many(
                        "select arm || ' ' || action || ' ' || outcome || coalesce(' ' || other, '') from decision_trial"
                                + " where relying_party = ?",
                        row -> row.getString(1),
                        party.id().value());
    }

    private List<String> events(RelyingParty party) {
        return fixture.database()
                .many(
                        "select event || ' ' || facts from audit_entry where relying_party = ? order by at, id",
                        row -> row.getString(1),
                        party.id().value());
    }

    private double unreadable() {
        return metrics.counter("latchkey_decision_unreadable_total", "what", "candidate")
                .count();
    }

    private List<PastDecision> logged(RelyingParty party) {
        Instant now = fixture.now();
        return past.page(
                party.id(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), Optional.empty(), 1000);
    }

    private Again again(RelyingParty party, PastDecision one) {
        PolicyInForce then = ((PolicyOutcome.InForce) policies.version(party.id(), one.policyVersion())).policy();
        return new Rejudging().under(then, one);
    }
}
