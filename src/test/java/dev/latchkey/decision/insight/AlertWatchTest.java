package dev.latchkey.decision.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.PlaceReport.PlaceFileAge;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.Profile;
import dev.latchkey.testing.Parties;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is alarming is told once; what differs from it in one thing is not. */
@QuarkusTest
class AlertWatchTest {
    private static final String ROW = """
            insert into decision_log (id, at, relying_party, action, segment, level, score, suspicion, policy_version,
                model_version, snapshot, reasons, evidence)
            values (?, ?, ?, 'sign_in', 'regular', ?, -6, 'replay', 0, 2, 0, 'usual-sign-in', ?)""";
    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    AlertWatch watch;

    @Inject
    Alerts alerts;

    @Inject
    Database database;

    @Inject
    SecureRandom random;

    @Inject
    Clock clock;

    private final RelyingParty party = Parties.fresh();
    private final byte[] evidence = Evidence.of(Facts.at(0, Activity.SIGN_IN).build(), Profile.EMPTY, Population.NONE)
            .pack();

    /** Decisions of a level, made so long ago; returns the ids. */
    private List<DecisionId> decided(int many, String level, Duration ago) {
        Instant at = now().minus(ago);
        return QuarkusTransaction.requiringNew()
                .call(() -> IntStream.range(0, many)
                        .mapToObj(i -> DecisionId.create(at, random))
                        .peek(id ->
                                database.write(ROW, id.value(), at, party.id().value(), level, evidence))
                        .toList());
    }

    /** Their owners say that it was not them, so long ago. */
    private void reported(List<DecisionId> decisions, Duration ago) {
        Instant at = now().minus(ago);
        QuarkusTransaction.requiringNew()
                .run(() -> decisions.forEach(id -> database.write(
                        "insert into decision_label (decision, label, source, at) values (?, 'not_me', 'customer', ?)",
                        id.value(),
                        at)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private List<Alert> looked() {
        watch.look();
        return alerts.between(party.id(), now().minus(HOUR), now().plus(HOUR)).stream()
                .filter(alert -> alert.kind() != Alert.Kind.DATA_FILE_STALE)
                .toList();
    }

    private List<String> journalled() {
        return database.many(
                "select facts from audit_entry where relying_party = ? and event = 'alert_raised' order by facts",
                row -> row.getString(1),
                party.id().value());
    }

    @Test
    void moreQuestionsThanTheBudgetAreToldOnceADay() {
        decided(340, "allow", HOUR);
        decided(60, "step_up", HOUR);

        looked();
        List<Alert> raised = looked();

        assertThat(raised).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.OVER_BUDGET);
            assertThat(alert.about()).isEqualTo("sign_in/regular");
            assertThat(alert.says())
                    .isEqualTo("60 of 400 were asked in a day (15.0 %), where the policy allows 1.0 %.");
            assertThat(alert.decisions()).contains("&action=sign_in&segment=regular&level=step_up");
        });
        assertThat(journalled()).singleElement().asString().contains("kind=over_budget", "about=sign_in/regular");
    }

    @Test
    void aBudgetThatIsKeptIsNotTold() {
        decided(396, "allow", HOUR);
        decided(4, "step_up", HOUR);

        assertThat(looked()).isEmpty();
        assertThat(journalled()).isEmpty();
    }

    @Test
    void suddenlyManyDenialsAreTold() {
        decided(AlertWatch.DENIALS + 1, "deny", Duration.ofMinutes(5));

        assertThat(looked()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.DENIALS_SPIKE);
            assertThat(alert.says()).isEqualTo("11 were refused in ten minutes, and 0 in the whole week before.");
            assertThat(alert.decisions()).endsWith("&level=deny");
        });
    }

    @Test
    void fewDenialsOrOldOnesAreNoSpike() {
        decided(AlertWatch.DENIALS, "deny", Duration.ofMinutes(5));
        decided(AlertWatch.DENIALS + 1, "deny", Duration.ofMinutes(15));

        assertThat(looked()).isEmpty();
    }

    @Test
    void suddenlyManyReportsAreToldHoweverOldTheirDecisions() {
        reported(decided(AlertWatch.REPORTS + 1, "allow", Duration.ofDays(3)), Duration.ofMinutes(30));

        assertThat(looked()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.NOT_ME_SPIKE);
            assertThat(alert.says())
                    .isEqualTo(
                            "Customers said of 4 decisions in an hour that it was not them, and of 0 in the whole week before.");
        });
    }

    @Test
    void fewReportsAreNoSpike() {
        reported(decided(AlertWatch.REPORTS, "allow", Duration.ofDays(3)), Duration.ofMinutes(30));

        assertThat(looked()).isEmpty();
    }

    @Test
    void whatHappensAllTheTimeIsNotSudden() {
        Duration tenMinutes = Duration.ofMinutes(10);
        long week = 6 * 24 * 7;

        assertThat(AlertWatch.isSudden(11, 2 * week, tenMinutes)).isTrue();
        assertThat(AlertWatch.isSudden(10, 2 * week, tenMinutes)).isFalse();
        assertThat(AlertWatch.isSudden(11, 0, tenMinutes)).isTrue();
    }

    @Test
    void aFileThatIsNotInUseIsToldToWhoeverSignsCustomersInAndToNobodyElse() {
        Instant now = now();
        String old = "asn-" + UUID.randomUUID();
        String good = "country-" + UUID.randomUUID();

        watch.files(List.of(new PlaceFileAge(old, 61, false), new PlaceFileAge(good, 3, true)), now);
        watch.files(List.of(new PlaceFileAge(old, Double.NaN, false)), now);

        assertThat(about("demo", old)).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.DATA_FILE_STALE);
            assertThat(alert.says()).contains("is 61 days old");
            assertThat(alert.decisions()).isEmpty();
        });
        assertThat(about("demo", good)).isEmpty();
        assertThat(about("console", old)).isEmpty();
        assertThat(about("sandbox", old)).isEmpty();
    }

    private List<Alert> about(String relyingParty, String what) {
        return alerts.between(new RelyingPartyId(relyingParty), now().minus(HOUR), now().plus(HOUR)).stream()
                .filter(alert -> alert.about().equals(what))
                .toList();
    }
}
