package dev.latchkey.edge;

import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.VirtualAuthenticator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One customer's whole time with the service, spread over two replicas, from signing up to leaving. */
final class WholeJourney {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final String here;
    private final String there;

    WholeJourney(String here, String there) {
        this.here = here;
        this.there = there;
    }

    /** Everything a customer does, here and there; returns what was secret or personal in it. */
    Map<String, String> walk() {
        VirtualAuthenticator device = new VirtualAuthenticator(here);
        Customer ana = new Customer(here, device);
        Customer elsewhere = new Customer(there, device);
        String display = "Leto " + System.nanoTime();
        String name = "mnemosyne." + System.nanoTime() + "@example.org";
        secrets.put("user name", name);
        String options = elsewhere.signUpOptions(name);
        secrets.put("registration challenge", new JsonPath(options).getString("challenge"));
        secrets.put("user handle", new JsonPath(options).getString("user.id"));
        Response in =
                elsewhere.register(device.create(options, knobs -> knobs.bodyMember("nickname", "\"Nyx phone\"")));
        in.then().statusCode(201);
        secrets.put("nickname", "Nyx phone");
        tokens("sign-up", in);
        ana.keep(in);
        elsewhere.keep(in);

        Response codes = elsewhere.signedIn().body("").post("/v1/me/recovery-codes");
        codes.then().statusCode(201);
        List<String> ten = codes.jsonPath().getList("codes");
        ten.forEach(code -> secrets.put("recovery code " + code.substring(0, 2), code));

        for (Customer one : List.of(ana, elsewhere)) {
            String at = one == ana ? "here" : "there";
            String request = one.signInOptions();
            secrets.put("challenge at " + at, new JsonPath(request).getString("challenge"));
            String answer = device.get(request);
            secrets.put("signature at " + at, new JsonPath(answer).getString("response.signature"));
            Response signedIn = one.authenticate(answer);
            tokens("sign-in at " + at, signedIn);
            one.keep(signedIn);
            one.authenticate(answer).then().statusCode(400);
            one.trySignIn(knobs -> knobs.damagedSignature()).then().statusCode(401);
            Response refreshed = one.asStranger()
                    .body(Map.of("refresh_token", one.refreshToken()))
                    .post("/v1/token/refresh");
            tokens("refresh at " + at, refreshed);
            one.keep(refreshed);
            one.signedIn()
                    .body(Map.of("displayName", display))
                    .patch("/v1/me")
                    .then()
                    .statusCode(200);
            secrets.put("display name", display);
            one.signedIn().get("/v1/me/activity").then().statusCode(200);
            one.signedIn().body("{\"displayName\":[").patch("/v1/me").then().statusCode(400);
        }
        cookies(elsewhere, device);

        device.forget();
        Response recovery = elsewhere
                .asStranger()
                .body(Map.of("recovery_code", ten.getFirst()))
                .post("/v1/webauthn/registration/options");
        Response recovered = elsewhere.register(device.create(recovery.asString()));
        recovered.then().statusCode(201).body("outcome", equalTo("recovered"));
        tokens("recovery", recovered);
        elsewhere.keep(recovered);
        elsewhere.signIn().signedIn().delete("/v1/me").then().statusCode(204);
        return Collections.unmodifiableMap(secrets);
    }

    private void cookies(Customer customer, VirtualAuthenticator device) {
        Response options = customer.asStranger().body("{}").post("/v1/webauthn/authentication/options?session=cookie");
        Response in = customer.asStranger()
                .cookies(options.getDetailedCookies())
                .body(device.get(options.asString()))
                .post("/v1/webauthn/authentication/verify");
        in.then().statusCode(200);
        options.getDetailedCookies().forEach(cookie -> secrets.put(cookie.getName(), cookie.getValue()));
        in.getDetailedCookies().forEach(cookie -> secrets.put(cookie.getName(), cookie.getValue()));
        secrets.put("csrf", in.path("csrf_token"));
        customer.asStranger()
                .cookies(in.getDetailedCookies())
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    private void tokens(String when, Response answer) {
        secrets.put("access token of " + when, answer.path("access_token"));
        secrets.put("refresh token of " + when, answer.path("refresh_token"));
    }
}
