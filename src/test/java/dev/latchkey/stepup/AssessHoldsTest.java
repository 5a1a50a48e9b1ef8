package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.Inbox.Mail;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A protected action that was held for want of anything to ask: its owner is told, and can stop it. */
@QuarkusTest
class AssessHoldsTest {
    private static final RelyingPartyId PARTY = new RelyingPartyId("demo");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    ApiClients clients;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final Customer ana = new Customer().signUp("ana");
    private final Inbox inbox = new Inbox("ana");
    private ApiClients.Created client;
    private String account;

    @BeforeEach
    void aCustomerWithAnAddressWhomNothingCanBeAsked() {
        client = clients.create(PARTY, "back end");
        account = ana.signedIn().get("/v1/me").path("account.id");
        inbox.of(ana);
        new Customer(Customer.origin(), ana.device()).signIn();
        database.write(
                "update passkey_credential set suspended_at = now() where account = ?", UUID.fromString(account));
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void isToldByMailWithAStopLinkOnceForEachHold() {
        Response held = assess("250.00");

        Mail mail = inbox.next();
        Response again = assess("250.00");

        assertThat(held.jsonPath().getList("next")).containsExactly("wait", "add-another-method");
        assertThat(mail.subject()).contains("wait");
        assertThat(mail.stopToken()).isNotEmpty();
        assertThat(again.jsonPath().getString("hold_until"))
                .isEqualTo(held.jsonPath().getString("hold_until"));
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void ripensWhereNobodyStopsIt() {
        assess("250.00");

        clock.advance(Duration.ofHours(24));

        assertThat(assess("250.00").jsonPath().getString("outcome")).isEqualTo("allow");
    }

    @Test
    void theStopLinkTakesItBack() {
        assess("250.00");

        ana.asStranger()
                .body(Map.of("token", inbox.next().stopToken()))
                .post("/v1/notice/stop")
                .then()
                .statusCode(200);
        clock.advance(Duration.ofHours(24));

        assertThat(assess("250.00").jsonPath().getString("outcome")).isEqualTo("deny");
    }

    @Test
    void thisWasNotMeTakesItBack() {
        Response held = assess("250.00");

        String entry = ana.signedIn().get("/v1/me/activity").path("activity.find { it.kind == 'signed_in' }.id");
        ana.signedIn()
                .body(Map.of("was_me", false))
                .post("/v1/me/activity/" + entry)
                .then()
                .statusCode(200);
        clock.advance(Duration.ofHours(24));

        assertThat(held.jsonPath().getList("next")).containsExactly("wait", "add-another-method");
        assertThat(assess("250.00").jsonPath().getString("outcome")).isEqualTo("deny");
    }

    private long told() {
        return database.one(
                        "select count(*) from notice_outbox where account = ? and kind = 'hold'",
                        row -> row.getLong(1),
                        UUID.fromString(account))
                .orElseThrow();
    }

    private Response assess(String value) {
        ObjectNode request = JSON.createObjectNode();
        request.put("subject", account);
        request.put("action", "payout");
        request.putObject("amount").put("value", value).put("currency", "EUR");
        request.put("payee", "ACME");
        return ana.asStranger()
                .auth()
                .preemptive()
                .basic(client.client().id(), client.secret())
                .body(request.toString())
                .post("/v1/risk/assess");
    }
}
