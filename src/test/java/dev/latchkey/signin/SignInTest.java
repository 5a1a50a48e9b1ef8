package dev.latchkey.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
    @Test
    void theDemoRelyingPartyIsServed() {
        given().when().get("/v1/relying-party").then().statusCode(200).body("rp_id", equalTo("localhost"));
        System.out.println(given().contentType("application/json")
                .body("{\"username\":\"ana\"}")
                .post("/v1/webauthn/registration/options")
                .asPrettyString());
        System.out.println(given().contentType("application/json")
                .body("{}")
                .post("/v1/webauthn/authentication/options?envelope=publicKey")
                .asPrettyString());
    }
}
