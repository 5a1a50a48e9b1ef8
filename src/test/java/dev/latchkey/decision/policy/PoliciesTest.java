package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.DatabaseException;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Segment;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in force, as two replicas on one database see it; what the clock would do is called by the test. */
@QuarkusTest
class PoliciesTest {
    private static final AtomicInteger PARTIES = new AtomicInteger();
    private static final Thresholds HALF = (activity, segment, share) -> 0.5;
    private static final String CHANGED = DefaultPolicy.TEXT.replace("{\"budget\": 0.02}", "{\"budget\": 0.03}");

    @Inject
    PolicyRegister register;

    @Inject
    RelyingPartyRegister parties;

    @Inject
    Database database;

    @Inject
    Arms arms;

    private RelyingPartyId party;
    private Policies there;

    @BeforeEach
    void aRelyingPartyAndASecondReplica() {
        party = new RelyingPartyId("policies-" + PARTIES.incrementAndGet());
        parties.put(party, """
                {"name": "Shop", "rp_id": "%1$s.example", "hosts": ["login.%1$s.example"],
                 "origins": ["https://login.%1$s.example"]}""".formatted(party));
        there = new Policies(database, database, HALF, arms);
        there.refreshByTheClock();
    }

    @Test
    void withoutAnyTheReleasesOwnIsInForce() {
        assertThat(version(there.current(party))).isZero();
    }

    @Test
    void beforeTheFirstReadingNothingIsKnown() {
        assertThat(new Policies(database, database, HALF, arms).current(party))
                .isInstanceOf(PolicyOutcome.Unreadable.class);
    }

    @Test
    void anActivationIsSeenByAnotherReplicaTheNextTimeItReads() throws NoSuchMethodException {
        register.put(party, CHANGED, "test", "why");

        register.activate(party, 1, "test");
        int before = version(there.current(party));
        there.refreshByTheClock();

        assertThat(before).isZero();
        assertThat(version(there.current(party))).isEqualTo(1);
        Scheduled each = Policies.class.getDeclaredMethod("refreshByTheClock").getAnnotation(Scheduled.class);
        assertThat(Duration.parse("PT" + each.every())).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void goingBackIsOneMoreActivation() {
        register.put(party, CHANGED, "test", "why");
        register.activate(party, 1, "test");

        ActivationOutcome back = register.activate(party, 0, "test");
        there.refreshByTheClock();

        assertThat(back).isEqualTo(new ActivationOutcome.Activated(0, 1));
        assertThat(version(there.current(party))).isZero();
        assertThat(database.many(
                        "select version from decision_policy_active where relying_party = ? order by activation",
                        row -> row.getInt(1),
                        party.value()))
                .containsExactly(1, 0);
    }

    @Test
    void aVersionThatThisReleaseCannotReadIsUnreadableAndNotReplaced() {
        register.put(party, CHANGED, "test", "why");
        register.activate(party, 1, "test");
        String later = CHANGED.replace("\"schema\": 1", "\"schema\": 2");
        insert(2, later, PolicyText.digest(later));

        assertThat(register.activate(party, 2, "test")).isInstanceOf(ActivationOutcome.Invalid.class);
        activateUnchecked(2);
        there.refreshByTheClock();

        assertThat(there.current(party))
                .isInstanceOfSatisfying(
                        PolicyOutcome.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("version 2: $.schema: must be"));
    }

    @Test
    void aVersionWhoseDigestDiffersIsUnreadable() {
        insert(1, CHANGED, PolicyText.digest(DefaultPolicy.TEXT));
        activateUnchecked(1);

        there.refreshByTheClock();

        assertThat(there.current(party)).isEqualTo(new PolicyOutcome.Unreadable("version 1 is not what was stored"));
    }

    @Test
    void aVersionThatIsNotThereIsUnreadable() {
        activateUnchecked(7);

        there.refreshByTheClock();

        assertThat(there.current(party)).isEqualTo(new PolicyOutcome.Unreadable("version 7 is not there"));
    }

    @Test
    void whatIsStoredCanNeitherBeChangedNorRemoved() {
        register.put(party, CHANGED, "test", "why");

        for (String statement : List.of(
                "update decision_policy set comment = 'x' where relying_party = ?",
                "delete from decision_policy where relying_party = ?",
                "update decision_policy_active set version = 1 where relying_party = ?",
                "delete from decision_policy_active where relying_party = ?")) {
            assertThatThrownBy(() -> database.write(statement, party.value())).isInstanceOf(DatabaseException.class);
        }
    }

    @Test
    void putsAtTheSameTimeGetNumbersOfTheirOwn() throws Exception {
        List<Callable<PutOutcome>> puts = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String text = CHANGED.replace("0.03", "0.03" + i);
            puts.add(() -> register.put(party, text, "test", "why"));
        }

        List<Integer> versions = new ArrayList<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<PutOutcome> put : replicas.invokeAll(puts)) {
                versions.add(((PutOutcome.Stored) put.get()).version());
            }
        }

        assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void theScorerGetsTheCostsAndLinesOfItsActionAndSegment() {
        PolicyInForce policy = ((PolicyOutcome.InForce) there.current(party)).policy();

        Policy signIn = policy.ruleFor("sign_in", Segment.REGULAR);
        Policy payout = policy.ruleFor("payout", Segment.NEW, Optional.of(new Money(new BigDecimal("300"), "EUR")));

        assertThat(signIn.version()).isZero();
        assertThat(signIn.loss()).isEqualTo(100);
        assertThat(signIn.pricePerSecond()).isEqualTo(0.01);
        assertThat(signIn.thresholdProbability()).isEqualTo(0.5);
        assertThat(signIn.denyProbability()).isGreaterThan(1);
        assertThat(signIn.allowed()).contains(Challenge.FRESH_PASSKEY).doesNotContain(Challenge.HOLD);
        assertThat(payout.loss()).isEqualTo(500);
        assertThat(payout.hold()).isEqualTo(Duration.ofHours(24));
    }

    private void insert(int version, String text, String digest) {
        QuarkusTransaction.requiringNew().run(() -> database.write("""
                insert into decision_policy (relying_party, version, document, digest, author, created_at, comment)
                values (?, ?, ?, ?, 'test', now(), '')""", party.value(), version, text, digest));
    }

    private void activateUnchecked(int version) {
        QuarkusTransaction.requiringNew().run(() -> database.write("""
                insert into decision_policy_active (relying_party, version, activated_at, activated_by)
                values (?, ?, now(), 'test')""", party.value(), version));
    }

    private static int version(PolicyOutcome outcome) {
        return switch (outcome) {
            case PolicyOutcome.InForce inForce -> inForce.version();
            case PolicyOutcome.Unreadable(String reason) -> throw new AssertionError(reason);
        };
    }
}
