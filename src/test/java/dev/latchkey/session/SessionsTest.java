package dev.latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Parties;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsTest {
    @Inject
    Sessions sessions;

    @Inject
    SessionJobs jobs;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    SecureRandom random;

    private final RelyingParty remembering = Parties.fresh();
    private final RelyingParty console = Parties.staff();
    private final RelyingParty forgetting = Parties.fresh(SigningAlgorithm.ES256, false);

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aSessionIsFoundAsItWasOpened() {
        Session opened = open(remembering, account());

        Optional<Session> found = sessions.live(remembering.id(), opened.id());

        assertThat(found).contains(opened);
        assertThat(sessions.of(opened.account())).containsExactly(opened);
    }

    @Test
    void aSessionOfAnotherRelyingPartyIsNotFound() {
        Session opened = open(remembering, account());

        Optional<Session> found = sessions.live(forgetting.id(), opened.id());

        assertThat(found).isEmpty();
    }

    @Test
    void anUnusedSessionLivesAnHour() {
        Session opened = open(forgetting, account());

        clock.advance(Duration.ofMinutes(59));
        Optional<Session> before = sessions.live(forgetting.id(), opened.id());
        clock.advance(Duration.ofMinutes(1));
        Optional<Session> after = sessions.live(forgetting.id(), opened.id());

        assertThat(before).isPresent();
        assertThat(after).isEmpty();
        assertThat(sessions.of(opened.account())).isEmpty();
    }

    @Test
    void aRememberedSessionLiesUnusedForThirtyDays() {
        Session opened = open(remembering, account());

        clock.advance(Duration.ofDays(30).minusMinutes(1));
        Optional<Session> before = sessions.live(remembering.id(), opened.id());
        clock.advance(Duration.ofMinutes(1));
        Optional<Session> after = sessions.live(remembering.id(), opened.id());

        assertThat(before).isPresent();
        assertThat(after).isEmpty();
    }

    @Test
    void aSessionInUseEndsAfterItsAbsoluteLifeAllTheSame() {
        Session opened = open(forgetting, account());
        for (int halfHours = 0; halfHours < 47; halfHours++) {
            clock.advance(Duration.ofMinutes(30));
            assertThat(inTransaction(() -> sessions.seen(forgetting.id(), opened.id())))
                    .isPresent();
        }

        clock.advance(Duration.ofMinutes(30));
        Optional<Session> after = inTransaction(() -> sessions.seen(forgetting.id(), opened.id()));

        assertThat(after).isEmpty();
    }

    @Test
    void anUnusedSessionOfStaffLivesAQuarterOfAnHour() {
        Session opened = open(console, account());

        clock.advance(Duration.ofMinutes(14));
        Optional<Session> before = sessions.live(console.id(), opened.id());
        clock.advance(Duration.ofMinutes(1));
        Optional<Session> after = sessions.live(console.id(), opened.id());

        assertThat(before).isPresent();
        assertThat(after).isEmpty();
    }

    @Test
    void aSessionOfStaffEndsAfterTwelveHoursWhateverIsProvenInBetween() {
        Session current = open(console, account());
        for (int tenMinutes = 1; tenMinutes < 72; tenMinutes++) {
            clock.advance(Duration.ofMinutes(10));
            current = replaced(console, current);
        }
        SessionId last = current.id();

        Optional<Session> before = sessions.live(console.id(), last);
        clock.advance(Duration.ofMinutes(10));
        Optional<Session> after = sessions.live(console.id(), last);

        assertThat(before).isPresent();
        assertThat(after).isEmpty();
    }

    @Test
    void aFreshProofBeginsTheLifeOfACustomersSessionAnew() {
        Session opened = open(forgetting, account());
        clock.advance(Duration.ofMinutes(10));

        Session replaced = replaced(forgetting, opened);

        assertThat(replaced.expiresAt()).isAfter(opened.expiresAt());
    }

    private Session replaced(RelyingParty party, Session former) {
        return sent(writes ->
                sessions.replace(writes, party, former, Optional.empty(), Assurance.passkey(true, clock.instant())));
    }

    @Test
    void theLevelFallsAfterAnHourOfIdlingAndStaysDown() {
        Session opened = open(remembering, account());

        clock.advance(Duration.ofMinutes(60).minusSeconds(5));
        Acr before = sessions.strengthAt(opened, clock.instant()).acr();
        clock.advance(Duration.ofSeconds(10));
        Acr after = sessions.strengthAt(opened, clock.instant()).acr();
        Session seen = inTransaction(() -> sessions.seen(remembering.id(), opened.id()))
                .orElseThrow();
        clock.advance(Duration.ofMinutes(1));
        Session seenAgain = inTransaction(() -> sessions.seen(remembering.id(), opened.id()))
                .orElseThrow();

        assertThat(before).isEqualTo(Acr.TWO);
        assertThat(after).isEqualTo(Acr.ONE);
        assertThat(seen.assurance().acr()).isEqualTo(Acr.ONE);
        assertThat(seenAgain.assurance().acr()).isEqualTo(Acr.ONE);
        assertThat(seenAgain.assurance().amr()).isEqualTo(opened.assurance().amr());
    }

    @Test
    void theLevelFallsADayAfterTheProofHoweverBusyTheSessionIs() {
        Session opened = open(remembering, account());
        for (int halfHours = 0; halfHours < 48; halfHours++) {
            clock.advance(Duration.ofMinutes(30).minusSeconds(1));
            assertThat(inTransaction(() -> sessions.seen(remembering.id(), opened.id()))
                            .orElseThrow()
                            .assurance()
                            .acr())
                    .isEqualTo(Acr.TWO);
        }

        clock.advance(Duration.ofMinutes(2));
        Session after = inTransaction(() -> sessions.seen(remembering.id(), opened.id()))
                .orElseThrow();

        assertThat(after.assurance().acr()).isEqualTo(Acr.ONE);
    }

    @Test
    void aStepUpPutsANewSessionInThePlaceOfTheFormer() {
        Session former = open(remembering, account());
        clock.advance(Duration.ofHours(2));
        Assurance proven = Assurance.passkey(true, clock.instant());

        CredentialId used = new CredentialId(Bytes.of(new byte[20]));

        Session replaced = sent(writes -> sessions.replace(writes, remembering, former, Optional.of(used), proven));

        assertThat(replaced.id()).isNotEqualTo(former.id());
        assertThat(replaced.account()).isEqualTo(former.account());
        assertThat(replaced.createdAt()).isEqualTo(former.createdAt());
        assertThat(replaced.assurance()).isEqualTo(proven);
        assertThat(replaced.credential()).hasValue(used);
        assertThat(sessions.of(former.account())).extracting(Session::id).containsExactly(replaced.id());
        assertThat(endReason(former)).isEqualTo("stepped-up");
    }

    @Test
    void aSessionEndsOnceAndKeepsItsFirstReason() {
        Session opened = open(remembering, account());

        send(writes -> sessions.end(writes, opened.id(), "signed-out"));
        send(writes -> sessions.end(writes, opened.id(), "another"));

        assertThat(sessions.live(remembering.id(), opened.id())).isEmpty();
        assertThat(endReason(opened)).isEqualTo("signed-out");
    }

    @Test
    void nobodyEndsTheSessionOfSomebodyElse() {
        Session opened = open(remembering, account());
        AccountId stranger = account();

        boolean byStranger = inTransaction(() -> sessions.end(stranger, opened.id(), "removed"));
        boolean stillLive = sessions.live(remembering.id(), opened.id()).isPresent();
        boolean byOwner = inTransaction(() -> sessions.end(opened.account(), opened.id(), "removed"));
        boolean again = inTransaction(() -> sessions.end(opened.account(), opened.id(), "removed"));

        assertThat(byStranger).isFalse();
        assertThat(stillLive).isTrue();
        assertThat(byOwner).isTrue();
        assertThat(again).isFalse();
    }

    @Test
    void signingOutEverywhereSparesWhatItIsToldTo() {
        AccountId account = account();
        Session here = open(remembering, account);
        Session there = open(remembering, account);
        Session others = open(remembering, account());

        int ended = inTransaction(() -> sessions.endAll(account, Optional.of(here.id()), "signed-out-everywhere"));

        assertThat(ended).isEqualTo(1);
        assertThat(sessions.live(remembering.id(), here.id())).isPresent();
        assertThat(sessions.live(remembering.id(), there.id())).isEmpty();
        assertThat(sessions.live(remembering.id(), others.id())).isPresent();
        assertThat(inTransaction(() -> sessions.endAll(account, Optional.empty(), "signed-out-everywhere")))
                .isEqualTo(1);
    }

    @Test
    void removingAPasskeyEndsTheSessionsItOpened() {
        AccountId account = account();
        CredentialId removed = credential();
        Session byIt = open(remembering, account, removed);
        Session byAnother = open(remembering, account, credential());
        Session ofAnotherAccount = open(remembering, account(), removed);

        send(writes -> sessions.endOf(writes, account, removed, "passkey-removed"));

        assertThat(sessions.live(remembering.id(), byIt.id())).isEmpty();
        assertThat(sessions.live(remembering.id(), byAnother.id())).isPresent();
        assertThat(sessions.live(remembering.id(), ofAnotherAccount.id())).isPresent();
    }

    @Test
    void rowsOfEndedSessionsGoAfterAWeek() {
        Session ended = open(remembering, account());
        Session live = open(remembering, account());
        send(writes -> sessions.end(writes, ended.id(), "signed-out"));

        clock.advance(Duration.ofDays(7).minusMinutes(1));
        jobs.prune();
        String before = endReason(ended);
        clock.advance(Duration.ofMinutes(2));
        jobs.prune();

        assertThat(before).isEqualTo("signed-out");
        assertThat(rowOf(ended)).isEmpty();
        assertThat(rowOf(live)).isPresent();
    }

    private Session open(RelyingParty relyingParty, AccountId account) {
        return open(relyingParty, account, credential());
    }

    private Session open(RelyingParty relyingParty, AccountId account, CredentialId credential) {
        return sent(writes -> sessions.open(
                writes,
                new OpenSession(
                        relyingParty,
                        account,
                        Optional.of(credential),
                        "latchkey-web",
                        SessionMode.TOKEN,
                        Assurance.passkey(true, StoredTime.of(clock.instant())),
                        Optional.of(Bytes.random(40, random)))));
    }

    private AccountId account() {
        return AccountId.create(clock.instant(), random);
    }

    private CredentialId credential() {
        return new CredentialId(Bytes.random(32, random));
    }

    private String endReason(Session session) {
        return rowOf(session).orElseThrow();
    }

    private Optional<String> rowOf(Session session) {
        return database.one(
                "select coalesce(end_reason, '') from session where id = ?",
                row -> row.getString(1),
                session.id().value());
    }

    private void send(Consumer<Writes> work) {
        sent(writes -> {
            work.accept(writes);
            return true;
        });
    }

    private <T> T sent(Function<Writes, T> work) {
        return inTransaction(() -> {
            Writes writes = database.writes();
            T value = work.apply(writes);
            writes.send();
            return value;
        });
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }
}
