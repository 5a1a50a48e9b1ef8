package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/** A customer with a passkey device, who speaks HTTP to the running service as an app would, in token mode. */
public final class Customer {
    private static final String REGISTRATION = "/v1/webauthn/registration";
    private static final String AUTHENTICATION = "/v1/webauthn/authentication";

    private final VirtualAuthenticator device;
    private final String address;
    private String accessToken = "";
    private String refreshToken = "";

    /** A customer of the demo relying party with a fresh device. */
    public Customer() {
        this(origin());
    }

    /** A customer of the relying party served at {@code address}, which is also its origin. */
    public Customer(String address) {
        this(address, new VirtualAuthenticator(address));
    }

    /** A customer with this device. */
    public Customer(String address, VirtualAuthenticator device) {
        this.address = address;
        this.device = device;
    }

    /** Returns the demo relying party's origin in this test run. */
    public static String origin() {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("desk.port", String.class);
    }

    /** Returns the customer's device. */
    public VirtualAuthenticator device() {
        return device;
    }

    /** Returns the newest access token. */
    public String accessToken() {
        return accessToken;
    }

    /** Returns the newest refresh token. */
    public String refreshToken() {
        return refreshToken;
    }

    /** Begins a request at the customer's relying party, without a token. */
    public RequestSpecification asStranger() {
        URI at = URI.create(address);
        return given().baseUri(at.getPort() < 0 ? origin() : "http://localhost:" + at.getPort())
                .header("Host", at.getAuthority())
                .contentType("application/json");
    }

    /** Begins a request with the newest access token. */
    public RequestSpecification signedIn() {
        return asStranger().header("Authorization", "Bearer " + accessToken);
    }

    /** Asks for options to sign up. */
    public String signUpOptions(String username) {
        return asStranger()
                .body(Map.of("username", username, "displayName", username))
                .post(REGISTRATION + "/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Signs up and keeps the tokens. */
    public Customer signUp(String username) {
        keep(register(device.create(signUpOptions(username)))
                .then()
                .statusCode(201)
                .extract()
                .response());
        return this;
    }

    /** Begins a registration with these members. */
    public Response askWith(Map<String, ?> begin) {
        return asStranger().body(begin).post(REGISTRATION + "/options");
    }

    /** Signs up with an invitation and keeps the tokens. */
    public Customer signUp(String username, String invitation) {
        String options = askWith(Map.of("username", username, "invitation", invitation))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        keep(register(device.create(options)).then().statusCode(201).extract().response());
        return this;
    }

    /** Sends an answer to a registration. */
    public Response register(String answer) {
        return asStranger().body(answer).post(REGISTRATION + "/verify");
    }

    /** Asks for options to sign in without a name. */
    public String signInOptions() {
        return asStranger()
                .body("{}")
                .post(AUTHENTICATION + "/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Sends an answer to an authentication. */
    public Response authenticate(String answer) {
        return asStranger().body(answer).post(AUTHENTICATION + "/verify");
    }

    /** Signs in with the device, its knobs turned, and returns the answer, whatever it is. */
    public Response trySignIn(UnaryOperator<Knobs> turn) {
        return authenticate(device.get(signInOptions(), turn));
    }

    /** Signs in and keeps the tokens. */
    public Customer signIn() {
        keep(trySignIn(knobs -> knobs).then().statusCode(200).extract().response());
        return this;
    }

    /** Proves with the passkey afresh and keeps the tokens. */
    public Customer stepUp() {
        String options = signedIn()
                .body(Map.of("purpose", "step_up"))
                .post(AUTHENTICATION + "/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        keep(authenticate(device.get(options)).then().statusCode(200).extract().response());
        return this;
    }

    /** Renews the tokens, keeps them if there are any, and returns the answer, whatever it is. */
    public Response refresh() {
        Response answer =
                asStranger().body(Map.of("refresh_token", refreshToken)).post("/v1/token/refresh");
        if (answer.statusCode() == 200) {
            keep(answer);
        }
        return answer;
    }

    /** Keeps the tokens of an answer. */
    public void keep(Response answer) {
        accessToken = answer.path("access_token");
        refreshToken = answer.path("refresh_token");
    }
}
