package dev.latchkey.me;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** "This was me" and "this was not me", over HTTP. */
@QuarkusTest
class ReportsTest {
    @Inject
    MovableClock clock;

    private Customer ana;
    private VirtualAuthenticator doubted;
    private VirtualAuthenticator addedSince;
    private Customer thief;
    private String doubtedId;
    private String entry;

    @BeforeEach
    void aSignInWithAnotherPasskeyThatAddsOneMore() {
        ana = new Customer().signUp("ana");
        doubted = new VirtualAuthenticator(Customer.origin());
        doubtedId = addPasskey(ana, doubted);
        thief = new Customer(Customer.origin(), doubted).signIn();
        entry = entry(ana, "signed_in");
        addedSince = new VirtualAuthenticator(Customer.origin());
        addPasskey(thief, addedSince);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void thisWasNotMeEndsTheOtherSessionsAndSuspendsThePasskeyUsedAndThoseAddedSince() {
        Response answer = report(ana, entry, false);

        answer.then()
                .statusCode(200)
                .body("sessions_ended", equalTo(1))
                .body("passkeys_suspended", equalTo(2))
                .body("next", hasSize(greaterThan(0)));
        thief.signedIn().get("/v1/me").then().statusCode(401).body("code", equalTo("session-ended"));
        ana.signedIn()
                .get("/v1/me/credentials")
                .then()
                .statusCode(200)
                .body("credentials.findAll { it.suspended }", hasSize(2))
                .body("credentials.find { it.id == '" + doubtedId + "' }.suspended", equalTo(true));
        ana.signedIn().get("/v1/me/activity").then().body("activity.kind", hasItem("reported_not_me"));
    }

    @Test
    void aSuspendedPasskeyIsRefusedAndTheReportersIsNot() {
        report(ana, entry, false).then().statusCode(200);

        signIn(doubted).then().statusCode(401).body("code", equalTo("sign-in-refused"));
        signIn(addedSince).then().statusCode(401).body("code", equalTo("sign-in-refused"));
        signIn(ana.device()).then().statusCode(200);
    }

    @Test
    void aSuspendedPasskeyIsOfUseAgainOnceItsOwnerSaysSo() {
        report(ana, entry, false).then().statusCode(200);

        ana.signedIn()
                .body(Map.of("suspended", false))
                .patch("/v1/me/credentials/" + doubtedId)
                .then()
                .statusCode(200)
                .body("suspended", equalTo(false));

        signIn(doubted).then().statusCode(200);
        signIn(addedSince).then().statusCode(401);
    }

    @Test
    void afterAReportTheNextSignInIsAsked() {
        report(ana, entry, false).then().statusCode(200);

        Response answer = signIn(ana.device());

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("step_up"))
                .body("decision.reasons.code", hasItem("reported"));
    }

    @Test
    void thisWasMeChangesNothingButWhatIsKnown() {
        Response answer = report(ana, entry, true);

        answer.then()
                .statusCode(200)
                .body("sessions_ended", equalTo(0))
                .body("passkeys_suspended", equalTo(0))
                .body("next", empty());
        thief.signedIn().get("/v1/me").then().statusCode(200);
        ana.signedIn().get("/v1/me/activity").then().body("activity.kind", hasItem("reported_me"));
    }

    @Nested
    class Refusals {
        @Test
        void whatHappensInTheReportersOwnSessionIsNoStrangersDoing() {
            Response answer = report(ana, entry(ana, "signed_up"), false);

            answer.then().statusCode(409).body("code", equalTo("own-session"));
        }

        @Test
        void anotherCustomersEntryIsNotFound() {
            Customer ben = new Customer().signUp("ben");

            Response answer = report(ana, entry(ben, "signed_up"), false);

            answer.then().statusCode(404).body("code", equalTo("not-found"));
            ben.signedIn().get("/v1/me").then().statusCode(200);
        }

        @Test
        void anEntryThatIsNoneIsNotFound() {
            report(ana, "none", false).then().statusCode(404);
        }

        @Test
        void aReportSaysYesOrNo() {
            ana.signedIn()
                    .body("{}")
                    .post("/v1/me/activity/" + entry)
                    .then()
                    .statusCode(400)
                    .body("fields[0].name", equalTo("was_me"));
        }

        @Test
        void notMeNeedsAFreshProofAndMeDoesNot() {
            clock.advance(Duration.ofMinutes(6));
            ana.keep(ana.asStranger()
                    .body(Map.of("refresh_token", ana.refreshToken()))
                    .post("/v1/token/refresh")
                    .then()
                    .statusCode(200)
                    .extract()
                    .response());

            report(ana, entry, false)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("fresh-passkey-needed"))
                    .header("WWW-Authenticate", containsString("insufficient_user_authentication"));
            report(ana, entry, true).then().statusCode(200);
        }

        @Test
        void aStrangerReportsNothing() {
            ana.asStranger()
                    .body(Map.of("was_me", false))
                    .post("/v1/me/activity/" + entry)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token-missing"));
        }
    }

    private static Response report(Customer customer, String entry, boolean wasMe) {
        return customer.signedIn().body(Map.of("was_me", wasMe)).post("/v1/me/activity/" + entry);
    }

    private static Response signIn(VirtualAuthenticator device) {
        return new Customer(Customer.origin(), device).trySignIn(knobs -> knobs);
    }

    private static String entry(Customer customer, String kind) {
        return customer.signedIn()
                .get("/v1/me/activity")
                .then()
                .statusCode(200)
                .extract()
                .path("activity.find { it.kind == '" + kind + "' }.id");
    }

    private static String addPasskey(Customer customer, VirtualAuthenticator device) {
        String options = customer.signedIn()
                .body("{}")
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return customer.register(device.create(options))
                .then()
                .statusCode(201)
                .extract()
                .path("credential.id");
    }
}
