package dev.latchkey.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.VirtualAuthenticator;
import java.io.IOException;

/** A customer with one ES256 passkey. Belongs to one thread at a time. */
final class Visitor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTRATION = "/v1/webauthn/registration";
    private static final String AUTHENTICATION = "/v1/webauthn/authentication";

    private final String origin;
    private final VirtualAuthenticator device;
    private String accessToken = "";
    private String refreshToken = "";

    Visitor(String origin) {
        this.origin = origin;
        device = new VirtualAuthenticator(origin);
    }

    /** Where the customer's page comes from. */
    String origin() {
        return origin;
    }

    void signUp(Connection connection, String name) throws IOException {
        String options = connection
                .post(REGISTRATION + "/options", "{\"username\":\"" + name + "\"}")
                .expect(200)
                .body();
        keep(connection.post(REGISTRATION + "/verify", device.create(options)).expect(201));
    }

    /** Asks for options to sign in. */
    String options(Connection connection) throws IOException {
        return connection.post(AUTHENTICATION + "/options", "{}").expect(200).body();
    }

    /** Asks for options to prove it afresh, signed in. */
    String freshOptions(Connection connection) throws IOException {
        return connection
                .postAs(accessToken, AUTHENTICATION + "/options", "{\"purpose\":\"step_up\"}")
                .expect(200)
                .body();
    }

    /** Asks for options to add a passkey, signed in. */
    String addOptions(Connection connection) throws IOException {
        return connection
                .postAs(accessToken, REGISTRATION + "/options", "{}")
                .expect(200)
                .body();
    }

    /** What the device answers; the client's own share of the cost. */
    String sign(String options) {
        return device.get(options);
    }

    /** Sends the assertion and returns the answer, which is a sign-in. */
    Connection.Answer verify(Connection connection, String assertion) throws IOException {
        return connection.post(AUTHENTICATION + "/verify", assertion).expect(200);
    }

    /** Signs in and keeps the tokens. */
    void signIn(Connection connection) throws IOException {
        keep(verify(connection, sign(options(connection))));
    }

    void refresh(Connection connection) throws IOException {
        keep(connection
                .post("/v1/token/refresh", "{\"refresh_token\":\"" + refreshToken + "\"}")
                .expect(200));
    }

    private void keep(Connection.Answer answer) throws IOException {
        JsonNode tokens = JSON.readTree(answer.body());
        accessToken = tokens.path("access_token").asText();
        refreshToken = tokens.path("refresh_token").asText();
    }
}
