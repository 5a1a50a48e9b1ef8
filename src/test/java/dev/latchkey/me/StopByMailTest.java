package dev.latchkey.me;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.Inbox.Mail;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** "This was not me" by the link of a mail, over HTTP. */
@QuarkusTest
class StopByMailTest {
    private final Customer ana = new Customer().signUp("ana");
    private final VirtualAuthenticator added = new VirtualAuthenticator(Customer.origin());
    private Mail mail;

    @BeforeEach
    void aNewPasskeyIsToldByMail() {
        Inbox inbox = new Inbox("ana").of(ana);
        String options = ana.signedIn()
                .body("{}")
                .post("/v1/webauthn/registration/options")
                .asString();
        ana.register(added.create(options)).then().statusCode(201);
        mail = inbox.next();
    }

    @Test
    void itsLinkEndsEverySessionAndSuspendsTheNewPasskey() {
        Response answer = stop(mail.stopToken());

        answer.then()
                .statusCode(200)
                .body("sessions_ended", equalTo(1))
                .body("passkeys_suspended", equalTo(1))
                .body("next", hasSize(greaterThan(0)));
        ana.signedIn().get("/v1/me").then().statusCode(401).body("code", equalTo("session-ended"));
        signIn(added).then().statusCode(401).body("code", equalTo("sign-in-refused"));
    }

    @Test
    void theOlderPasskeyStaysGoodAndWithNothingElseToAskItsSignInIsLimited() {
        stop(mail.stopToken()).then().statusCode(200);

        Response answer = signIn(ana.device());

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("signed_in"))
                .body("acr", equalTo("urn:latchkey:acr:1"))
                .body("decision.reasons.code", hasItem("nothing-to-ask"))
                .body("decision.reasons.code", hasItem("reported"));
    }

    @Test
    void withoutItTheNewPasskeyIsAsGoodAsTheOther() {
        signIn(added).then().statusCode(200).body("outcome", equalTo("signed_in"));
    }

    @Nested
    class Refusals {
        @Test
        void aLinkIsGoodOnce() {
            stop(mail.stopToken()).then().statusCode(200);

            stop(mail.stopToken()).then().statusCode(404).body("code", equalTo("not-found"));
        }

        @Test
        void aLinkThatIsNotOursIsNotFoundAndEndsNothing() {
            char last = mail.stopToken().charAt(0) == 'A' ? 'B' : 'A';

            Response answer = stop(last + mail.stopToken().substring(1));

            answer.then().statusCode(404).body("code", equalTo("not-found"));
            ana.signedIn().get("/v1/me").then().statusCode(200);
        }

        @Test
        void aLinkOfAnotherRelyingPartyIsNotFound() {
            String elsewhere = Customer.origin().replace("http://localhost", "http://preferred.localhost");

            Response answer = new Customer(elsewhere)
                    .asStranger()
                    .body(Map.of("token", mail.stopToken()))
                    .post("/v1/notice/stop");

            answer.then().statusCode(404);
            ana.signedIn().get("/v1/me").then().statusCode(200);
        }

        @Test
        void aTokenIsNeeded() {
            ana.asStranger()
                    .body("{}")
                    .post("/v1/notice/stop")
                    .then()
                    .statusCode(400)
                    .body("fields[0].name", equalTo("token"));
        }
    }

    private Response stop(String token) {
        return ana.asStranger().body(Map.of("token", token)).post("/v1/notice/stop");
    }

    private static Response signIn(VirtualAuthenticator device) {
        return new Customer(Customer.origin(), device).trySignIn(knobs -> knobs);
    }
}
