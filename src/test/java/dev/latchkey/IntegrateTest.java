package dev.latchkey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.secret.Digests;
import dev.latchkey.stepup.Lobby;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every sample of docs/integrate.md has the members, and members of the types, that the running service answers. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntegrateTest {
    private static final Pattern SAMPLE =
            Pattern.compile("<!-- sample: ([a-z-]+) -->\\s*```json\\s(.*?)```", Pattern.DOTALL);
    private static final String REGISTRATION = "/v1/webauthn/registration";
    private static final String AUTHENTICATION = "/v1/webauthn/authentication";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> samples = samples();
    private final TreeSet<String> compared = new TreeSet<>();

    @Inject
    RelyingPartyRegister register;

    @Inject
    ApiClients apiClients;

    @Inject
    Database database;

    @Inject
    Lobby lobby;

    @AfterAll
    void noSampleIsLeftOut() {
        assertThat(compared).containsExactlyElementsOf(samples.keySet());
    }

    @Test
    void whatEverybodyMayRead() throws Exception {
        compare("relying-party", given().baseUri(Customer.origin()).get("/v1/relying-party"));
        compare("jwks", given().baseUri(Customer.origin()).get("/.well-known/jwks.json"));
        compare("well-known-webauthn", given().baseUri(Customer.origin()).get("/.well-known/webauthn"));
        compare(
                "well-known-passkey-endpoints",
                given().baseUri(Customer.origin()).get("/.well-known/passkey-endpoints"));
        compare("well-known-apple", given().baseUri(Customer.origin()).get("/.well-known/apple-app-site-association"));
    }

    @Test
    void aWalkInTokenMode() throws Exception {
        Customer ana = new Customer();
        String options = ana.signUpOptions("ana@example.org");
        compare("registration-options", options);
        Response signedUp = ana.register(ana.device().create(options));
        compare("registration-verify-token", signedUp);
        ana.keep(signedUp);

        compare("authentication-options", ana.signInOptions());
        Response signedIn = ana.trySignIn(knobs -> knobs);
        compare("authentication-verify", signedIn);
        ana.keep(signedIn);

        compare("me", ana.signedIn().get("/v1/me"));
        compare("credentials", ana.signedIn().get("/v1/me/credentials"));
        compare("sessions", ana.signedIn().get("/v1/me/sessions"));
        Response activity = ana.signedIn().get("/v1/me/activity");
        compare("activity", activity);
        compare("privacy", ana.signedIn().get("/v1/me/privacy"));
        Inbox inbox = new Inbox("ana");
        compare(
                "email-claimed",
                ana.signedIn().body(Map.of("address", inbox.address())).put("/v1/me/email"));
        compare(
                "email-verified",
                ana.signedIn().body(Map.of("code", inbox.next().code())).post("/v1/me/email/verify"));
        compare("email", ana.signedIn().get("/v1/me/email"));
        compare("recovery-codes", ana.signedIn().post("/v1/me/recovery-codes"));

        VirtualAuthenticator laptop = new VirtualAuthenticator(Customer.origin());
        String more = ana.signedIn().body("{}").post(REGISTRATION + "/options").asString();
        Response added = ana.register(laptop.create(more));
        compare("registration-verify-added", added);
        String extra = added.path("credential.id");
        compare("credential-removed", ana.signedIn().delete("/v1/me/credentials/" + extra));

        compare(
                "token-refresh",
                ana.asStranger()
                        .body(Map.of("refresh_token", ana.refreshToken()))
                        .post("/v1/token/refresh"));
        List<String> entries = activity.path("activity.id");
        compare("reported", ana.signedIn().body(Map.of("was_me", false)).post("/v1/me/activity/" + entries.getLast()));
    }

    @Test
    void aHandOff() throws Exception {
        Customer ana = new Customer().signUp("ana");
        String returnTo = Customer.origin() + "/demo/return";
        String challenge =
                Digests.sha256(VERIFIER.getBytes(StandardCharsets.US_ASCII)).toBase64Url();

        Response redirect = ana.signedIn()
                .body(Map.of(
                        "return_to",
                        returnTo,
                        "code_challenge",
                        challenge,
                        "code_challenge_method",
                        "S256",
                        "state",
                        "af0ifjsldkj"))
                .post("/v1/hand-off");
        compare("hand-off", redirect);
        String code = redirect.<String>path("redirect_to").replaceAll(".*[?&]code=([^&]*).*", "$1");
        Response exchanged = ana.asStranger()
                .body(Map.of("code", code, "code_verifier", VERIFIER, "return_to", returnTo))
                .post("/v1/token/exchange");

        compare("token-refresh", exchanged);
    }

    @Test
    void aSignUpInCookieMode() throws Exception {
        Customer ben = new Customer();
        Response options =
                ben.asStranger().body("{\"username\":\"ben\"}").post(REGISTRATION + "/options?session=cookie");
        Cookies bound = options.detailedCookies();

        compare(
                "registration-verify-cookie",
                ben.asStranger()
                        .cookie("__Host-latchkey-pre", bound.getValue("__Host-latchkey-pre"))
                        .body(ben.device().create(options.asString()))
                        .post(REGISTRATION + "/verify"));
    }

    @Test
    void oneMoreCheckWhereTheRelyingPartyPrefersUserVerification() throws Exception {
        String lenient = Customer.origin().replace("localhost", "lenient.localhost");
        register.put(new RelyingPartyId("lenient"), """
                {"name":"Lenient","rp_id":"lenient.localhost","hosts":["%s"],"origins":["%s"],"user_verification":"preferred"}
                """.formatted(lenient.substring("http://".length()), lenient));
        Customer eve = new Customer(lenient).signUp("eve");

        compare("authentication-verify-step-up", eve.trySignIn(knobs -> knobs.uv(false)));
    }

    @Test
    void oneMoreCheckByWhatIsNoPasskey() throws Exception {
        Customer ana = new Customer().signUp("ana");
        new Inbox("ana").of(ana);
        compare("totp-begun", ana.signedIn().post("/v1/me/totp"));
        byte[] app = lobby.app(ana);
        compare("totp", ana.signedIn().get("/v1/me/totp"));
        Customer laptop = new Customer(Customer.origin(), ana.device()).signIn();
        String ticket = lobby.payout(ana, laptop);

        compare("step-up-email", Lobby.ask(ana, "email", ticket));
        compare("step-up-totp", Lobby.ask(ana, "totp", ticket));
        compare("step-up-device", Lobby.ask(ana, "device", ticket));
        compare("problem-step-up", Lobby.verify(ana, "totp", ticket, "000000"));
        compare("step-up-approved", Lobby.verify(ana, "totp", ticket, lobby.code(app, 1)));
        String another = lobby.asking(ana).ticket();
        Lobby.ask(ana, "device", another);
        List<Map<String, Object>> asked = ana.signedIn().get("/v1/me/approvals").path("approvals");
        compare("approvals", json.writeValueAsString(Map.of("approvals", List.of(asked.getLast()))));
    }

    @Test
    void protectedActions() throws Exception {
        ApiClients.Created client = apiClients.create(new RelyingPartyId("demo"), "back end");
        Customer ana = new Customer().signUp("ana");
        String subject = ana.signedIn().get("/v1/me").path("account.id");
        String session = ana.signedIn().get("/v1/me").path("session.id");
        Map<String, Object> payout = Map.of("subject", subject, "action", "payout", "session", session);
        Map<String, Object> large = new TreeMap<>(payout);
        large.put("amount", Map.of("value", "250.00", "currency", "EUR"));

        compare("risk-assess-allow", assess(ana, client, payout));
        compare("risk-assess-step-up", assess(ana, client, large));
        database.write(
                "update passkey_credential set created_at = created_at + interval '2 minutes' where account = ?",
                UUID.fromString(subject));
        compare("risk-assess-hold", assess(ana, client, payout));
    }

    private static Response assess(Customer customer, ApiClients.Created client, Map<String, Object> request) {
        String basic = client.client().id() + ":" + client.secret();
        return customer.asStranger()
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.US_ASCII)))
                .body(request)
                .post("/v1/risk/assess");
    }

    @Test
    void problems() throws Exception {
        Customer ana = new Customer().signUp("ana");
        VirtualAuthenticator removed = new VirtualAuthenticator(Customer.origin());
        removed.create(ana.signUpOptions("nobody"));

        compare("problem", ana.trySignIn(knobs -> knobs.origin("https://evil.example")));
        compare("problem-fields", ana.asStranger().body("{\"username\":\"\"}").post(REGISTRATION + "/options"));
        compare(
                "problem-signal",
                ana.asStranger().body(removed.get(ana.signInOptions())).post(AUTHENTICATION + "/verify"));
    }

    private void compare(String sample, Response answer) throws JsonProcessingException {
        compare(sample, answer.asString());
    }

    private void compare(String sample, String answer) throws JsonProcessingException {
        assertThat(samples).containsKey(sample);
        compareAt(sample, json.readTree(samples.get(sample)), json.readTree(answer));
        compared.add(sample);
    }

    /** Members must be the same; null stands for anything, and the first of a list for all of it. */
    private static void compareAt(String where, JsonNode documented, JsonNode answered) {
        if (documented.isNull() || answered.isNull()) {
            return;
        }
        assertThat(answered.getNodeType()).as(where + ": " + answered).isEqualTo(documented.getNodeType());
        if (documented.isObject()) {
            assertThat(names(answered)).as(where + ": " + answered).isEqualTo(names(documented));
            documented
                    .properties()
                    .forEach(member ->
                            compareAt(where + "." + member.getKey(), member.getValue(), answered.get(member.getKey())));
        }
        if (documented.isArray() && !documented.isEmpty() && !answered.isEmpty()) {
            compareAt(where + "[0]", documented.get(0), answered.get(0));
        }
    }

    private static TreeSet<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, String> samples() {
        try {
            Map<String, String> samples = new TreeMap<>();
            Matcher found = SAMPLE.matcher(Files.readString(Path.of("docs/integrate.md")));
            while (found.find()) {
                samples.put(found.group(1), found.group(2));
            }
            return samples;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
