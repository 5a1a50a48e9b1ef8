package dev.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coming back by a recovery code over HTTP. */
@QuarkusTest
class RecoveryTest {
    @Test
    void aCodeLetsItsOwnerRegisterANewPasskeyAndIn() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();
        Customer later = new Customer();

        String options = options(later, code).then().statusCode(200).extract().asString();
        Response answer = later.register(later.device().create(options));

        answer.then()
                .statusCode(201)
                .body("outcome", equalTo("recovered"))
                .body("account.username", equalTo("ana"))
                .body("acr", equalTo("urn:latchkey:acr:1"))
                .body("amr", contains("otp"))
                .body("recovery_codes_left", equalTo(9))
                .body("access_token", notNullValue());
        later.signIn();
    }

    @Test
    void aDialogThatIsClosedCostsNoCode() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();

        options(new Customer(), code).then().statusCode(200);

        options(new Customer(), code).then().statusCode(200).body("excludeCredentials", empty());
    }

    @Test
    void aCodeIsForgivenItsSpelling() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();

        Response answer = options(
                new Customer(), " " + code.toLowerCase(java.util.Locale.ROOT).replace('-', ' '));

        answer.then().statusCode(200);
    }

    @Test
    void aCodeIsGoodOnce() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();
        Customer first = new Customer();
        Customer second = new Customer();
        String firstOptions = options(first, code).asString();
        String secondOptions = options(second, code).asString();
        first.register(first.device().create(firstOptions)).then().statusCode(201);

        Response again = second.register(second.device().create(secondOptions));

        again.then().statusCode(401).body("code", equalTo("recovery-code-refused"));
        options(new Customer(), code).then().statusCode(401);
    }

    @Test
    void newCodesReplaceTheOldOnes() {
        Customer ana = new Customer().signUp("ana");
        String old = makeCodes(ana).getFirst();
        List<String> fresh = makeCodes(ana);

        options(new Customer(), old).then().statusCode(401).body("code", equalTo("recovery-code-refused"));
        options(new Customer(), fresh.getLast()).then().statusCode(200);
        assertThat(fresh).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aCodeThatNobodyHasIsRefused() {
        options(new Customer(), "00000-00000-00000-00000")
                .then()
                .statusCode(401)
                .body("code", equalTo("recovery-code-refused"));
    }

    @Test
    void aRecoveredSessionIsTooWeakToChangePasskeys() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();
        Customer later = new Customer();
        later.keep(later.register(later.device().create(options(later, code).asString())));

        Response refused = later.signedIn().body("{}").post("/v1/webauthn/registration/options");

        refused.then()
                .statusCode(401)
                .body("code", equalTo("fresh-passkey-needed"))
                .header(
                        "WWW-Authenticate",
                        org.hamcrest.Matchers.allOf(
                                org.hamcrest.Matchers.containsString("insufficient_user_authentication"),
                                org.hamcrest.Matchers.containsString("urn:latchkey:acr:2"),
                                org.hamcrest.Matchers.containsString("max_age=300")));
    }

    @Test
    void afterARecoveryPasskeysStayAsTheyAreForADay() {
        Customer ana = new Customer().signUp("ana");
        String code = makeCodes(ana).getFirst();
        Customer later = new Customer();
        later.keep(later.register(later.device().create(options(later, code).asString())));
        later.stepUp();

        Response held = later.signedIn().body("{}").post("/v1/webauthn/registration/options");

        held.then()
                .statusCode(403)
                .body("code", equalTo("on-hold"))
                .body("hold_until", org.hamcrest.Matchers.notNullValue())
                .body("decision.reasons.code", org.hamcrest.Matchers.contains("on-hold"));
    }

    private static List<String> makeCodes(Customer customer) {
        return customer.signedIn()
                .post("/v1/me/recovery-codes")
                .then()
                .statusCode(201)
                .extract()
                .path("codes");
    }

    private static Response options(Customer customer, String code) {
        return customer.asStranger().body(Map.of("recovery_code", code)).post("/v1/webauthn/registration/options");
    }
}
