package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protected actions, as an app's back end asks about them. */
@QuarkusTest
class AssessTest {
    private static final String ASSESS = "/v1/risk/assess";
    private static final RelyingPartyId PARTY = new RelyingPartyId("assess");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = DefaultPolicy.TEXT.replace(
            "{\"from\": 250, \"at_least\": \"step_up\"}",
            "{\"from\": 250, \"at_least\": \"step_up\"}, {\"from\": 5000, \"at_least\": \"hold\", \"hold_hours\": 48}");

    @Inject
    RelyingPartyRegister parties;

    @Inject
    PolicyRegister policies;

    @Inject
    Policies running;

    @Inject
    ApiClients clients;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private String address;
    private ApiClients.Created client;
    private Customer ana;

    @BeforeEach
    void aShopWithACustomer() {
        address = Customer.origin().replace("localhost", "assess.localhost");
        parties.put(PARTY, """
                {"name":"Shop","rp_id":"assess.localhost","hosts":["%s"],"origins":["%s"]}
                """.formatted(address.substring("http://".length()), address));
        policies.put(PARTY, POLICY, "test", "a hold from 5000 up");
        policies.activate(PARTY, 1, "test");
        client = clients.create(PARTY, "back end");
        ana = new Customer(address).signUp("ana");
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void littleMoneyInAFreshSessionGoesAhead() {
        Response answer = assess(payout("10.00"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("outcome")).isEqualTo("allow");
        assertThat(answer.jsonPath().getString("decision.level")).isEqualTo("allow");
        assertThat(answer.jsonPath().getString("ticket")).isNull();
    }

    @Test
    void muchMoneyIsApprovedByTheCustomerAndTheTokenSaysIt() {
        Response asked = assess(payout("250.00"));

        assertThat(asked.jsonPath().getString("outcome")).isEqualTo("step_up");
        assertThat(asked.jsonPath().getList("methods.id")).containsExactly("passkey");
        assertThat(asked.jsonPath().getString("decision.reasons[0].code")).isEqualTo("action-needs-a-check");

        Response approved = approve(asked.jsonPath().getString("ticket"));

        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(approved.jsonPath().getString("outcome")).isEqualTo("approved");
        JsonNode claim = claims(approved.jsonPath().getString("access_token")).get("transaction");
        assertThat(claim.get("action").asText()).isEqualTo("payout");
        assertThat(claim.get("amount").toString()).contains("\"250.00\"").contains("\"EUR\"");
        assertThat(claim.get("payee").asText()).isEqualTo("AT61 1904 \"x\"");
        assertThat(claim.get("hash").asText())
                .isEqualTo(new Transaction(
                                "payout", Optional.of("250.00"), Optional.of("EUR"), Optional.of("AT61 1904 \"x\""))
                        .hash()
                        .toBase64Url());
    }

    @Test
    void theCanonicalTextIsThatOfRfc8785() {
        Transaction whole =
                new Transaction("payout", Optional.of("250.00"), Optional.of("EUR"), Optional.of("Zoë \\ \"x\""));

        assertThat(whole.canonical())
                .isEqualTo("{\"action\":\"payout\",\"amount\":{\"currency\":\"EUR\",\"value\":\"250.00\"},"
                        + "\"payee\":\"Zoë \\\\ \\\"x\\\"\"}");
        assertThat(new Transaction("close_account", Optional.empty(), Optional.empty(), Optional.empty()).canonical())
                .isEqualTo("{\"action\":\"close_account\"}");
    }

    @Test
    void withoutASessionOneMoreCheckIsAskedFor() {
        ObjectNode request = payout("10.00");
        request.remove("session");

        assertThat(assess(request).jsonPath().getString("outcome")).isEqualTo("step_up");
    }

    @Test
    void anApprovalThatNoSessionCarriesIsToldToTheBackEndThatAskedOnce() {
        ObjectNode request = payout("250.00");
        request.remove("session");
        ApiClients.Created other = clients.create(PARTY, "another back end");

        Response approved = approve(assess(request).jsonPath().getString("ticket"));
        String elsewhere = outcome(request, other);
        String otherPayee = outcome(request.deepCopy().put("payee", "somebody else"), client);
        String first = outcome(request, client);
        String second = outcome(request, client);

        assertThat(approved.jsonPath().getString("outcome")).isEqualTo("approved");
        assertThat(approved.jsonPath().getString("access_token")).isNull();
        assertThat(List.of(elsewhere, otherPayee, first, second))
                .containsExactly("step_up", "step_up", "allow", "step_up");
    }

    @Test
    void suchAnApprovalIsGoodForFiveMinutes() {
        ObjectNode request = payout("250.00");
        request.remove("session");
        approve(assess(request).jsonPath().getString("ticket")).then().statusCode(200);

        clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(outcome(request, client)).isEqualTo("step_up");
    }

    @Test
    void anApprovalThatIsStillOpenIsNone() {
        ObjectNode request = payout("250.00");
        request.remove("session");

        assess(request);

        assertThat(outcome(request, client)).isEqualTo("step_up");
    }

    @Test
    void anApprovalInASessionIsToldByItsTokenAlone() {
        ObjectNode request = payout("250.00");
        approve(assess(request).jsonPath().getString("ticket")).then().statusCode(200);
        request.remove("session");

        assertThat(outcome(request, client)).isEqualTo("step_up");
    }

    @Test
    void aTicketBelongsToTheFirstBrowserThatComesWithIt() {
        String ticket = assess(payout("250.00")).jsonPath().getString("ticket");
        String one = Bytes.of(new byte[32]).toBase64Url();
        byte[] another = new byte[32];
        another[0] = 1;

        Response first = shown(ticket, one);
        Response again = shown(ticket, one);
        Response elsewhere = shown(ticket, Bytes.of(another).toBase64Url());
        Response without = ana.asStranger().body(Map.of("ticket", ticket)).post("/v1/step-up");

        assertThat(List.of(first.statusCode(), again.statusCode(), elsewhere.statusCode(), without.statusCode()))
                .containsExactly(200, 200, 400, 400);
        assertThat(elsewhere.jsonPath().getString("code")).isEqualTo("ceremony-expired");
    }

    @Test
    void aTicketOfNoBrowserStaysWithWhoeverHoldsIt() {
        String ticket = assess(payout("250.00")).jsonPath().getString("ticket");

        ana.asStranger()
                .body(Map.of("ticket", ticket))
                .post("/v1/step-up")
                .then()
                .statusCode(200);

        approve(ticket).then().statusCode(200);
    }

    @Test
    void aPayeeIsNewUntilItWasApprovedAndThePolicyMayAskForThat() {
        PutOutcome stored = policies.put(
                PARTY,
                POLICY.replace(
                        "\"acr\": 2,\n      \"max_age_seconds\": 3600,",
                        "\"acr\": 2,\n      \"max_age_seconds\": 3600,\n      \"new_payee\": \"step_up\","),
                "test",
                "new payees are asked for");
        policies.activate(PARTY, ((PutOutcome.Stored) stored).version(), "test");
        running.refresh();

        Response asked = assess(payout("10.00"));
        ana.keep(approve(asked.jsonPath().getString("ticket")));
        String known = assess(payout("11.00")).jsonPath().getString("outcome");
        String other =
                assess(payout("11.00").put("payee", "somebody else")).jsonPath().getString("outcome");
        policies.activate(PARTY, 1, "test");
        running.refresh();

        assertThat(asked.jsonPath().getString("outcome")).isEqualTo("step_up");
        assertThat(known).isEqualTo("allow");
        assertThat(other).isEqualTo("step_up");
    }

    @Test
    void whatALimitedSignInHoldsSaysUntilWhen() {
        ObjectNode request = payout("10.00");
        database.write("""
                update decision_profile set held_until = now() + interval '5 hours' where account = ?""", UUID.fromString(request.get("subject").asText()));

        Response held = assess(request);

        assertThat(held.jsonPath().getString("outcome")).isEqualTo("deny");
        assertThat(held.jsonPath().getString("decision.reasons[0].code")).isEqualTo("on-hold");
        assertThat(held.jsonPath().getString("hold_until")).isNotNull();
        assertThat(held.jsonPath().getList("next")).containsExactly("wait");
    }

    @Test
    void anOldProofIsNotEnough() {
        ObjectNode request = payout("10.00");

        clock.advance(Duration.ofMinutes(59));
        String before = assess(request).jsonPath().getString("outcome");
        clock.advance(Duration.ofMinutes(2));
        String after = assess(request).jsonPath().getString("outcome");

        assertThat(before).isEqualTo("allow");
        assertThat(after).isEqualTo("step_up");
    }

    @Test
    void veryMuchMoneyWaitsOnceAndIsThenApproved() {
        ObjectNode request = payout("5000");
        request.remove("session");

        Response first = assess(request);
        clock.advance(Duration.ofHours(47));
        Response again = assess(request);
        clock.advance(Duration.ofHours(1));
        Response waited = assess(request);
        Response other = assess(request.put("payee", "somebody else"));

        assertThat(first.jsonPath().getString("outcome")).isEqualTo("deny");
        assertThat(first.jsonPath().getList("next")).containsExactly("wait");
        assertThat(first.jsonPath().getString("decision.reasons[0].code")).isEqualTo("action-held");
        assertThat(again.jsonPath().getString("hold_until"))
                .isEqualTo(first.jsonPath().getString("hold_until"));
        assertThat(waited.jsonPath().getString("outcome")).isEqualTo("step_up");
        assertThat(other.jsonPath().getString("outcome")).isEqualTo("deny");
    }

    @Test
    void whoHasNothingToAnswerWithWaitsAndMayThenGoAhead() {
        ObjectNode request = payout("250.00");
        request.remove("session");
        database.write(
                "update passkey_credential set suspended_at = now() where account = ?",
                UUID.fromString(request.get("subject").asText()));

        Response held = assess(request);
        clock.advance(Duration.ofHours(24));
        Response waited = assess(request);
        Response again = assess(request);

        assertThat(held.jsonPath().getString("outcome")).isEqualTo("deny");
        assertThat(held.jsonPath().getList("next")).containsExactly("wait", "add-another-method");
        assertThat(held.jsonPath().getString("hold_until")).isNotNull();
        assertThat(waited.jsonPath().getString("outcome")).isEqualTo("allow");
        assertThat(again.jsonPath().getString("outcome")).isEqualTo("deny");
    }

    @Test
    void aNewPasskeyHoldsThePayout() {
        ObjectNode request = payout("10.00");
        database.write(
                "update passkey_credential set created_at = created_at + interval '2 minutes' where account = ?",
                UUID.fromString(request.get("subject").asText()));

        Response held = assess(request);

        assertThat(held.jsonPath().getString("outcome")).isEqualTo("deny");
        assertThat(held.jsonPath().getString("hold_until")).isNotNull();
    }

    @Test
    void aPolicyThatCannotBeReadAsksForOneMoreCheck() {
        int usable = policies.active(PARTY);
        database.write("""
                insert into decision_policy_active (relying_party, version, activated_at, activated_by)
                values ('assess', 999, now(), 'test')""");
        running.refresh();

        String outcome = assess(payout("10.00")).jsonPath().getString("outcome");
        policies.activate(PARTY, usable, "test");

        assertThat(outcome).isEqualTo("step_up");
        assertThat(assess(payout("10.00")).jsonPath().getString("outcome")).isEqualTo("allow");
    }

    @Test
    void whoDoesNotProveToBeAClientIsRefused() {
        String good = basic(client.client().id(), client.secret());
        ApiClients.Created elsewhere = clients.create(new RelyingPartyId("demo"), "elsewhere");
        ApiClients.Created revoked = clients.create(PARTY, "revoked");
        clients.revoke(revoked.client().id());

        for (String header : new String[] {
            basic(client.client().id(), client.secret() + "x"),
            basic("client-x", client.secret()),
            basic(elsewhere.client().id(), elsewhere.secret()),
            basic(revoked.client().id(), revoked.secret()),
            good.replace("Basic", "Bearer"),
            "Basic ???",
            "Basic " + Base64.getEncoder().encodeToString("no colon".getBytes(StandardCharsets.UTF_8)),
            "Basic"
        }) {
            Response answer = ana.asStranger()
                    .header("Authorization", header)
                    .body(payout("10.00").toString())
                    .post(ASSESS);
            assertThat(answer.statusCode()).as(header).isEqualTo(401);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("client-refused");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"latchkey\", charset=\"UTF-8\"");
        }
        assertThat(ana.asStranger().body("{}").post(ASSESS).statusCode()).isEqualTo(401);
    }

    @Test
    void anAccountOrASessionThatIsNotThereIsSaid() {
        Customer ben = new Customer(address).signUp("ben");
        String bens = ben.signedIn().get("/v1/me").path("session.id");
        String elsewhere = new Customer().signUp("eve").signedIn().get("/v1/me").path("account.id");

        assertThat(code(payout("1").put("subject", UUID.randomUUID().toString())))
                .isEqualTo("subject-unknown");
        assertThat(code(payout("1").put("subject", elsewhere))).isEqualTo("subject-unknown");
        assertThat(code(payout("1").put("session", UUID.randomUUID().toString())))
                .isEqualTo("session-unknown");
        assertThat(code(payout("1").put("session", bens))).isEqualTo("session-unknown");
        ObjectNode own = payout("1");
        ana.signedIn().body("{}").post("/v1/sign-out");
        assertThat(code(own)).isEqualTo("session-unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            subject         | '"ana"'                       | subject         | must be an account id
            subject         |                               | subject         | must be an account id
            action          |                               | action          | must be there
            action          | '"Pay Out"'                   | action          | must be a name of your own: 1 to 32 lower-case letters, digits and underscores, a letter first
            action          | '"sign_in"'                   | action          | must be a name of your own: 1 to 32 lower-case letters, digits and underscores, a letter first
            amount          | '"250.00 EUR"'                | amount          | must be an object
            amount          | '{"value":250.0,"currency":"EUR"}'     | amount.value    | must be a decimal number in a string, such as "250.00"
            amount          | '{"value":"2,50","currency":"EUR"}'    | amount.value    | must be a decimal number in a string, such as "250.00"
            amount          | '{"value":"-250","currency":"EUR"}'    | amount.value    | must be a decimal number in a string, such as "250.00"
            amount          | '{"value":"1e3","currency":"EUR"}'     | amount.value    | must be a decimal number in a string, such as "250.00"
            amount          | '{"value":"007","currency":"EUR"}'     | amount.value    | must be a decimal number in a string, such as "250.00"
            amount          | '{"value":"1.005","currency":"EUR"}'   | amount.value    | must have at most 2 decimals in this currency
            amount          | '{"value":"1.5","currency":"JPY"}'     | amount.value    | must have at most 0 decimals in this currency
            amount          | '{"value":"250.00"}'                   | amount.currency | must be there
            amount          | '{"currency":"EUR"}'                   | amount.value    | must be there
            amount          | '{"value":"250.00","currency":"eur"}'  | amount.currency | must be a currency of ISO 4217
            amount          | '{"value":"1","currency":"EUR","x":1}' | amount.x        | is not known here
            payee           | '" "'                         | payee           | must be 1 to 256 bytes of UTF-8 without control characters
            payee           | '"a\\nb"'                     | payee           | must be 1 to 256 bytes of UTF-8 without control characters
            payee           | 7                             | payee           | must be 1 to 256 bytes of UTF-8 without control characters
            session         | '"current"'                   | session         | must be a session id
            client          | '[]'                          | client          | must be an object
            client          | '{"address":"example.org"}'   | client.address  | must be an IP address
            client          | '{"ip":"192.0.2.1"}'          | client.ip       | is not known here
            ammount         | '{}'                          | ammount         | is not known here
            """)
    void oneMemberAwayFromTheAcceptedRequestIsNamed(String member, String value, String name, String detail)
            throws JsonProcessingException {
        ObjectNode request = payout("10.00");
        if (value == null) {
            request.remove(member);
        } else {
            request.set(member, JSON.readTree(value));
        }

        Response answer = assess(request);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("invalid-request");
        assertThat(answer.jsonPath().<Map<String, String>>getList("fields"))
                .containsExactly(Map.of("name", name, "detail", detail));
    }

    @Test
    void aPayeeHasAtMost256BytesOfUtf8() {
        assertThat(assess(payout("10.00").put("payee", "é".repeat(128))).statusCode())
                .isEqualTo(200);
        assertThat(code(payout("10.00").put("payee", "é".repeat(128) + "e"))).isEqualTo("invalid-request");
    }

    @Test
    void halfACharacterIsNoPayee() {
        String body = payout("10.00").put("payee", "HALF").toString().replace("HALF", "\\ud800");

        Response answer = ana.asStranger()
                .header("Authorization", basic(client.client().id(), client.secret()))
                .body(body)
                .post(ASSESS);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("fields[0].name")).isEqualTo("payee");
    }

    @Test
    void anAssessmentIsJournalledWithoutMoneyOrPayee() {
        String decision = assess(payout("10.00")).jsonPath().getString("decision.id");

        assertThat(database.many(
                        "select facts from audit_entry where event = 'action_assessed' and facts like ?",
                        row -> row.getString(1),
                        "%" + decision + "%"))
                .singleElement()
                .asString()
                .contains("action=payout")
                .contains("level=allow")
                .contains("policy=1")
                .doesNotContain("10.00")
                .doesNotContain("AT61");
    }

    private ObjectNode payout(String value) {
        Response me = ana.signedIn().get("/v1/me");
        ObjectNode request = JSON.createObjectNode();
        request.put("subject", me.<String>path("account.id"));
        request.put("action", "payout");
        request.putObject("amount").put("value", value).put("currency", "EUR");
        request.put("payee", "AT61 1904 \"x\"");
        request.put("session", me.<String>path("session.id"));
        request.putObject("client").put("address", "127.0.0.1");
        return request;
    }

    private Response assess(ObjectNode request) {
        return ana.asStranger()
                .header("Authorization", basic(client.client().id(), client.secret()))
                .body(request.toString())
                .post(ASSESS);
    }

    private String outcome(ObjectNode request, ApiClients.Created asking) {
        return ana.asStranger()
                .header("Authorization", basic(asking.client().id(), asking.secret()))
                .body(request.toString())
                .post(ASSESS)
                .jsonPath()
                .getString("outcome");
    }

    private Response shown(String ticket, String preLogin) {
        return ana.asStranger()
                .cookie("__Host-latchkey-pre", preLogin)
                .body(Map.of("ticket", ticket))
                .post("/v1/step-up");
    }

    private String code(ObjectNode request) {
        return assess(request).jsonPath().getString("code");
    }

    private Response approve(String ticket) {
        String options = ana.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", ticket))
                .post("/v1/webauthn/authentication/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return ana.authenticate(ana.device().get(options));
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(String jwt) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
