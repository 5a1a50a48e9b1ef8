package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.id.SessionId;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.VirtualAuthenticator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One more check by each method, over HTTP and in PostgreSQL. */
@QuarkusTest
class StepUpMethodsTest {
    @Inject
    Lobby lobby;

    @Inject
    MovableClock clock;

    @Inject
    Sweep sweep;

    @Inject
    Prune prune;

    @Inject
    MeterRegistry metrics;

    private final Customer ana = new Customer().signUp("ana");
    private final UUID account = Lobby.idOf(ana);

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aCodeOfTheAppIsASecondIndependentProof() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();

        Response asked = Lobby.ask(ana, "totp", ticket);
        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        asked.then().statusCode(200).body("digits", equalTo(6)).body("period", equalTo(30));
        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("signed_in"))
                .body("acr", equalTo("urn:latchkey:acr:3"))
                .body("amr", containsInAnyOrder("pop", "user", "mfa", "otp"))
                .body("decision.level", equalTo("allow"))
                .body("access_token", notNullValue());
        assertThat(lobby.outcomes(account)).containsExactly("passed");
        assertThat(lobby.journal(account)).contains("stepped_up", "totp_added");
    }

    @Test
    void aCodeByMailAnswersAndRaisesNothing() {
        Inbox inbox = new Inbox("ana").of(ana);
        String ticket = lobby.asking(ana).ticket();

        Response asked = Lobby.ask(ana, "email", ticket);
        Response answer = Lobby.verify(ana, "email", ticket, inbox.next().code());

        asked.then()
                .statusCode(200)
                .body("sent_to", equalTo("a…@e….org"))
                .body("expires_in", equalTo(600))
                .body("resend_after", equalTo(30));
        answer.then()
                .statusCode(200)
                .body("acr", equalTo("urn:latchkey:acr:2"))
                .body("amr", containsInAnyOrder("pop", "user", "mfa"));
    }

    @Test
    void aRecoveryCodeLeavesTheSessionAtTheLowestLevel() {
        String code = Lobby.recoveryCodes(ana).getFirst();
        String ticket = lobby.asking(ana).ticket();

        Response asked = Lobby.ask(ana, "recovery_code", ticket);
        Response answer = Lobby.verify(ana, "recovery_code", ticket, code);

        asked.then().statusCode(200).body("$", equalTo(Map.of()));
        answer.then().statusCode(200).body("acr", equalTo("urn:latchkey:acr:1")).body("amr", hasItem("otp"));
        String again = lobby.asking(ana).ticket();
        Lobby.verify(ana, "recovery_code", again, code).then().statusCode(401);
    }

    @Test
    void anotherPasskeyReachesTheHighestLevel() {
        VirtualAuthenticator laptop = lobby.anotherDevice(ana);
        String ticket = lobby.asking(ana).offering(new Method.OtherPasskey()).ticket();

        String options = Lobby.passkeyOptions(ana, ticket, "other_passkey").asString();
        Response answer = ana.authenticate(laptop.get(options));

        answer.then()
                .statusCode(200)
                .body("acr", equalTo("urn:latchkey:acr:3"))
                .body("amr", containsInAnyOrder("pop", "user", "mfa"));
    }

    @Test
    void aProtectedActionIsApprovedInTheSessionThatStoodBehindIt() {
        byte[] secret = lobby.app(ana);
        SessionId behind = Lobby.sessionOf(ana);
        String ticket =
                lobby.asking(ana).toApprove(Lobby.payout(), Optional.of(behind)).ticket();

        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("approved"))
                .body("acr", equalTo("urn:latchkey:acr:3"))
                .body("transaction.amount.value", equalTo("250.00"));
        String claims = new String(Base64.getUrlDecoder()
                .decode(answer.<String>path("access_token").split("\\.")[1]));
        assertThat(claims)
                .contains("\"transaction\":{\"hash\":\"")
                .contains("\"action\":\"payout\"")
                .contains("\"payee\":\"ACME\"")
                .doesNotContain(behind.toString());
        ana.signedIn().get("/v1/me").then().statusCode(401);
    }

    @Test
    void aProtectedActionIsApprovedByAPasskeyToo() {
        String ticket = lobby.asking(ana)
                .toApprove(Lobby.payout(), Optional.of(Lobby.sessionOf(ana)))
                .ticket();

        String options = Lobby.passkeyOptions(ana, ticket, "passkey").asString();
        Response answer = ana.authenticate(ana.device().get(options));

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("approved"))
                .body("acr", equalTo("urn:latchkey:acr:2"))
                .body("transaction.payee", equalTo("ACME"));
    }

    @Test
    void aProtectedActionThatIsCalledSignInSignsNobodyIn() {
        byte[] secret = lobby.app(ana);
        Transaction posing = new Transaction(Ticket.SIGN_IN, Optional.empty(), Optional.empty(), Optional.empty());
        String ticket = lobby.asking(ana).toApprove(posing, Optional.empty()).ticket();

        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        answer.then().statusCode(200).body("outcome", equalTo("approved")).body("access_token", nullValue());
    }

    @Test
    void whatBecameOfAnAnswerIsCounted() {
        double wrong = count("totp", "wrong");
        double passed = count("totp", "passed");
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();

        Lobby.verify(ana, "totp", ticket, "000000").then().statusCode(401);
        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1)).then().statusCode(200);

        assertThat(count("totp", "wrong")).isEqualTo(wrong + 1);
        assertThat(count("totp", "passed")).isEqualTo(passed + 1);
    }

    @Test
    void whatCanServeNoMoreIsRemoved() {
        lobby.app(ana);
        Lobby.verify(ana, "totp", lobby.asking(ana).ticket(), "000000").then().statusCode(401);
        clock.advance(Duration.ofMinutes(16));
        sweep.abandoned();

        prune.tickets();
        List<String> tickets = lobby.outcomes(account);
        clock.advance(Failures.WINDOW);
        prune.tickets();

        assertThat(tickets).isEmpty();
        assertThat(lobby.column(account, "select failures from stepup_failure where account = ?"))
                .isEmpty();
        assertThat(lobby.column(account, "select confirmed_at from stepup_totp where account = ?"))
                .hasSize(1);
    }

    @Test
    void whoOwnsNothingThatSuitsIsToldWhatToDo() {
        assertThat(OwnedMethods.next(List.of(new Method.FreshPasskey(), new Method.Totp())))
                .containsExactly(
                        "add-another-passkey",
                        "add-an-email-address",
                        "make-recovery-codes",
                        "try-a-known-device",
                        "ask-support");
        assertThat(OwnedMethods.next(Method.ALL)).isNotEmpty();
    }

    @Test
    void aProtectedActionWithoutASessionIsApprovedWithoutTokens() {
        byte[] secret = lobby.app(ana);
        String ticket =
                lobby.asking(ana).toApprove(Lobby.payout(), Optional.empty()).ticket();

        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        answer.then().statusCode(200).body("outcome", equalTo("approved")).body("access_token", nullValue());
    }

    @Test
    void whatIsOwnedIsWhatWasThereBefore() {
        lobby.app(ana);
        lobby.anotherDevice(ana);
        Lobby.recoveryCodes(ana);
        Instant after = lobby.now().plusMillis(1);
        Instant before = clock.instant().minusSeconds(60);

        assertThat(lobby.owned(ana, after))
                .extracting(Method::id)
                .containsExactly("passkey", "other_passkey", "device", "totp", "recovery_code");
        assertThat(lobby.owned(ana, before)).isEmpty();
    }

    @Test
    void aTicketThatNobodyCameBackWithIsAbandoned() {
        lobby.asking(ana).ticket();
        clock.advance(Tickets.LIFETIME.plusSeconds(1));

        int ended = sweep.abandoned();

        assertThat(ended).isPositive();
        assertThat(lobby.outcomes(account)).containsExactly("abandoned");
        assertThat(lobby.journal(account)).contains("step_up_abandoned");
    }

    @Test
    void aTicketWhoseTriesAreGoneHasFailed() {
        lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        for (int i = 0; i < Tickets.TRIES; i++) {
            Lobby.verify(ana, "totp", ticket, "000000").then().statusCode(401);
        }
        clock.advance(Tickets.LIFETIME.plusSeconds(1));

        sweep.abandoned();

        assertThat(lobby.outcomes(account)).containsExactly("failed");
    }

    private double count(String method, String outcome) {
        return metrics.counter("latchkey_step_up_total", "method", method, "outcome", outcome)
                .count();
    }
}
