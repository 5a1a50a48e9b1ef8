package dev.latchkey.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.faults.Wire.Outcome.Answered;
import dev.latchkey.testing.VirtualAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A customer with one passkey who speaks to whichever replica, and keeps what was acknowledged. Belongs to one thread. */
final class Patron {
    static final String REGISTRATION = "/v1/webauthn/registration";
    static final String AUTHENTICATION = "/v1/webauthn/authentication";
    static final String REFRESH = "/v1/token/refresh";
    static final String ASSESS = "/v1/risk/assess";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualAuthenticator device = new VirtualAuthenticator(Fleet.ORIGIN);
    private String accessToken = "";
    private String refreshToken = "";

    VirtualAuthenticator device() {
        return device;
    }

    String refreshToken() {
        return refreshToken;
    }

    /** The account, as its access token names it. */
    UUID account() {
        return UUID.fromString(claims().path("sub").asText());
    }

    String session() {
        return claims().path("sid").asText();
    }

    /** A header line that shows the newest access token. */
    String bearer() {
        return "Authorization: Bearer " + accessToken;
    }

    /** Asks for options to sign up, and signs. */
    Optional<String> registration(Wire wire) {
        return options(wire.post(REGISTRATION + "/options", "{\"username\":\"patron\"}"))
                .map(device::create);
    }

    /** Asks for options to sign in, and signs. */
    Optional<String> assertion(Wire wire) {
        return options(wire.post(AUTHENTICATION + "/options", "{}")).map(device::get);
    }

    /** Asks for options to answer a ticket with the passkey, and signs. */
    Optional<String> assertionFor(Wire wire, String ticket) {
        return options(wire.post(
                        AUTHENTICATION + "/options", "{\"purpose\":\"step_up\",\"ticket\":\"" + ticket + "\"}"))
                .map(device::get);
    }

    /** Asks about a payout that always wants one more check; empty unless a ticket came back. */
    Outcome payout(Wire wire, String backEnd, boolean inSession) {
        String session = inSession ? ",\"session\":\"" + session() + "\"" : "";
        return wire.post(
                ASSESS,
                "{\"subject\":\"" + account()
                        + "\",\"action\":\"payout\",\"amount\":{\"value\":\"250.00\",\"currency\":\"EUR\"},"
                        + "\"payee\":\"ACME\",\"client\":{\"address\":\"127.0.0.1\"}" + session + "}",
                backEnd);
    }

    Outcome register(Wire wire, String answer) {
        return keep(wire.post(REGISTRATION + "/verify", answer));
    }

    Outcome authenticate(Wire wire, String answer) {
        return keep(wire.post(AUTHENTICATION + "/verify", answer));
    }

    Outcome refresh(Wire wire) {
        return keep(wire.post(REFRESH, refreshBody()));
    }

    String refreshBody() {
        return "{\"refresh_token\":\"" + refreshToken + "\"}";
    }

    /** Signs up or fails. */
    Patron signedUp(Wire wire) {
        Outcome outcome = register(wire, registration(wire).orElseThrow());
        if (outcome.status() != 201) {
            throw new IllegalStateException("no sign-up: " + outcome);
        }
        return this;
    }

    /** Signs in or fails. */
    Patron signedIn(Wire wire) {
        Outcome outcome = authenticate(wire, assertion(wire).orElseThrow());
        if (outcome.status() != 200) {
            throw new IllegalStateException("no sign-in: " + outcome);
        }
        return this;
    }

    /** One member of an answer, empty when it is not there. */
    static String member(Outcome outcome, String name) {
        return outcome instanceof Answered answered
                ? read(answered.body()).path(name).asText()
                : "";
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode();
        }
    }

    private Outcome keep(Outcome outcome) {
        String access = member(outcome, "access_token");
        String refresh = member(outcome, "refresh_token");
        if (!access.isEmpty() && !refresh.isEmpty()) {
            accessToken = access;
            refreshToken = refresh;
        }
        return outcome;
    }

    private JsonNode claims() {
        return read(new String(Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static Optional<String> options(Outcome outcome) {
        return outcome instanceof Answered answered && answered.status() == 200
                ? Optional.of(answered.body())
                : Optional.empty();
    }
}
