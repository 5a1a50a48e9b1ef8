package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.testing.TcpProxy;
import dev.latchkey.testing.ThroughAProxy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away in every way a network and a server know, and comes back. */
@QuarkusTest
@WithTestResource(
        value = ThroughAProxy.class,
        // A fault that is meant for one commit must not meet another.
        initArgs = @ResourceArg(name = "quarkus.scheduler.enabled", value = "false"))
class OutageTest {
    private static final Duration FAST = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int FULL_POOL = 16;

    @Inject
    Database database;

    TcpProxy wire;

    private record Failure(Throwable cause, Duration after) {}

    @AfterEach
    void heal() {
        wire.heal();
        backWithin(SOON);
    }

    @Test
    void aCutConnectionIsAnOutageAtOnceAndTheServiceIsBackAtOnce() {
        fillThePool();
        wire.cut();

        Failure during = failureOf(this::question);
        wire.heal();
        Duration back = backWithin(SOON);

        assertThat(during.after()).isLessThan(FAST);
        assertThat(Outages.isAway(during.cause())).isTrue();
        assertThat(back).isLessThan(SOON);
    }

    @Test
    void afterAFailOverAtMostOneRequestOfAFullPoolIsLost() {
        fillThePool();
        wire.cutOnce();

        Failure first = failureOf(this::question);
        backWithin(Duration.ofMillis(500));
        List<Failure> later = new ArrayList<>();
        for (int i = 0; i < FULL_POOL; i++) {
            Throwable failure = catchThrowable(this::question);
            if (failure != null) {
                later.add(new Failure(failure, Duration.ZERO));
            }
        }

        assertThat(Outages.isAway(first.cause())).isTrue();
        assertThat(later).isEmpty();
    }

    @Test
    void aFrozenServerCostsARequestLessThanThreeSecondsAndTheServiceIsBack() {
        fillThePool();
        wire.swallow();

        List<Failure> during = List.of(failureOf(this::question), failureOf(this::question));
        wire.heal();
        Duration back = backWithin(SOON);

        assertThat(during).allSatisfy(failure -> {
            assertThat(failure.after()).isLessThan(FAST);
            assertThat(Outages.isAway(failure.cause())).isTrue();
        });
        assertThat(back).isLessThan(SOON);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsAnOutageToo() {
        question();
        wire.cutAfter("COMMIT");

        Failure lost = failureOf(() -> QuarkusTransaction.requiringNew().run(this::question));

        assertThat(Outages.isAway(lost.cause())).isTrue();
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheServer() {
        Failure slow = failureOf(() -> database.many("select pg_sleep(5)", row -> row.getString(1)));

        assertThat(slow.after()).isLessThan(FAST);
        assertThat(slow.cause().getCause()).hasMessageContaining("statement timeout");
        assertThat(Outages.isAway(slow.cause())).isTrue();
    }

    @Test
    void anEndedServerProcessIsAnOutage() {
        // Within one transaction: an idle connection could be found dead and replaced before anybody asks.
        Failure ended = failureOf(() -> QuarkusTransaction.requiringNew().call(() -> {
            question();
            endServerProcesses();
            return question();
        }));

        assertThat(Outages.isAway(ended.cause())).isTrue();
    }

    private static void endServerProcesses() throws SQLException {
        try (Connection superuser = TestServer.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'latchkey_app'");
        }
    }

    @Test
    void aPoolThatIsUsedUpIsAnOutageWithinASecondOrSo() throws Exception {
        CountDownLatch enough = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FULL_POOL; i++) {
                CountDownLatch holding = new CountDownLatch(1);
                threads.submit(() -> QuarkusTransaction.requiringNew().call(() -> {
                    question();
                    holding.countDown();
                    return enough.await(1, TimeUnit.MINUTES);
                }));
                holding.await(10, TimeUnit.SECONDS);
            }

            Failure refused = failureOf(this::question);
            enough.countDown();

            assertThat(refused.after()).isLessThan(FAST);
            assertThat(Outages.isAway(refused.cause())).isTrue();
        }
    }

    @Test
    void aMistakeInAStatementIsNoOutage() {
        Failure mistake = failureOf(() -> database.many("select nonsense", row -> row.getString(1)));

        assertThat(Outages.isAway(mistake.cause())).isFalse();
    }

    @Test
    void readinessFollowsTheDatabaseWithinFiveSecondsAndLivenessDoesNot() {
        int before = statusOf("/q/health/ready");
        wire.swallow();

        long begun = System.nanoTime();
        int during = statusOf("/q/health/ready");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        int alive = statusOf("/q/health/live");
        wire.heal();
        backWithin(SOON);
        int after = statusOf("/q/health/ready");

        assertThat(List.of(before, during, alive, after)).containsExactly(200, 503, 200, 200);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static int statusOf(String path) {
        return RestAssured.get(path).statusCode();
    }

    private int question() {
        return database.one("select 1", row -> row.getInt(1)).orElseThrow();
    }

    private void fillThePool() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FULL_POOL; i++) {
                threads.submit(() -> database.many("select pg_sleep(0.3)", row -> row.getString(1)));
            }
        }
    }

    private Failure failureOf(Runnable work) {
        long begun = System.nanoTime();
        Throwable failure = catchThrowable(work::run);
        assertThat(failure).isNotNull();
        return new Failure(failure, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Duration backWithin(Duration longest) {
        long begun = System.nanoTime();
        while (catchThrowable(this::question) != null) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(longest);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
