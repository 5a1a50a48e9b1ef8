package dev.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.notice.Notice.Cause;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.Inbox.Mail;
import dev.latchkey.testing.MovableClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notices, stop links and the outbox between them, with the sending job run by hand. */
@QuarkusTest
@TestProfile(OutboxTest.ByHand.class)
class OutboxTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");
    private static final SessionId SESSION = new SessionId(new UUID(0, 7));
    private static final CredentialId CREDENTIAL = new CredentialId(Bytes.of(new byte[16]));
    private static final Cause CAUSE = new Cause(
            Optional.of(SESSION), Optional.of(CREDENTIAL), Optional.of("Firefox · Linux"), Optional.of("Vilnius, LT"));

    /** Nothing runs by the clock. */
    public static final class ByHand implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.scheduler.enabled", "false");
        }
    }

    @Inject
    Notices notices;

    @Inject
    Stops stops;

    @Inject
    Codes codes;

    @Inject
    Addresses addresses;

    @Inject
    Sending sending;

    @Inject
    Accounts accounts;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Customer ana = new Customer().signUp("ana");
    private final Inbox inbox = new Inbox("ana");
    private Account account;

    @BeforeEach
    void anaHasAnAddress() {
        account = account(ana);
        confirm(ana, inbox);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aNoticeSaysWhatHappenedAndCarriesItsLink() {
        tell(new Notice.NewPasskey(CAUSE));

        sending.run();

        Mail mail = inbox.next();
        assertThat(mail.subject()).isEqualTo("A new passkey for your account at Latchkey demo");
        assertThat(mail.text()).contains("Device: Firefox · Linux", "Place: Vilnius, LT", "Time: ");
        assertThat(mail.stopAddress()).isEqualTo(Customer.origin());
        assertThat(find(mail.stopToken())).hasValueSatisfying(stop -> {
            assertThat(stop.account()).isEqualTo(account.id());
            assertThat(stop.session()).hasValue(SESSION);
            assertThat(stop.credential()).hasValue(CREDENTIAL);
        });
    }

    @Test
    void everyNoticeHasALinkOfItsOwnAndIsWrittenInFull() {
        List<Notice> all = List.of(
                new Notice.NewPasskey(CAUSE),
                new Notice.NewDevice(CAUSE),
                new Notice.EmailChanged(CAUSE),
                new Notice.EmailRemoved(CAUSE),
                new Notice.RecoveryUsed(CAUSE),
                new Notice.Hold(CAUSE, "payout <250 €>", Instant.parse("2026-11-23T10:00:00Z")));
        all.forEach(this::tell);

        sending.run();

        List<Mail> mails = all.stream().map(told -> inbox.next()).toList();
        assertThat(mails).extracting(Mail::subject).doesNotHaveDuplicates();
        assertThat(mails)
                .extracting(Mail::stopToken)
                .doesNotHaveDuplicates()
                .allMatch(token -> find(token).isPresent());
        assertThat(mails).extracting(Mail::text).noneMatch(text -> text.contains("{"));
        assertThat(mails.getLast().text()).contains("What: payout <250 €>", "Goes ahead: 2026-11-23 10:00 UTC");
        assertThat(mails.getLast().html()).contains("payout &lt;250 €&gt;");
    }

    @Test
    void aLinkIsGoodOnce() {
        Stop stop = find(noticed().stopToken()).orElseThrow();

        boolean first = QuarkusTransaction.requiringNew().call(() -> stops.spend(stop));
        boolean second = QuarkusTransaction.requiringNew().call(() -> stops.spend(stop));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void aLinkIsGoodForThreeDaysAtItsOwnRelyingParty() {
        String token = noticed().stopToken();
        String other = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);

        clock.advance(Duration.ofHours(72).minusMinutes(1));
        Optional<Stop> inTime = find(token);
        Optional<Stop> elsewhere = stops.find(new RelyingPartyId("preferred"), token);
        Optional<Stop> guessed = find(other);
        clock.advance(Duration.ofMinutes(2));
        Optional<Stop> late = find(token);

        assertThat(inTime).isPresent();
        assertThat(elsewhere).isEmpty();
        assertThat(guessed).isEmpty();
        assertThat(late).isEmpty();
        assertThat(QuarkusTransaction.requiringNew().call(() -> stops.spend(inTime.orElseThrow())))
                .isFalse();
    }

    @Test
    void aNoticeFallsWithTheTransactionThatToldIt() {
        int before = inbox.all().size();

        QuarkusTransaction.begin();
        Writes writes = database.writes();
        notices.tell(writes, account, new Notice.NewDevice(CAUSE));
        writes.send();
        QuarkusTransaction.rollback();
        sending.run();

        assertThat(inbox.all()).hasSize(before);
        assertThat(rows("notice_outbox", account)).isEqualTo(1); // the code of before
    }

    @Test
    void anAccountWithoutAnAddressIsToldNothing() {
        Account silent = account(new Customer().signUp("silent"));

        tell(silent, new Notice.NewDevice(CAUSE));

        assertThat(rows("notice_outbox", silent)).isZero();
        assertThat(rows("notice_stop", silent)).isZero();
    }

    @Test
    void aMailToldBeforeAnAddressChangedGoesWhereItWasTold() {
        tell(new Notice.NewDevice(CAUSE));
        Inbox latter = new Inbox("latter");

        confirm(ana, latter);

        assertThat(inbox.next().subject()).startsWith("A new device");
        assertThat(inbox.next().subject()).contains("was changed");
        assertThat(latter.all()).hasSize(1);
    }

    @Test
    void whatIsStoredNamesNobodyAndNoCode() {
        tell(new Notice.NewDevice(CAUSE));
        String waiting = new Inbox("waiting").address();
        ana.signedIn()
                .body(Map.of("address", waiting))
                .put("/v1/me/email")
                .then()
                .statusCode(202);

        List<String> dump = dump();
        sending.run();

        String stop = inbox.next().stopToken();
        assertThat(dump).hasSizeGreaterThanOrEqualTo(4);
        for (String secret : List.of(inbox.address(), waiting, "example.org", "Firefox", "Vilnius", stop)) {
            String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(dump).noneMatch(row -> row.contains(secret) || row.contains(hex));
        }
        assertThat(dump).anyMatch(row -> row.contains(account.id().toString()));
    }

    @Test
    void aMailThatWasSentLeavesNoWordsBehind() {
        noticed();

        int withWords = database.one(
                        "select count(*)::int from notice_outbox where account = ? and (message is not null or "
                                + "recipient is not null or sent_at is null)",
                        row -> row.getInt(1),
                        account.id().value())
                .orElseThrow();

        assertThat(withWords).isZero();
    }

    @Test
    void aCodeThatCannotArriveInTimeIsNotSent() {
        Inbox late = new Inbox("late");
        ana.signedIn()
                .body(Map.of("address", late.address()))
                .put("/v1/me/email")
                .then()
                .statusCode(202);

        clock.advance(Duration.ofMinutes(10));
        sending.run();

        assertThat(late.all()).isEmpty();
        assertThat(database.one(
                        "select count(*)::int from notice_outbox where account = ? and failed_at is not null",
                        row -> row.getInt(1),
                        account.id().value()))
                .hasValue(1);
    }

    @Test
    void severalSendersAtOnceSendEachMailOnce() throws Exception {
        IntStream.range(0, 60).forEach(i -> tell(new Notice.NewDevice(CAUSE)));
        int before = inbox.all().size();

        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = new ArrayList<>();
            IntStream.range(0, 4).forEach(i -> runs.add(replicas.submit(sending::run)));
            for (Future<?> run : runs) {
                run.get();
            }
        }

        assertThat(inbox.all()).hasSize(before + 60).extracting(Mail::id).doesNotHaveDuplicates();
    }

    @Test
    void aStepUpCodeGoesToTheConfirmedAddressAndIsWorthNothingElsewhere() {
        Account nobody = account(new Customer().signUp("nobody"));

        SendOutcome sent = send(account);
        SendOutcome toNobody = send(nobody);
        SendOutcome again = send(account);
        sending.run();
        String code = inbox.next().code();

        assertThat(sent).isEqualTo(new SendOutcome.Sent("a…@e….org", Codes.LIFETIME, Codes.RESEND));
        assertThat(toNobody).isInstanceOf(SendOutcome.NoAddress.class);
        assertThat(again).isInstanceOf(SendOutcome.Sent.class);
        assertThat(check(account.id(), CodePurpose.CONFIRM_ADDRESS, code)).isInstanceOf(CodeOutcome.None.class);
        assertThat(check(nobody.id(), CodePurpose.STEP_UP, code)).isInstanceOf(CodeOutcome.None.class);
        assertThat(check(account.id(), CodePurpose.STEP_UP, code)).isInstanceOf(CodeOutcome.Right.class);
        assertThat(check(account.id(), CodePurpose.STEP_UP, code)).isInstanceOf(CodeOutcome.None.class);
        assertThat(inbox.all()).hasSize(2);
    }

    @Test
    void sixteenGuessesAtOnceAreFiveTries() throws Exception {
        send(account);
        sending.run();
        String code = inbox.next().code();
        String wrong = code.equals("123456") ? "654321" : "123456";

        List<CodeOutcome> outcomes = new ArrayList<>();
        try (ExecutorService guessers = Executors.newFixedThreadPool(16)) {
            List<Future<CodeOutcome>> guesses = new ArrayList<>();
            IntStream.range(0, 16)
                    .forEach(i -> guesses.add(guessers.submit(() -> check(account.id(), CodePurpose.STEP_UP, wrong))));
            for (Future<CodeOutcome> guess : guesses) {
                outcomes.add(guess.get());
            }
        }

        assertThat(outcomes).filteredOn(CodeOutcome.Wrong.class::isInstance).hasSize(4);
        assertThat(outcomes).filteredOn(CodeOutcome.Suspended.class::isInstance).hasSize(12);
        assertThat(check(account.id(), CodePurpose.STEP_UP, code)).isInstanceOf(CodeOutcome.Suspended.class);
        assertThat(send(account)).isInstanceOf(SendOutcome.Suspended.class);
    }

    @Test
    void aRaceForOneAddressHasOneWinner() {
        Inbox wanted = new Inbox("wanted");
        Customer ben = new Customer().signUp("ben");
        Stream.of(ana, ben)
                .forEach(customer -> customer.signedIn()
                        .body(Map.of("address", wanted.address()))
                        .put("/v1/me/email")
                        .then()
                        .statusCode(202));
        sending.run();
        List<String> sent = List.of(wanted.next().code(), wanted.next().code());

        List<Integer> statuses = Stream.of(ana, ben)
                .map(customer -> sent.stream()
                        .map(code -> customer.signedIn()
                                .body(Map.of("code", code))
                                .post("/v1/me/email/verify")
                                .statusCode())
                        .min(Integer::compare)
                        .orElseThrow())
                .toList();

        assertThat(statuses).containsExactly(200, 400);
        assertThat(addresses.has(account.id())).isTrue();
        assertThat(addresses.has(account(ben).id())).isFalse();
    }

    private Mail noticed() {
        tell(new Notice.NewDevice(CAUSE));
        sending.run();
        return inbox.next();
    }

    private void tell(Notice notice) {
        tell(account, notice);
    }

    private void tell(Account whom, Notice notice) {
        inWrites(writes -> {
            notices.tell(writes, whom, notice);
            return true;
        });
    }

    private SendOutcome send(Account whom) {
        return inWrites(writes -> codes.send(writes, whom, CodePurpose.STEP_UP, Language.EN));
    }

    private CodeOutcome check(AccountId whose, CodePurpose purpose, String code) {
        return QuarkusTransaction.requiringNew().call(() -> codes.check(whose, purpose, code));
    }

    private <T> T inWrites(Function<Writes, T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Writes writes = database.writes();
            T done = work.apply(writes);
            writes.send();
            return done;
        });
    }

    private Optional<Stop> find(String token) {
        return stops.find(DEMO, token);
    }

    private void confirm(Customer customer, Inbox wanted) {
        customer.signedIn()
                .body(Map.of("address", wanted.address()))
                .put("/v1/me/email")
                .then()
                .statusCode(202);
        sending.run();
        customer.signedIn()
                .body(Map.of("code", wanted.next().code()))
                .post("/v1/me/email/verify")
                .then()
                .statusCode(200);
        sending.run();
    }

    private Account account(Customer customer) {
        UUID id = UUID.fromString(customer.signedIn().get("/v1/me").path("account.id"));
        return QuarkusTransaction.requiringNew()
                .call(() -> accounts.find(DEMO, new AccountId(id)).orElseThrow());
    }

    private int rows(String table, Account whose) {
        return database.one(
                        "select count(*)::int from " + table + " where account = ?",
                        row -> row.getInt(1),
                        whose.id().value())
                .orElseThrow();
    }

    private List<String> dump() {
        return Stream.of("notice_address", "notice_code", "notice_stop", "notice_outbox", "notice_key")
                .flatMap(
                        table -> database.many("select t::text from " + table + " t", row -> row.getString(1)).stream())
                .toList();
    }
}
