package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.insight.Budgets;
import dev.latchkey.decision.insight.Overview;
import dev.latchkey.decision.insight.Overview.Bucket;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.Tried;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.decision.replay.Replay;
import dev.latchkey.decision.replay.Report;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How many decisions of the database are judged again in a minute. Not a test of every day, and not called one: {@code
 * ./mvnw test -Dtest=ReplaySpeed -Dreplay.decisions=1000000}. Makes some two hundred decisions as they are made, has
 * PostgreSQL multiply them, and replays all of them under a policy that asks twice as often, with one thread and with as
 * many as the service would take.
 */
@QuarkusTest
class ReplaySpeed {
    private static final int USUAL = 200_000;
    private static final int AT_ONCE = 40_000;
    private static final String MULTIPLY = """
            insert into decision_log (id, at, relying_party, account, action, segment, level, score, suspicion,
                policy_version, model_version, snapshot, reasons, evidence, learned, facts, situation, judged)
            select gen_random_uuid(), ?::timestamptz + (n * 200 + row_number() over (order by d.at)) * interval '1 millisecond',
                relying_party, gen_random_uuid(), action, segment, level, score, suspicion, policy_version, model_version,
                snapshot, reasons, evidence, learned, facts, situation, judged
            from (select * from decision_log where relying_party = ? and at >= ? order by at limit 200) d,
                 generate_series(?::bigint, ?::bigint) n""";

    @Inject
    DecisionFixture fixture;

    @Inject
    Pool pool;

    @Inject
    Policies policies;

    @Inject
    Replay replay;

    @Inject
    Overview overview;

    @Inject
    Budgets budgets;

    @Inject
    TriedPolicies tried;

    /** The small pool, whose statements may take longer than a request's. */
    @Singleton
    static final class Pool {
        private final Database jobs;

        Pool(@Jobs Database jobs) {
            this.jobs = jobs;
        }
    }

    @Test
    void judgesDecisionsOfTheDatabaseAgain() {
        long wanted = Long.getLong("replay.decisions", USUAL);
        RelyingParty party = fixture.party();
        RelyingParty twice = fixture.partyWith(policy -> policy.replace("{\"budget\": 0.01}", "{\"budget\": 0.02}"));
        Instant seed = seed(party);
        Instant from = seed.minus(Duration.ofDays(20));
        pool.jobs.one("select decision_make_weeks(?, 3)", row -> row.getInt(1), from);
        long made = multiply(party, seed, from, wanted);
        PolicyInForce candidate = ((PolicyOutcome.InForce) policies.current(twice.id())).policy();
        int cores = Runtime.getRuntime().availableProcessors();

        Report warm = replay.with(1, 2_000).run(party.id(), from, seed, candidate, read -> {});
        Report alone = timed(
                "one thread", made, 1, () -> replay.with(1, 2_000).run(party.id(), from, seed, candidate, read -> {}));
        Report together = timed(
                "as the service",
                made,
                Math.min(cores, 4),
                () -> replay.run(party.id(), from, seed, candidate, read -> {}));

        timed("overview of three weeks", () -> overview.of(party.id(), from, seed, Bucket.DAY, Optional.empty()));
        TriedOutcome.Ready policy = (TriedOutcome.Ready) tried.find(party.id(), new Tried.Version(0));
        timed("budget", () -> budgets.solve(party.id(), policy, "sign_in", 0.01, 60));

        assertThat(alone).isEqualTo(together).isEqualTo(warm);
        assertThat(alone.exactness().exact()).isEqualTo(alone.judged());
        assertThat(alone.judged() + alone.exactness().answered()).isEqualTo(made);
    }

    private static void timed(String what, Runnable run) {
        long begun = System.nanoTime();
        run.run();
        System.out.printf(Locale.ROOT, "replay, %s: %.2f s%n", what, (System.nanoTime() - begun) / 1e9);
    }

    private interface Run {
        Report get();
    }

    private static Report timed(String what, long decisions, int threads, Run run) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        Report report = run.get();
        double busy = (cpuNanos() - cpu) / 1e9;
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "replay, %s: %,d decisions in %.2f s, %,.0f a minute; %.2f CPU-s of this JVM, %,.0f a minute and core"
                        + " (%d judging, load before %.1f, %d processors)%n",
                what,
                decisions,
                seconds,
                decisions / seconds * 60,
                busy,
                decisions / busy * 60,
                threads,
                load,
                Runtime.getRuntime().availableProcessors());
        return report;
    }

    /** What all threads of this JVM have used, compilers and collector among them. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Two hundred decisions of ten accounts, one in twenty by a stranger. */
    private Instant seed(RelyingParty party) {
        Instant begin = fixture.now().minus(Duration.ofDays(20));
        for (int account = 0; account < 10; account++) {
            Visit visit = Visit.usual(party, fixture.account(party), fixture.now());
            fixture.habit(visit, 19);
            fixture.decide(visit.byAStranger(), Challenge.TOTP, Challenge.OTHER_PASSKEY);
        }
        return begin;
    }

    private long multiply(RelyingParty party, Instant seed, Instant from, long wanted) {
        long rounds = Math.ceilDiv(wanted, 200);
        for (long first = 0; first < rounds; first += AT_ONCE / 200) {
            long last = Math.min(first + AT_ONCE / 200, rounds) - 1;
            pool.jobs.write(MULTIPLY, from, party.id().value(), seed, first, last);
        }
        return rounds * 200;
    }
}
