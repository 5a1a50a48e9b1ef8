package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.account.Account;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of decisions and habits, and for how long; what the clock would do is called by the test. */
@QuarkusTest
class DecisionJobsTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final DateTimeFormatter WEEK = DateTimeFormatter.ofPattern("'decision_log_'yyyy_MM_dd");

    @Inject
    DecisionFixture fixture;

    @Inject
    DecisionJobs jobs;

    @Inject
    Labels labels;

    @Inject
    Habits habits;

    @Inject
    MovableClock clock;

    private RelyingParty party;
    private Account account;
    private Instant now;

    @BeforeEach
    void somebody() {
        party = fixture.party();
        account = fixture.account(party);
        now = fixture.now();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void weeksAreMadeFourAhead() {
        clock.advance(Duration.ofDays(70));
        String last = weekOf(clock.instant().plus(Duration.ofDays(28)));
        boolean before = isThere(last);

        jobs.makeWeeks();

        assertThat(before).isFalse();
        assertThat(isThere(last)).isTrue();
    }

    @Test
    void aWeekThatIsOlderThanNinetyDaysIsDropped() {
        Instant then = now.minus(Duration.ofDays(120));
        fixture.database().one("select decision_make_weeks(?, 0)", row -> row.getInt(1), then);
        Decision old = decideAt(then);
        Decision young = decideAt(now.minus(Duration.ofDays(80)));

        jobs.forget();

        assertThat(isThere(weekOf(then))).isFalse();
        assertThat(isKept(old)).isFalse();
        assertThat(isKept(young)).isTrue();
    }

    @Test
    void soIsWhatNeverHadAWeek() {
        Decision old = decideAt(now.minus(Duration.ofDays(200)));

        jobs.forget();

        assertThat(isKept(old)).isFalse();
    }

    @Test
    void aYoungWeekIsNotDroppedWhoeverAsks() {
        SQLException refused = catchThrowableOfType(
                SQLException.class, () -> asApp("select decision_drop_weeks(now() - interval '13 days')"));

        assertThat(refused.getMessage()).contains("two weeks at least");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update decision_log set level = 'allow'",
                "delete from decision_log",
                "truncate decision_log",
                "update decision_log_rest set score = 0",
                "delete from decision_log_rest",
                "alter table decision_log detach partition decision_log_rest",
                "drop table decision_log",
                "update decision_label set label = 'me'"
            })
    void theServicesRoleMayNotChangeTheLog(String change) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> asApp(change));

        assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @ParameterizedTest
    @CsvSource({"89, true", "91, false"})
    void labelsAreKeptForNinetyDays(int days, boolean kept) {
        Decision decision = decideAt(now);
        fixture.write(writes -> labels.put(writes, decision.id(), Label.PASSED, Label.Source.STEP_UP));
        fixture.database()
                .write(
                        "insert into decision_label (decision, label, source, at) values (?, 'me', 'customer', ?)",
                        decision.id().value(),
                        now.minus(Duration.ofDays(days)));

        jobs.forget();

        assertThat(fixture.database()
                        .many(
                                "select label from decision_label where decision = ?",
                                row -> row.getString(1),
                                decision.id().value()))
                .contains("passed")
                .hasSize(kept ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({"179, true", "181, false"})
    void habitsAreKeptForHalfAYearAfterTheLastSignIn(int days, boolean kept) {
        decideAt(now.minus(Duration.ofDays(days)));

        jobs.forget();

        assertThat(fixture.history(account).packed().isPresent()).isEqualTo(kept);
    }

    @Test
    void theWordOnLearningIsKept() {
        fixture.write(writes -> habits.profiling(writes, account, now.minus(Duration.ofDays(400)), false));

        jobs.forget();

        assertThat(habits.mayLearn(account.id())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"179, true", "181, false"})
    void whatANoLeavesOfAProfileIsKeptNoLonger(int days, boolean kept) {
        Instant then = now.minus(Duration.ofDays(days));
        decideAt(then);
        fixture.write(writes -> habits.profiling(writes, account, then, false));

        jobs.forget();

        assertThat(fixture.history(account).packed().isPresent()).isEqualTo(kept);
        assertThat(habits.mayLearn(account.id())).isFalse();
    }

    @Test
    void aRecoveryIsNotForgottenWithOldHabits() {
        decideAt(now.minus(Duration.ofDays(200)));
        fixture.write(writes -> habits.recovered(writes, account, now));

        jobs.forget();

        assertThat(fixture.history(account).recoveredAt()).hasValue(now);
    }

    private Decision decideAt(Instant at) {
        return fixture.decide(Visit.usual(party, account, at));
    }

    private boolean isKept(Decision decision) {
        return fixture.database()
                .one(
                        "select 1 from decision_log where id = ?",
                        row -> true,
                        decision.id().value())
                .isPresent();
    }

    private boolean isThere(String table) {
        return fixture.database()
                .one("select to_regclass(?) is not null", row -> row.getBoolean(1), table)
                .orElseThrow();
    }

    private static String weekOf(Instant at) {
        LocalDate monday =
                at.atZone(ZoneOffset.UTC).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return WEEK.format(monday);
    }

    private static void asApp(String sql) throws SQLException {
        try (Connection connection = TestServer.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
