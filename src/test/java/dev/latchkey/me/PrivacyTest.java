package dev.latchkey.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The customer's word on the learning of habits, over HTTP. */
@QuarkusTest
class PrivacyTest {
    private static final String PRIVACY = "/v1/me/privacy";

    private final Customer ana = new Customer().signUp("ana");

    @Test
    void habitsMayBeLearnedUntilTheCustomerSaysNo() {
        ana.signedIn().get(PRIVACY).then().statusCode(200).body("profiling", equalTo(true));

        choose(false).then().statusCode(200).body("profiling", equalTo(false));

        ana.signedIn().get(PRIVACY).then().body("profiling", equalTo(false));
        ana.signedIn().get("/v1/me/activity").then().body("activity.kind", hasItem("profiling_changed"));
    }

    @Test
    void aNoClearsTheCookieByWhichTheBrowserWasKnown() {
        Response no = choose(false);
        Response yes = choose(true);

        assertThat(no.getDetailedCookie("__Host-latchkey-device").getMaxAge()).isZero();
        assertThat(no.cookie("__Host-latchkey-device")).isEmpty();
        assertThat(yes.cookie("__Host-latchkey-device")).isNull();
    }

    @Test
    void theNoCanBeTakenBack() {
        choose(false);

        choose(true).then().statusCode(200).body("profiling", equalTo(true));

        ana.signedIn().get(PRIVACY).then().body("profiling", equalTo(true));
    }

    @Test
    void theNoStaysOverSignInsAndSignInsStayPossible() {
        choose(false);

        // Asked or not: that is what a no costs.
        ana.trySignIn(knobs -> knobs).then().statusCode(200);
        ana.trySignIn(knobs -> knobs).then().statusCode(200);

        ana.signedIn().get(PRIVACY).then().body("profiling", equalTo(false));
    }

    @Test
    void itIsOneCustomersAlone() {
        Customer ben = new Customer().signUp("ben");

        choose(false);

        ben.signedIn().get(PRIVACY).then().body("profiling", equalTo(true));
    }

    @Nested
    class Refusals {
        @Test
        void aChoiceSaysYesOrNo() {
            Response answer = ana.signedIn().body("{}").put(PRIVACY);

            answer.then().statusCode(400).body("fields", hasSize(1)).body("fields[0].name", equalTo("profiling"));
        }

        @Test
        void aStrangerChoosesNothing() {
            Response answer = ana.asStranger().body(Map.of("profiling", false)).put(PRIVACY);

            answer.then().statusCode(401).body("code", equalTo("token-missing"));
            ana.signedIn().get(PRIVACY).then().body("profiling", equalTo(true));
        }
    }

    private Response choose(boolean profiling) {
        return ana.signedIn().body(Map.of("profiling", profiling)).put(PRIVACY);
    }
}
