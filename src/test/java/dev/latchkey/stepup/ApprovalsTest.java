package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Yes or no on another device, over HTTP and in PostgreSQL. */
@QuarkusTest
class ApprovalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Lobby lobby;

    @Inject
    MovableClock clock;

    /** Signed in since before anybody asks. */
    private final Customer phone = new Customer().signUp("ana");

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aYesWithTheRightNumberCompletesTheSignIn() {
        String ticket = lobby.asking(phone).ticket();

        Response asked = ask(ticket);
        Response listed = phone.signedIn().get("/v1/me/approvals");
        Response tooEarly = verify(ticket);
        answer(phone, yes(asked.path("number"))).then().statusCode(204);
        Response answer = verify(ticket);

        asked.then()
                .statusCode(200)
                .body("number", matchesPattern("[1-9][0-9]"))
                .body("expires_in", equalTo(120));
        listed.then()
                .statusCode(200)
                .body("approvals", hasSize(1))
                .body("approvals[0].action", equalTo("sign_in"))
                .body("approvals[0].device.browser", equalTo("unknown"));
        assertThat(listed.asString()).doesNotContain("number");
        tooEarly.then().statusCode(401).body("code", equalTo("step-up-refused"));
        answer.then().statusCode(200).body("outcome", equalTo("signed_in")).body("acr", equalTo("urn:latchkey:acr:2"));
        assertThat(journal()).contains("step_up_approved", "stepped_up");
        verify(ticket).then().statusCode(400).body("code", equalTo("ceremony-expired"));
    }

    @Test
    void whoeverAsksIsToldAsItHappens() {
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        CompletableFuture<Response> events = CompletableFuture.supplyAsync(
                () -> phone.asStranger().body(Map.of("ticket", ticket)).post("/v1/step-up/device/events"));

        Await.until("the phone is asked", PATIENCE, () -> !approvals(phone).isEmpty());
        answer(phone, yes(number)).then().statusCode(204);

        events.join().then().statusCode(200).contentType("text/event-stream");
        assertThat(events.join().asString()).endsWith("event:approved\ndata:{\"state\":\"approved\"}\n\n");
    }

    @Test
    void whoeverIsAskedIsToldAsItHappens() throws IOException, InterruptedException {
        HttpRequest watch = HttpRequest.newBuilder(URI.create(Customer.origin() + "/v1/me/approvals/events"))
                .header("Authorization", "Bearer " + phone.accessToken())
                .timeout(PATIENCE)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines =
                        client.send(watch, HttpResponse.BodyHandlers.ofLines()).body()) {
            CompletableFuture<Void> asks = CompletableFuture.runAsync(
                    () -> ask(lobby.asking(phone).ticket()).then().statusCode(200));

            Optional<String> told = lines.filter(line -> line.contains("\"action\":\"sign_in\""))
                    .findFirst();

            assertThat(told).hasValueSatisfying(data -> assertThat(data).startsWith("data:{\"approvals\":[{\"id\":"));
            asks.join();
            client.shutdownNow();
        }
    }

    @Test
    void aNoIsTheEndOfTheTicket() {
        String ticket = lobby.asking(phone).ticket();
        ask(ticket).then().statusCode(200);

        answer(phone, Map.of("approve", false)).then().statusCode(204);

        verify(ticket).then().statusCode(400).body("code", equalTo("ceremony-expired"));
        Lobby.ask(phone, "totp", ticket).then().statusCode(400);
        assertThat(journal()).contains("step_up_refused").doesNotContain("stepped_up");
        assertThat(lobby.column(Lobby.idOf(phone), "select outcome from stepup_ticket where account = ?"))
                .containsExactly("refused");
        assertThat(lobby.column(Lobby.idOf(phone), "select failures from stepup_failure where account = ?"))
                .containsExactly("1");
    }

    @Test
    void aWrongNumberIsBorneTwice() {
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        String wrong = number.equals("10") ? "11" : "10";
        String id = approvals(phone).getFirst();

        for (int left = 2; left >= 0; left--) {
            answer(phone, id, yes(wrong))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("step-up-refused"))
                    .body("tries_left", equalTo(left));
        }

        answer(phone, id, yes(number)).then().statusCode(404);
        verify(ticket).then().statusCode(401);
        ask(ticket).then().statusCode(401).body("code", equalTo("step-up-refused"));
        phone.asStranger()
                .body(Map.of("ticket", ticket))
                .post("/v1/step-up/device/events")
                .then()
                .body(containsString("event:refused"));
    }

    @Test
    void theRightNumberStillCountsAfterTwoWrongOnes() {
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        String wrong = number.equals("10") ? "11" : "10";
        String id = approvals(phone).getFirst();

        answer(phone, id, yes(wrong)).then().statusCode(401);
        answer(phone, id, yes(wrong)).then().statusCode(401);

        answer(phone, id, yes(number)).then().statusCode(204);
        verify(ticket).then().statusCode(200);
    }

    @Test
    void ofManyNumbersTypedAtOnceThreeCount() {
        String number = ask(lobby.asking(phone).ticket()).path("number");
        String id = approvals(phone).getFirst();

        List<Integer> statuses = Stream.iterate(10, guess -> guess + 1)
                .limit(40)
                .map(Object::toString)
                .filter(guess -> !guess.equals(number))
                .map(guess -> CompletableFuture.supplyAsync(
                        () -> answer(phone, id, yes(guess)).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).filteredOn(status -> status == 401).hasSize(3);
        assertThat(statuses).filteredOn(status -> status == 404).hasSize(statuses.size() - 3);
    }

    @Test
    void aSessionThatWasOpenedAfterTheAttemptIsNotAsked() {
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        Customer later = new Customer(Customer.origin(), phone.device()).signIn();

        Response listed = later.signedIn().get("/v1/me/approvals");
        Response answered = answer(later, approvals(phone).getFirst(), yes(number));

        listed.then().statusCode(200).body("approvals", empty());
        answered.then().statusCode(404).body("code", equalTo("not-found"));
        verify(ticket).then().statusCode(401);
    }

    @Test
    void aSessionDoesNotApproveItself() {
        Customer laptop = new Customer(Customer.origin(), phone.device()).signIn();
        Transaction payout = new Transaction("payout", Optional.of("1.00"), Optional.of("EUR"), Optional.empty());
        String ticket = lobby.asking(phone)
                .toApprove(payout, Optional.of(Lobby.sessionOf(laptop)))
                .ticket();

        String number = ask(ticket).path("number");

        assertThat(approvals(laptop)).isEmpty();
        answer(laptop, approvals(phone).getFirst(), yes(number)).then().statusCode(404);
        phone.signedIn()
                .get("/v1/me/approvals")
                .then()
                .body("approvals[0].transaction.amount.value", equalTo("1.00"))
                .body("approvals[0].action", equalTo("payout"));
        answer(phone, yes(number)).then().statusCode(204);
        verify(ticket).then().statusCode(200).body("outcome", equalTo("approved"));
    }

    @Test
    void aSessionThatHasGrownWeakSaysNothingBeforeAFreshCheck() {
        clock.advance(Duration.ofMinutes(61));
        Customer tablet = new Customer(Customer.origin(), phone.device()).signIn();
        phone.keep(phone.asStranger()
                .body(Map.of("refresh_token", phone.refreshToken()))
                .post("/v1/token/refresh"));
        clock.advance(Duration.ofSeconds(1));
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");

        Response weak = answer(phone, yes(number));

        weak.then()
                .statusCode(401)
                .body("code", equalTo("fresh-passkey-needed"))
                .header(
                        "WWW-Authenticate",
                        allOf(
                                containsString("insufficient_user_authentication"),
                                containsString("urn:latchkey:acr:2")));
        phone.stepUp();
        answer(phone, yes(number)).then().statusCode(204);
        assertThat(approvals(tablet)).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereNoStrongSessionIsOpen() {
        clock.advance(Duration.ofMinutes(61));
        Instant before = lobby.now();
        clock.advance(Duration.ofSeconds(1));
        phone.signIn();
        String ticket = lobby.asking(phone).attemptedAt(before).ticket();

        ask(ticket).then().statusCode(401).body("code", equalTo("step-up-refused"));
    }

    @Test
    void afterTwoMinutesItIsTooLateAndMayBeAskedAgain() {
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        String id = approvals(phone).getFirst();
        clock.advance(Approvals.LIFETIME);

        answer(phone, id, yes(number)).then().statusCode(404);
        phone.asStranger()
                .body(Map.of("ticket", ticket))
                .post("/v1/step-up/device/events")
                .then()
                .statusCode(200)
                .body(containsString("event:expired"), not(containsString("event:waiting")));
        ask(ticket).then().statusCode(200);
        assertThat(approvals(phone)).hasSize(1).doesNotContain(id);
    }

    @Test
    void nobodyIsAskedAnyMoreOnceAnotherCheckSucceeded() {
        byte[] secret = lobby.app(phone);
        String ticket = lobby.asking(phone).ticket();
        String number = ask(ticket).path("number");
        String id = approvals(phone).getFirst();

        Lobby.verify(phone, "totp", ticket, lobby.code(secret, 1)).then().statusCode(200);

        assertThat(approvals(phone)).isEmpty();
        answer(phone, id, yes(number)).then().statusCode(404);
    }

    @Test
    void askingTwiceShowsTheSameNumber() {
        String ticket = lobby.asking(phone).ticket();

        String first = ask(ticket).path("number");
        String second = ask(ticket).path("number");

        assertThat(second).isEqualTo(first);
        assertThat(approvals(phone)).hasSize(1);
    }

    @Test
    void anAccountIsAskedTenTimesAnHourAtMost() {
        for (int i = 0; i < Approvals.MOST_AN_HOUR; i++) {
            ask(lobby.asking(phone).ticket()).then().statusCode(200);
        }

        Response oneMore = ask(lobby.asking(phone).ticket());

        oneMore.then().statusCode(401).body("code", equalTo("step-up-refused"));
    }

    @Test
    void anotherCustomerIsNotAsked() {
        Customer ben = new Customer().signUp("ben");
        String number = ask(lobby.asking(phone).ticket()).path("number");

        answer(ben, approvals(phone).getFirst(), yes(number)).then().statusCode(404);
        assertThat(approvals(ben)).isEmpty();
    }

    @Test
    void whoeverWatchesNeedsAGoodTicket() {
        phone.asStranger()
                .body(Map.of("ticket", "AAAA"))
                .post("/v1/step-up/device/events")
                .then()
                .statusCode(400)
                .body("code", equalTo("ceremony-expired"));
        phone.asStranger().get("/v1/me/approvals/events").then().statusCode(401);
    }

    @Test
    void answersThatSayNothingAreRefused() {
        ask(lobby.asking(phone).ticket());

        answer(phone, Map.of()).then().statusCode(400).body("fields[0].name", equalTo("approve"));
        answer(phone, Map.of("approve", true)).then().statusCode(400).body("fields[0].name", equalTo("number"));
        answer(phone, yes("7")).then().statusCode(400);
        answer(phone, "not-an-id", yes("77")).then().statusCode(404);
    }

    private Response ask(String ticket) {
        return Lobby.ask(phone, "device", ticket);
    }

    private Response verify(String ticket) {
        return phone.asStranger().body(Map.of("ticket", ticket)).post("/v1/step-up/device/verify");
    }

    private Response answer(Customer customer, Map<String, Object> answer) {
        return answer(customer, approvals(customer).getFirst(), answer);
    }

    private static Response answer(Customer customer, String id, Map<String, Object> answer) {
        return customer.signedIn().body(answer).post("/v1/me/approvals/" + id);
    }

    private static Map<String, Object> yes(String number) {
        return Map.of("approve", true, "number", number);
    }

    private static List<String> approvals(Customer customer) {
        return customer.signedIn()
                .get("/v1/me/approvals")
                .then()
                .statusCode(200)
                .extract()
                .path("approvals.id");
    }

    private List<String> journal() {
        return lobby.column(Lobby.idOf(phone), "select event from audit_entry where account = ?");
    }
}
