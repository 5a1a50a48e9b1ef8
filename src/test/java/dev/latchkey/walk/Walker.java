package dev.latchkey.walk;

import static io.restassured.RestAssured.given;

import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.VirtualAuthenticator;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/** Walks over HTTP as the pages do: every call carries the walk's token. */
final class Walker {
    private static final String REGISTRATION = "/v1/webauthn/registration";
    private static final String AUTHENTICATION = "/v1/webauthn/authentication";

    private final String host;
    private final Optional<String> token;
    private final VirtualAuthenticator device;
    private String accessToken = "";
    private String account = "";
    private List<String> codes = List.of();

    /** Somebody at a host such as {@code sandbox.localhost}, with a walk's token or without. */
    Walker(String host, Optional<String> token) {
        this.host = host + ":" + ConfigProvider.getConfig().getValue("desk.port", String.class);
        this.token = token;
        this.device = new VirtualAuthenticator("http://" + this.host);
    }

    /** The token of a link. */
    static String tokenOf(String link) {
        return link.substring(link.indexOf("#walk=") + "#walk=".length());
    }

    RequestSpecification asStranger() {
        RequestSpecification request = given().baseUri("http://localhost:" + host.substring(host.indexOf(':') + 1))
                .header("Host", host)
                .contentType("application/json");
        return token.map(known -> request.header(WalkFilter.HEADER, known)).orElse(request);
    }

    RequestSpecification signedIn() {
        return asStranger().header("Authorization", "Bearer " + accessToken);
    }

    String account() {
        return account;
    }

    Walker signsUp() {
        enters(REGISTRATION, Map.of("username", "ana", "displayName", "Ana"), true);
        return this;
    }

    Walker keepsCodes() {
        codes = signedIn()
                .post("/v1/me/recovery-codes")
                .then()
                .statusCode(201)
                .extract()
                .path("codes");
        return this;
    }

    /** Loses the device, and comes back with a new passkey by a recovery code. */
    Walker recovers() {
        device.forget();
        enters(REGISTRATION, Map.of("recovery_code", codes.getLast()), true);
        return this;
    }

    /** Signs in, and answers by a recovery code if asked; what the sign-in itself answered. */
    Response signsIn() {
        Response answer = enters(AUTHENTICATION, Map.of(), false);
        if ("step_up".equals(answer.path("outcome"))) {
            Map<String, Object> body = new HashMap<>(Map.of("ticket", answer.path("ticket")));
            asStranger()
                    .body(body)
                    .post("/v1/step-up/recovery_code/options")
                    .then()
                    .statusCode(200);
            body.put("code", codes.getFirst());
            codes = codes.subList(1, codes.size());
            keep(asStranger()
                    .body(body)
                    .post("/v1/step-up/recovery_code/verify")
                    .then()
                    .statusCode(200)
                    .extract()
                    .response());
        }
        return answer;
    }

    private Response enters(String ceremony, Map<String, String> begin, boolean registers) {
        String options = asStranger()
                .body(begin)
                .post(ceremony + "/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        UnaryOperator<Knobs> asIs = knobs -> knobs;
        Response answer = asStranger()
                .body(registers ? device.create(options, asIs) : device.get(options, asIs))
                .post(ceremony + "/verify")
                .then()
                .statusCode(registers ? 201 : 200)
                .extract()
                .response();
        keep(answer);
        return answer;
    }

    private void keep(Response answer) {
        if (answer.path("access_token") != null) {
            accessToken = answer.path("access_token");
            account = signedIn().get("/v1/me").path("account.id");
        }
    }

    /** Says that a step is done; the answer, whatever it is. */
    Response next(int step) {
        Map<String, Object> body = new HashMap<>(Map.of("step", step));
        if (!account.isEmpty()) {
            body.put("account", account);
        }
        return asStranger().body(body).post("/v1/walk/next");
    }
}
