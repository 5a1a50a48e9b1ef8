package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.account.Account;
import dev.latchkey.audit.Event;
import dev.latchkey.decision.insight.BudgetAnswer;
import dev.latchkey.decision.insight.Budgets;
import dev.latchkey.decision.insight.Explorer;
import dev.latchkey.decision.insight.Explorer.Filter;
import dev.latchkey.decision.insight.Explorer.Found;
import dev.latchkey.decision.insight.Explorer.Page;
import dev.latchkey.decision.insight.Figures;
import dev.latchkey.decision.insight.Overview;
import dev.latchkey.decision.insight.Overview.Bucket;
import dev.latchkey.decision.insight.RevealOutcome;
import dev.latchkey.decision.insight.Reveals;
import dev.latchkey.decision.insight.WhatIf;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Contribution;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators are shown of decisions, against what was decided. */
@QuarkusTest
class InsightTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    DecisionFixture fixture;

    @Inject
    Labels labels;

    @Inject
    Policies policies;

    @Inject
    TriedPolicies tried;

    @Inject
    WhatIf whatIf;

    @Inject
    Budgets budgets;

    @Inject
    Overview overview;

    @Inject
    Explorer explorer;

    @Inject
    Reveals reveals;

    private PolicyInForce inForce(RelyingParty party) {
        return ((PolicyOutcome.InForce) policies.current(party.id())).policy();
    }

    private void label(Decision decision, Label label, Label.Source source) {
        fixture.write(writes -> labels.put(writes, decision.id(), label, source));
    }

    private Filter all(Instant until) {
        return new Filter(
                until.minus(DAY.multipliedBy(40)),
                until.plus(DAY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whatIfOfAStoredDecisionIsTheDecision() {
        RelyingParty party = fixture.party();
        RelyingParty asking = fixture.partyThatAlwaysAsks();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 8);
        Decision stranger = fixture.decide(visit.byAStranger(), Challenge.TOTP);
        Decision usual = fixture.decide(visit);

        for (Decision decision : List.of(stranger, usual)) {
            WhatIf.Answer answer = whatIf.of(party.id(), decision.id(), List.of(inForce(party), inForce(asking)));

            assertThat(answer).isInstanceOfSatisfying(WhatIf.Answer.Judged.class, judged -> {
                assertThat(judged.outcomes().getFirst().judged().level()).isEqualTo(decision.level());
                assertThat(judged.outcomes().getFirst().judged().reasons()).isEqualTo(decision.reasons());
                assertThat(judged.outcomes().getFirst().isAsStored(judged.past().orElseThrow()))
                        .isTrue();
                assertThat(judged.outcomes().getFirst().assessment().logit())
                        .isEqualTo(decision.basis().assessment().logit());
                assertThat(judged.outcomes().getFirst().assessment().contributions().stream()
                                .mapToDouble(Contribution::logit)
                                .sum())
                        .isCloseTo(decision.basis().assessment().logit(), within(1e-9));
                assertThat(judged.outcomes().getLast().line().thresholdProbability())
                        .isZero();
            });
        }
        assertThat(whatIf.of(asking.id(), usual.id(), List.of(inForce(party))))
                .isInstanceOf(WhatIf.Answer.NotFound.class);
    }

    @Test
    void aBudgetCountsOwnersAndStrangersApartAndSaysWhenTheyAreFew() {
        RelyingParty party = fixture.party();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 8);
        label(fixture.decide(visit.byAStranger(), Challenge.TOTP), Label.NOT_ME, Label.Source.CUSTOMER);
        fixture.passed(visit);
        TriedOutcome.Ready policy = (TriedOutcome.Ready) tried.find(party.id(), new Tried.Version(0));

        BudgetAnswer answer = budgets.solve(party.id(), policy, "sign_in", 0.01, 30);

        assertThat(answer.attempts()).isEqualTo(8);
        assertThat(answer.hostile()).isEqualTo(1);
        assertThat(answer.answered()).isEqualTo(1);
        assertThat(answer.askedAnyway().hits()).isZero();
        assertThat(answer.isEnough()).isFalse();
        assertThat(answer.segments()).hasSize(3);
        assertThat(answer.today().caught().total()).isEqualTo(1);
        assertThat(answer.today().caught().hits()).isEqualTo(1);
        assertThat(answer.curve()).hasSize(50);
    }

    @Test
    void anOverviewCountsWhatTheExplorerFinds() {
        RelyingParty party = fixture.party();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 20);
        Decision stranger = fixture.decide(visit.byAStranger(), Challenge.TOTP);
        label(stranger, Label.PASSED, Label.Source.STEP_UP);
        label(stranger, Label.NOT_ME, Label.Source.CUSTOMER);
        Filter filter = all(visit.at());

        Figures figures = overview.of(party.id(), filter.from(), filter.to(), Bucket.DAY, Optional.empty());

        assertThat(figures.all().total()).isEqualTo(21);
        assertThat(figures.all().stepUp()).isEqualTo(1);
        assertThat(figures.times()).hasSize(21);
        assertThat(figures.passed().hits()).isEqualTo(1);
        assertThat(figures.of("not_me")).isEqualTo(1);
        assertThat(figures.labelled()).isEqualTo(1);
        assertThat(figures.calibration().observed()).isEqualTo(1);
        assertThat(figures.calibration().expected()).isPositive();
        assertThat(figures.seconds(0.5)).isPresent();
        assertThat(figures.unknown().get("country").total()).isEqualTo(21);
        assertThat(figures.unknown().get("country").hits()).isZero();
        assertThat(everything(party, filter, 4)).hasSize(21);
    }

    /** Reads page by page, as somebody does who goes on. */
    private List<Found> everything(RelyingParty party, Filter filter, int limit) {
        List<Found> found = new ArrayList<>();
        Optional<Explorer.Cursor> cursor = Optional.empty();
        do {
            Page page = explorer.page(party.id(), filter, cursor, limit);
            found.addAll(page.found());
            cursor = page.next();
        } while (cursor.isPresent());
        return found;
    }

    @Test
    void eachFilterFindsItsOwn() {
        RelyingParty party = fixture.party();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(visit, 6);
        Decision stranger = fixture.decide(visit.byAStranger(), Challenge.TOTP);
        label(stranger, Label.FAILED, Label.Source.STEP_UP);
        Filter all = all(visit.at());
        String reason = stranger.reasons().getFirst().code();
        String suspicion = stranger.basis().assessment().leading().name().toLowerCase(Locale.ROOT);

        List<Filter> one = List.of(
                with(all, Optional.of("step_up"), Optional.empty(), Optional.empty(), Optional.empty()),
                with(all, Optional.empty(), Optional.of(reason), Optional.empty(), Optional.empty()),
                with(all, Optional.of("step_up"), Optional.empty(), Optional.of(suspicion), Optional.empty()),
                with(all, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("failed")));
        Filter none = with(all, Optional.of("step_up"), Optional.empty(), Optional.empty(), Optional.of("none"));
        Filter rest = with(all, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("none"));

        assertThat(one)
                .allSatisfy(filter -> assertThat(everything(party, filter, 50))
                        .extracting(Found::id)
                        .containsExactly(stranger.id().value()));
        assertThat(everything(party, none, 50)).isEmpty();
        assertThat(everything(party, rest, 50)).hasSize(6);
    }

    private static Filter with(
            Filter filter,
            Optional<String> level,
            Optional<String> reason,
            Optional<String> suspicion,
            Optional<String> label) {
        return new Filter(
                filter.from(),
                filter.to(),
                Optional.of("sign_in"),
                level,
                Optional.empty(),
                reason,
                Optional.of(0),
                suspicion,
                label);
    }

    @Test
    void anAccountHasAnotherNameEachDayAndOneNameADay() {
        RelyingParty party = fixture.party();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now().truncatedTo(ChronoUnit.DAYS));
        fixture.decide(visit);
        fixture.decide(visit.at(visit.at().plusSeconds(60)));
        fixture.decide(visit.at(visit.at().minus(DAY)));

        List<String> names = everything(party, all(visit.at()), 50).stream()
                .map(found -> found.account().orElseThrow())
                .toList();

        assertThat(names).hasSize(3).allMatch(name -> name.matches("[0-9a-z]{4}-[0-9a-z]{4}"));
        assertThat(names.get(0)).isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
    }

    @Test
    void aRevealIsCountedAndJournalledAndNeverBeyondTheDaysMeasure() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        DecisionId decision =
                fixture.decide(Visit.usual(party, account, fixture.now())).id();
        AccountId operator = new AccountId(UUID.fromString("01990000-0000-7000-8000-" + suffix()));

        RevealOutcome first = reveals.reveal(party.id(), decision, operator, Reveals.Why.CUSTOMER_ASKED, "CASE-1");
        RevealOutcome last = first;
        for (int i = 1; i < Reveals.A_DAY; i++) {
            last = reveals.reveal(party.id(), decision, operator, Reveals.Why.DISPUTE, "CASE-2");
        }
        RevealOutcome beyond = reveals.reveal(party.id(), decision, operator, Reveals.Why.DISPUTE, "CASE-3");

        assertThat(first).isInstanceOfSatisfying(RevealOutcome.Revealed.class, revealed -> {
            assertThat(revealed.account()).isEqualTo(account.id());
            assertThat(revealed.place().orElseThrow()).contains("Munich");
            assertThat(revealed.device()).contains(new Device("Firefox", "Linux"));
            assertThat(revealed.left()).isEqualTo(49);
        });
        assertThat(last)
                .isInstanceOfSatisfying(
                        RevealOutcome.Revealed.class,
                        revealed -> assertThat(revealed.left()).isZero());
        assertThat(beyond).isInstanceOf(RevealOutcome.UsedUp.class);
        assertThat(journalled(party))
                .hasSize(Reveals.A_DAY)
                .first()
                .asString()
                .contains("by=" + operator)
                .contains("decision=" + decision)
                .contains("reason=customer-asked")
                .contains("case=CASE-1");
    }

    @Test
    void nothingIsRevealedOfADecisionElsewhereAndNothingIsCounted() {
        RelyingParty party = fixture.party();
        RelyingParty other = fixture.party();
        DecisionId decision = fixture.decide(Visit.usual(party, fixture.account(party), fixture.now()))
                .id();
        AccountId operator = new AccountId(UUID.fromString("01990000-0000-7000-8000-" + suffix()));

        RevealOutcome elsewhere = reveals.reveal(other.id(), decision, operator, Reveals.Why.CUSTOMER_ASKED, "CASE-1");

        assertThat(elsewhere).isInstanceOf(RevealOutcome.NotFound.class);
        assertThat(journalled(other)).isEmpty();
    }

    private static String suffix() {
        return UUID.randomUUID().toString().substring(24);
    }

    private List<String> journalled(RelyingParty party) {
        return fixture.database()
                .many(
                        "select facts from audit_entry where relying_party = ? and event = ? order by at, id",
                        row -> row.getString(1),
                        party.id().value(),
                        Event.DECISION_REVEALED.value());
    }
}
