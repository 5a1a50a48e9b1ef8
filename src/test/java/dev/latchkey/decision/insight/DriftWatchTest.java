package dev.latchkey.decision.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.Profile;
import dev.latchkey.testing.Parties;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once a day somebody looks whether scores moved. */
@QuarkusTest
class DriftWatchTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ROWS = """
            insert into decision_log (id, at, relying_party, action, segment, level, score, suspicion, policy_version,
                model_version, snapshot, reasons, evidence)
            select gen_random_uuid(), ?::timestamptz + n * interval '1 second', ?, 'sign_in', 'regular', 'allow',
                ?::double precision + (n % 20) / 10.0, 'replay', 0, 2, 0, 'usual-sign-in', ?
            from generate_series(1, ?::int) n""";

    @Inject
    DriftWatch watch;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    private final byte[] evidence = Evidence.of(Facts.at(0, Activity.SIGN_IN).build(), Profile.EMPTY, Population.NONE)
            .pack();

    /** A relying party whose scores were about −6 in the week before, and yesterday where they are said to be. */
    private RelyingParty partyWhoseScoresAreNowAbout(double logit) {
        RelyingParty party = Parties.fresh();
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        for (int day = 2; day <= 8; day++) {
            rows(party, today.minus(DAY.multipliedBy(day)), -6, 100);
        }
        rows(party, today.minus(DAY), logit, 400);
        return party;
    }

    private void rows(RelyingParty party, Instant from, double logit, int many) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.write(ROWS, from, party.id().value(), logit, evidence, many));
    }

    private double psi(RelyingParty party) {
        return metrics.get("latchkey.drift.psi")
                .tag("relying_party", party.id().value())
                .gauge()
                .value();
    }

    private List<String> journalled(RelyingParty party) {
        return database.many(
                "select facts from audit_entry where relying_party = ? and event = 'drift_noticed'",
                row -> row.getString(1),
                party.id().value());
    }

    @Test
    void scoresThatMovedAreToldAsAMetricAndJournalledOnce() {
        RelyingParty moved = partyWhoseScoresAreNowAbout(-4.5);
        RelyingParty steady = partyWhoseScoresAreNowAbout(-6);

        watch.look();
        watch.look();

        assertThat(psi(moved)).isGreaterThan(Drift.DRIFTED);
        assertThat(psi(steady)).isLessThan(Drift.MOVED);
        assertThat(journalled(moved))
                .singleElement()
                .asString()
                .contains("psi=")
                .contains("decisions=400");
        assertThat(journalled(steady)).isEmpty();
        assertThat(metrics.get("latchkey.drift.unknown.share")
                        .tag("relying_party", moved.id().value())
                        .tag("what", "country")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }
}
