package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Parties;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL must hold: spent once, never one passkey too many, never the last one gone. */
@QuarkusTest
class StoredPasskeysTest {
    private static final int AT_ONCE = 8;

    @Inject
    RegistrationCeremony registration;

    @Inject
    AuthenticationCeremony authentication;

    @Inject
    Passkeys passkeys;

    @Inject
    Sweep sweep;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final SecureRandom random = new SecureRandom();
    private final RelyingParty party = Parties.fresh();
    private final VirtualAuthenticator phone = new VirtualAuthenticator("https://" + party.rpId());
    private final AccountId account = AccountId.create(Instant.now(), random);
    private final UserHandle handle = UserHandle.create(random);

    @AfterEach
    void backToTheRealTime() {
        clock.reset();
    }

    private String creationOptions() {
        return Desk.json(registration.begin(new BeginRegistration(
                party,
                Purpose.ADD_PASSKEY,
                account,
                handle,
                "ana",
                "Ana",
                List.of(),
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    }

    private String requestOptions() {
        return Desk.json(authentication.begin(new BeginAssertion(
                party,
                Purpose.SIGN_IN,
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    }

    private NewPasskey verified(UnaryOperator<Knobs> turn) {
        byte[] body = Desk.utf8(phone.create(creationOptions(), turn));
        return ((RegistrationOutcome.Verified) inTransaction(() -> registration.finish(party, body, Optional.empty())))
                .passkey();
    }

    private boolean store(AccountId owner, NewPasskey passkey) {
        return inTransaction(() -> {
            Writes writes = database.writes();
            int place = registration.store(writes, owner, passkey, Optional.empty());
            return writes.send()[place] == 1;
        });
    }

    private CredentialId enrol() {
        NewPasskey passkey = verified(knobs -> knobs);
        assertThat(store(account, passkey)).isTrue();
        return passkey.id();
    }

    private AssertionOutcome finish(String body) {
        return inTransaction(() -> authentication.finish(party, Desk.utf8(body), Optional.empty(), Alongside.NOTHING));
    }

    private RemovalOutcome remove(CredentialId credential) {
        return inTransaction(() -> passkeys.remove(account, credential));
    }

    private static <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    /** Runs all at the same moment and returns what each returned. */
    private static <T> List<T> atOnce(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<T> one : work) {
                running.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    @Test
    void aStoredPasskeySignsInAndIsListedAsItWasRegistered() {
        CredentialId id = enrol();

        AssertionOutcome outcome = finish(phone.get(requestOptions()));

        assertThat(outcome).isInstanceOfSatisfying(AssertionOutcome.Verified.class, verified -> {
            assertThat(verified.assertion().account()).isEqualTo(account);
            assertThat(verified.assertion().userHandle()).isEqualTo(handle);
            assertThat(verified.assertion().accepted()).containsExactly(id);
        });
        assertThat(passkeys.of(account)).singleElement().satisfies(passkey -> {
            assertThat(passkey.id()).isEqualTo(id);
            assertThat(passkey.provider()).contains("iCloud Keychain");
            assertThat(passkey.transports()).containsExactly("hybrid", "internal");
            assertThat(passkey.lastUsedAt()).isEmpty();
            assertThat(passkey.backedUp()).isTrue();
        });
    }

    @Test
    void confirmingWritesCounterBackupStateAndLastUse() {
        CredentialId id = enrol();
        AssertionOutcome.Verified outcome = (AssertionOutcome.Verified)
                finish(phone.get(requestOptions(), knobs -> knobs.counter(7).backup(true, false)));

        inTransaction(() -> {
            Writes writes = database.writes();
            authentication.confirm(writes, outcome.assertion());
            return writes.send();
        });
        AssertionOutcome next = finish(phone.get(requestOptions(), knobs -> knobs.counter(6)));

        assertThat(passkeys.find(account, id)).get().satisfies(passkey -> {
            assertThat(passkey.backedUp()).isFalse();
            assertThat(passkey.lastUsedAt()).contains(outcome.assertion().at());
        });
        assertThat(next).isInstanceOfSatisfying(AssertionOutcome.Verified.class, verified -> {
            assertThat(verified.assertion().counterBefore()).isEqualTo(7);
            assertThat(verified.assertion().counterGrew()).isFalse();
        });
    }

    @Test
    void ofOneAnswerSentManyTimesAtOnceOneSucceeds() throws Exception {
        enrol();
        for (int round = 0; round < 10; round++) {
            String body = phone.get(requestOptions());
            List<Callable<AssertionOutcome>> all = Collections.nCopies(AT_ONCE, () -> finish(body));

            List<AssertionOutcome> outcomes = atOnce(all);

            assertThat(outcomes)
                    .filteredOn(AssertionOutcome.Verified.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(new AssertionOutcome.Expired()::equals)
                    .hasSize(AT_ONCE - 1);
        }
    }

    @Test
    void whatARolledBackTransactionSpentIsNotSpent() {
        enrol();
        String body = phone.get(requestOptions());
        QuarkusTransaction.begin();
        authentication.finish(party, Desk.utf8(body), Optional.empty(), Alongside.NOTHING);
        QuarkusTransaction.rollback();

        AssertionOutcome outcome = finish(body);

        assertThat(outcome).isInstanceOf(AssertionOutcome.Verified.class);
    }

    @Test
    void aRefusalThatIsCommittedStaysSpent() {
        enrol();
        String options = requestOptions();

        AssertionOutcome bad = finish(phone.get(options, Knobs::damagedSignature));
        AssertionOutcome good = finish(phone.get(options));

        assertThat(bad).isInstanceOf(AssertionOutcome.Refused.class);
        assertThat(good).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void oneCredentialIdIsStoredOnceWhoeverComes() throws Exception {
        NewPasskey passkey = verified(knobs -> knobs);
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            AccountId owner = AccountId.create(clock.instant(), random);
            all.add(() -> store(owner, passkey));
        }

        List<Boolean> stored = atOnce(all);

        assertThat(stored).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    void aKnownCredentialIdIsAlreadyRegistered() {
        CredentialId id = enrol();
        byte[] body = Desk.utf8(phone.create(
                creationOptions(), knobs -> knobs.credentialId(id.value().toArray())));

        RegistrationOutcome outcome = inTransaction(() -> registration.finish(party, body, Optional.empty()));

        assertThat(outcome).isInstanceOf(RegistrationOutcome.AlreadyRegistered.class);
    }

    @Test
    void anAccountNeverHasMoreThanTwentyHoweverManyComeAtOnce() throws Exception {
        for (int i = 0; i < Passkeys.MOST - 2; i++) {
            enrol();
        }
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            NewPasskey passkey = verified(knobs -> knobs);
            all.add(() -> store(account, passkey));
        }

        List<Boolean> stored = atOnce(all);

        assertThat(stored).filteredOn(Boolean::booleanValue).hasSize(2);
        assertThat(passkeys.of(account)).hasSize(Passkeys.MOST);
    }

    @Test
    void theLastPasskeyStays() {
        CredentialId first = enrol();
        CredentialId second = enrol();

        assertThat(remove(first)).isEqualTo(new RemovalOutcome.Removed());
        assertThat(remove(first)).isEqualTo(new RemovalOutcome.NotFound());
        assertThat(remove(second)).isEqualTo(new RemovalOutcome.Last());
        assertThat(passkeys.of(account)).extracting(Passkey::id).containsExactly(second);
    }

    @Test
    void aSuspendedPasskeyDoesNotCountAsALeftOne() {
        CredentialId active = enrol();
        CredentialId suspended = enrol();
        database.write(
                "update passkey_credential set suspended_at = created_at where credential_id = ?", suspended.value());

        AssertionOutcome outcome = finish(phone.get(requestOptions()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AssertionOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("credential-suspended"));
        assertThat(remove(active)).isEqualTo(new RemovalOutcome.Last());
        assertThat(remove(suspended)).isEqualTo(new RemovalOutcome.Removed());
    }

    @Test
    void removingAllAtOnceLeavesOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            while (passkeys.of(account).size() < 4) {
                enrol();
            }
            List<Callable<RemovalOutcome>> all = passkeys.of(account).stream()
                    .map(passkey -> (Callable<RemovalOutcome>) () -> remove(passkey.id()))
                    .toList();

            List<RemovalOutcome> outcomes = atOnce(all);

            assertThat(outcomes)
                    .filteredOn(new RemovalOutcome.Removed()::equals)
                    .hasSize(3);
            assertThat(passkeys.of(account)).hasSize(1);
        }
    }

    @Test
    void aPasskeyIsRenamedByItsOwnerAlone() {
        CredentialId id = enrol();
        AccountId stranger = AccountId.create(clock.instant(), random);
        Bytes name = Bytes.random(24, random);

        boolean byStranger = inTransaction(() -> passkeys.rename(stranger, id, Optional.of(name)));
        boolean byOwner = inTransaction(() -> passkeys.rename(account, id, Optional.of(name)));

        assertThat(byStranger).isFalse();
        assertThat(byOwner).isTrue();
        assertThat(passkeys.find(stranger, id)).isEmpty();
        assertThat(passkeys.find(account, id).flatMap(Passkey::closedNickname)).contains(name);
    }

    @Test
    void spentChallengesAreSweptTenMinutesAfterTheirExpiryAndNoSooner() {
        enrol();
        String body = phone.get(requestOptions());
        database.write("delete from passkey_spent"); // what other tests spent has other expiries
        finish(body);

        clock.advance(Duration.ofMinutes(14));
        int early = sweep.sweep();
        clock.advance(Duration.ofMinutes(2));
        int late = sweep.sweep();

        assertThat(early).isZero();
        assertThat(late).isPositive();
        assertThat(finish(body)).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void timesAreStoredToTheMillisecond() {
        NewPasskey passkey = verified(knobs -> knobs);
        store(account, passkey);

        assertThat(passkeys.find(account, passkey.id()).map(Passkey::createdAt))
                .contains(passkey.createdAt())
                .contains(passkey.createdAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
