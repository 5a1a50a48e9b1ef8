package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One more check by each method, over HTTP and in PostgreSQL; each refusal differs from what is accepted in one thing. */
@QuarkusTest
class StepUpMethodsTest {
    private static final Method TOTP = new Method.Totp();
    private static final String WEBAUTHN = "/v1/webauthn/authentication/options";

    @Inject
    Lobby lobby;

    @Inject
    MovableClock clock;

    @Inject
    Sweep sweep;

    @Inject
    SecureRandom random;

    private final Customer ana = new Customer().signUp("ana");

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
        assertThat(outcomes()).containsExactly("passed");
        assertThat(journal()).contains("stepped_up", "totp_added");
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
        String code = recoveryCodes().getFirst();
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

        String options = passkeyOptions(ticket, "other_passkey").asString();
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
                lobby.asking(ana).toApprove(payout(), Optional.of(behind)).ticket();

        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("approved"))
                .body("acr", equalTo("urn:latchkey:acr:3"))
                .body("transaction.amount.value", equalTo("250.00"));
        String claims = new String(Base64.getUrlDecoder()
                .decode(answer.<String>path("access_token").split("\\.")[1]));
        assertThat(claims)
                .contains("\"transaction\":{\"action\":\"payout\"")
                .contains("\"payee\":\"ACME\"")
                .doesNotContain(behind.toString());
        ana.signedIn().get("/v1/me").then().statusCode(401);
    }

    @Test
    void aProtectedActionWithoutASessionIsApprovedWithoutTokens() {
        byte[] secret = lobby.app(ana);
        String ticket = lobby.asking(ana).toApprove(payout(), Optional.empty()).ticket();

        Response answer = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

        answer.then().statusCode(200).body("outcome", equalTo("approved")).body("access_token", nullValue());
    }

    @Test
    void whatIsOwnedIsWhatWasThereBefore() {
        lobby.app(ana);
        lobby.anotherDevice(ana);
        recoveryCodes();
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
        assertThat(outcomes()).containsExactly("abandoned");
        assertThat(journal()).contains("step_up_abandoned");
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

        assertThat(outcomes()).containsExactly("failed");
    }

    @Nested
    class Refusals {
        @Test
        void aTicketOfAnotherRelyingParty() {
            byte[] secret = lobby.app(ana);
            String ticket = lobby.asking(ana).ticket();
            Customer elsewhere =
                    new Customer(Customer.origin().replace("http://localhost", "http://preferred.localhost"));

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
            String options = passkeyOptions(ticket, "passkey").asString();
            ana.authenticate(ana.device().get(options)).then().statusCode(200);
        }

        @Test
        void codesRestAfterTenWrongOnesOverAllTicketsAndPasskeysDoNot() {
            byte[] secret = lobby.app(ana);
            for (String ticket :
                    List.of(lobby.asking(ana).ticket(), lobby.asking(ana).ticket())) {
                for (int i = 0; i < Tickets.TRIES; i++) {
                    Lobby.verify(ana, "totp", ticket, "000000").then().statusCode(401);
                }
            }
            String ticket = lobby.asking(ana).ticket();

            Response suspended = Lobby.verify(ana, "totp", ticket, lobby.code(secret, 1));

            suspended.then().statusCode(429).body("code", equalTo("step-up-suspended"));
            Lobby.ask(ana, "totp", ticket).then().statusCode(429);
            String options = passkeyOptions(ticket, "passkey").asString();
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
            passkeyOptions(ticket, "passkey").then().statusCode(401).body("code", equalTo("step-up-refused"));
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
            String ticket =
                    lobby.asking(ana).offering(new Method.OtherPasskey()).ticket();
            VirtualAuthenticator late = lobby.anotherDevice(ana);

            passkeyOptions(ticket, "other_passkey").then().statusCode(401).body("code", equalTo("step-up-refused"));
            String fresh = lobby.asking(ana).offering(new Method.OtherPasskey()).ticket();
            String options = passkeyOptions(fresh, "other_passkey").asString();
            assertThat(options).doesNotContain(lobby.firstCredential(ana));
            ana.authenticate(ana.device().get(anyPasskey(options))).then().statusCode(401);
            ana.authenticate(late.get(passkeyOptions(fresh, "other_passkey").asString()))
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
            assertThat(journal().stream().filter("stepped_up"::equals)).hasSize(1);
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
                    .toApprove(payout(), Optional.of(Lobby.sessionOf(ana)))
                    .ticket();
            String code = lobby.code(secret, 1);
            ana.signedIn().body("{}").post("/v1/sign-out").then().statusCode(204);

            Lobby.verify(ana, "totp", ticket, code).then().statusCode(400);
        }
    }

    @Test
    void anAppIsTheCustomersOnceItsFirstCodeCameBack() {
        Response begun = ana.signedIn().post("/v1/me/totp");
        Response unproven = ana.signedIn().get("/v1/me/totp");
        Response wrong = ana.signedIn().body(Map.of("code", "000000")).post("/v1/me/totp/verify");

        begun.then()
                .statusCode(201)
                .body("secret", matchesPattern("[A-Z2-7]{32}"))
                .body("uri", matchesPattern("otpauth://totp/Latchkey%20demo:ana\\?secret=[A-Z2-7]{32}&issuer=.*"))
                .body("qr_svg", matchesPattern("<svg .*</svg>"));
        unproven.then().statusCode(200).body("enrolled", equalTo(false));
        wrong.then().statusCode(401).body("code", equalTo("step-up-refused"));
        assertThat(lobby.column(ana, "select encode(pending, 'escape') from stepup_totp where account = ?"))
                .singleElement()
                .asString()
                .doesNotContain(begun.<String>path("secret"));
        lobby.app(ana);
        ana.signedIn().get("/v1/me/totp").then().body("enrolled", equalTo(true));
        ana.signedIn().delete("/v1/me/totp").then().statusCode(204);
        ana.signedIn().delete("/v1/me/totp").then().statusCode(404);
        ana.signedIn()
                .get("/v1/me/activity")
                .then()
                .body("activity.kind", hasItem("totp_removed"))
                .body("activity.kind", not(hasItem("step_up_failed")));
    }

    @Test
    void anAppIsEnrolledAndRemovedByAFreshPasskeyCheckOnly() {
        clock.advance(Duration.ofMinutes(4).plusSeconds(50));
        ana.signedIn().post("/v1/me/totp").then().statusCode(201);
        clock.advance(Duration.ofSeconds(20));

        ana.signedIn().post("/v1/me/totp").then().statusCode(401).body("code", equalTo("fresh-passkey-needed"));
        ana.signedIn().delete("/v1/me/totp").then().statusCode(401);
    }

    private static Transaction payout() {
        return new Transaction("payout", Optional.of("250.00"), Optional.of("EUR"), Optional.of("ACME"));
    }

    private static String anyPasskey(String options) {
        return options.replaceAll("\"allowCredentials\":\\[[^]]*]", "\"allowCredentials\":[]");
    }

    private Response passkeyOptions(String ticket, String method) {
        return ana.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", ticket, "method", method))
                .post(WEBAUTHN);
    }

    private List<String> recoveryCodes() {
        return ana.signedIn()
                .post("/v1/me/recovery-codes")
                .then()
                .statusCode(201)
                .extract()
                .path("codes");
    }

    private List<String> outcomes() {
        return lobby.column(ana, "select outcome from stepup_ticket where account = ?");
    }

    private List<String> journal() {
        return lobby.column(ana, "select event from audit_entry where account = ?");
    }
}
