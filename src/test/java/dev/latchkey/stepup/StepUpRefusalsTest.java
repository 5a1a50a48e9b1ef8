package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.id.Bytes;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is no answer to one more check: each differs from what is accepted in one thing. */
@QuarkusTest
class StepUpRefusalsTest {
    private static final Method TOTP = new Method.Totp();

    @Inject
    Lobby lobby;

    @Inject
    MovableClock clock;

    @Inject
    SecureRandom random;

    private final Customer ana = new Customer().signUp("ana");
    private final UUID account = Lobby.idOf(ana);

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aTicketOfAnotherRelyingParty() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        Customer elsewhere = new Customer(Customer.origin().replace("http://localhost", "http://preferred.localhost"));

        Lobby.verify(elsewhere, "totp", ticket, lobby.code(secret, 1))
                .then()
                .statusCode(400)
                .body("code", equalTo("ceremony-expired"));
        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1)).then().statusCode(200);
    }

    @Test
    void aTicketInAnotherBrowser() {
        byte[] secret = lobby.app(ana);
        Bytes browser = Bytes.random(32, random);
        String ticket = lobby.asking(ana).boundTo(browser).ticket();
        Map<String, String> body = Map.of("ticket", ticket, "code", lobby.code(secret, 1));
        String verify = "/v1/step-up/totp/verify";

        Response bare = ana.asStranger().body(body).post(verify);
        Response foreign = ana.asStranger()
                .cookie("__Host-latchkey-pre", Bytes.random(32, random).toBase64Url())
                .body(body)
                .post(verify);
        Response own = ana.asStranger()
                .cookie("__Host-latchkey-pre", browser.toBase64Url())
                .body(body)
                .post(verify);

        bare.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        foreign.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        own.then().statusCode(200).body("csrf_token", notNullValue()).body("access_token", nullValue());
    }

    @Test
    void aTicketThatIsSpent() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1)).then().statusCode(200);
        clock.advance(Duration.ofSeconds(30));

        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1))
                .then()
                .statusCode(400)
                .body("code", equalTo("ceremony-expired"));
    }

    @Test
    void aTicketThatIsTooOld() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        clock.advance(Tickets.LIFETIME);

        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1)).then().statusCode(400);
        Lobby.ask(ana, "totp", ticket).then().statusCode(400).body("code", equalTo("ceremony-expired"));
    }

    @Test
    void aWrongCodeUntilNoTryIsLeftAndThenTheRightOne() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();

        for (int left = Tickets.TRIES - 1; left >= 0; left--) {
            Lobby.verify(ana, "totp", ticket, "000000")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("step-up-refused"))
                    .body("tries_left", equalTo(left));
        }

        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1))
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", equalTo("step-up-suspended"))
                .body("next", contains("use-passkey", "use-other-passkey", "use-device", "begin-again"));
        String options = Lobby.passkeyOptions(ana, ticket, "passkey").asString();
        ana.authenticate(ana.device().get(options)).then().statusCode(200);
    }

    @Test
    void codesRestAfterTenWrongOnesOverAllTicketsAndNothingElseDoes() {
        byte[] secret = lobby.app(ana);
        String paper = Lobby.recoveryCodes(ana).getFirst();
        for (String ticket :
                List.of(lobby.asking(ana).ticket(), lobby.asking(ana).ticket())) {
            for (int i = 0; i < Tickets.TRIES; i++) {
                Lobby.verify(ana, "totp", ticket, "000000").then().statusCode(401);
            }
        }
        String ticket = lobby.asking(ana).ticket();

        Response suspended = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        suspended.then().statusCode(429).body("code", equalTo("step-up-suspended"));
        Lobby.ask(ana, "totp", ticket)
                .then()
                .statusCode(429)
                .body("next", hasItem("use-recovery-code"))
                .body("next", not(hasItem("use-email")));
        Lobby.verify(ana, "recovery_code", lobby.asking(ana).ticket(), paper)
                .then()
                .statusCode(200);
        String options = Lobby.passkeyOptions(ana, ticket, "passkey").asString();
        ana.authenticate(ana.device().get(options)).then().statusCode(200);
        clock.advance(Failures.SUSPENSION.plusSeconds(1));
        ana.signIn();
        String later = lobby.asking(ana).ticket();
        Lobby.verify(ana, "totp", later, lobby.code(secret, 0)).then().statusCode(200);
    }

    @Test
    void aMethodThatWasNotOffered() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).offering(new Method.EmailCode()).ticket();

        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1))
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-refused"))
                .body("next", contains("use-email", "begin-again"));
        Lobby.passkeyOptions(ana, ticket, "passkey").then().statusCode(401).body("code", equalTo("step-up-refused"));
    }

    @Test
    void aMethodThatWasEnrolledAfterTheAttempt() {
        byte[] secret = lobby.app(ana);
        Instant before = Instant.parse(ana.signedIn().get("/v1/me/totp").path("created_at"))
                .minusMillis(1);
        String ticket = lobby.asking(ana).offering(TOTP).attemptedAt(before).ticket();

        Lobby.ask(ana, "totp", ticket).then().statusCode(401).body("code", equalTo("step-up-refused"));
        Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1)).then().statusCode(401);
    }

    @Test
    void anotherPasskeyThatIsTheSameOrWasAddedAfterwards() {
        String ticket = lobby.asking(ana).offering(new Method.OtherPasskey()).ticket();
        VirtualAuthenticator late = lobby.anotherDevice(ana);

        Lobby.passkeyOptions(ana, ticket, "other_passkey")
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-refused"));
        String fresh = lobby.asking(ana).offering(new Method.OtherPasskey()).ticket();
        String options = Lobby.passkeyOptions(ana, fresh, "other_passkey").asString();
        assertThat(options).doesNotContain(lobby.firstCredential(ana));
        ana.authenticate(ana.device().get(anyPasskey(options))).then().statusCode(401);
        ana.authenticate(late.get(
                        Lobby.passkeyOptions(ana, fresh, "other_passkey").asString()))
                .then()
                .statusCode(200);
    }

    @Test
    void aCodeOfTheAppThatWasUsed() {
        byte[] secret = lobby.app(ana);
        String code = lobby.code(secret, 1);
        Lobby.verify(ana, "totp", lobby.asking(ana).ticket(), code).then().statusCode(200);

        Lobby.verify(ana, "totp", lobby.asking(ana).ticket(), code)
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-refused"));
    }

    @Test
    void ofTwoAnswersAtOnceOneCounts() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        String code = lobby.code(secret, 1);

        List<Integer> statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> Lobby.verify(ana, "totp", ticket, code).statusCode()))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).allMatch(status -> List.of(200, 400, 401, 429).contains(status));
        assertThat(lobby.journal(account).stream().filter("stepped_up"::equals)).hasSize(1);
    }

    @Test
    void aPasskeyAskedForAtTheWrongDoor() {
        String ticket = lobby.asking(ana).ticket();

        Lobby.ask(ana, "passkey", ticket)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"))
                .body("next", contains("use-webauthn-authentication"));
        Lobby.ask(ana, "palmistry", ticket).then().statusCode(404);
    }

    @Test
    void aSessionThatHasEndedSinceApprovesNothing() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana)
                .toApprove(Lobby.payout(), Optional.of(Lobby.sessionOf(ana)))
                .ticket();
        String code = lobby.code(secret, 1);
        ana.signedIn().body("{}").post("/v1/sign-out").then().statusCode(204);

        Lobby.verify(ana, "totp", ticket, code).then().statusCode(400);
    }

    private static String anyPasskey(String options) {
        return options.replaceAll("\"allowCredentials\":\\[[^]]*]", "\"allowCredentials\":[]");
    }
}
