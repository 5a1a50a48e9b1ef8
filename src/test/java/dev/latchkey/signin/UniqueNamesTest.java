package dev.latchkey.signin;

import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** User names at a relying party that asks for unique ones, and at one that does not. */
@QuarkusTest
class UniqueNamesTest {
    private static final String UNIQUE = Customer.origin().replace("http://localhost", "http://unique.localhost");

    @Test
    void whereNamesAreNotUniqueTwoAccountsMayShareOne() {
        new Customer().signUp("shared");

        new Customer().signUp("shared");
    }

    @Test
    void whereTheyAreTheSecondIsToldBeforeThePasskeyIsMade() {
        new Customer(UNIQUE).signUp("only-one");

        Response options = new Customer(UNIQUE)
                .asStranger()
                .body(Map.of("username", " ONLY-one "))
                .post("/v1/webauthn/registration/options");

        options.then().statusCode(409).body("code", equalTo("username-taken"));
    }

    @Test
    void whoFinishesSecondIsRefusedAndNothingOfTheirsStays() {
        Customer first = new Customer(UNIQUE);
        Customer second = new Customer(UNIQUE);
        String firstOptions = first.signUpOptions("racer");
        String secondOptions = second.signUpOptions("racer");
        first.register(first.device().create(firstOptions)).then().statusCode(201);

        Response late = second.register(second.device().create(secondOptions));

        late.then().statusCode(409).body("code", equalTo("username-taken"));
        second.trySignIn(knobs -> knobs).then().statusCode(404).body("code", equalTo("unknown-passkey"));
    }

    @Test
    void aTakenNameCannotBeChangedToAndTheOldOneStays() {
        new Customer(UNIQUE).signUp("kim");
        Customer lee = new Customer(UNIQUE).signUp("lee");

        Response taken = lee.signedIn().body(Map.of("username", "KIM")).patch("/v1/me");

        taken.then().statusCode(409).body("code", equalTo("username-taken"));
        lee.signedIn().get("/v1/me").then().body("account.username", equalTo("lee"));
    }
}
