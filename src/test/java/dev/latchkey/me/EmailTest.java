package dev.latchkey.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.Inbox.Mail;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The customer's e-mail address over HTTP. */
@QuarkusTest
class EmailTest {
    private static final String EMAIL = "/v1/me/email";

    @Inject
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void anAddressIsTheCustomersOnceTheCodeSentToItComesBack() {
        Customer ana = new Customer().signUp("ana");
        Inbox inbox = new Inbox("ana");

        Response claimed = claim(ana, inbox.address());
        Response before = ana.signedIn().get(EMAIL);
        Response verified = verify(ana, inbox.next().code());

        claimed.then()
                .statusCode(202)
                .body("sent_to", equalTo("a…@e….org"))
                .body("expires_in", equalTo(600))
                .body("resend_after", equalTo(30));
        before.then().statusCode(200).body("address", nullValue()).body("pending.address", equalTo(inbox.address()));
        verified.then().statusCode(200).body("address", equalTo(inbox.address()));
        ana.signedIn()
                .get(EMAIL)
                .then()
                .body("address", equalTo(inbox.address()))
                .body("verified_at", equalTo(verified.path("verified_at")))
                .body("pending", nullValue());
        ana.signedIn().get("/v1/me/activity").then().body("activity.kind", hasItem("email_confirmed"));
    }

    @Test
    void anotherAddressTakesThePlaceOfTheFirstWhichIsTold() {
        Customer ana = new Customer().signUp("ana");
        Inbox former = new Inbox("former").of(ana);

        Inbox latter = new Inbox("latter").of(ana);

        Mail told = former.next();
        assertThat(told.subject()).isEqualTo("Your address at Latchkey demo was changed");
        assertThat(told.stopAddress()).isEqualTo(Customer.origin());
        assertThat(told.text()).doesNotContain(latter.address());
        ana.signedIn().get(EMAIL).then().body("address", equalTo(latter.address()));
        assertThat(latter.all()).hasSize(1);
    }

    @Test
    void anAddressThatIsTakenAwayHearsOfItAndCanBeAnothersAfterwards() {
        Customer ana = new Customer().signUp("ana");
        Inbox inbox = new Inbox("shared").of(ana);

        ana.signedIn().delete(EMAIL).then().statusCode(204);

        assertThat(inbox.next().subject()).contains("was removed");
        ana.signedIn().get(EMAIL).then().body("address", nullValue());
        inbox.of(new Customer().signUp("ben"));
    }

    @Test
    void mailSpeaksTheLanguageOfWhoAsked() {
        Customer ana = new Customer().signUp("ana");
        Inbox inbox = new Inbox("ana");

        ana.signedIn()
                .header("Accept-Language", "xx, ar-EG;q=0.9, en;q=0.8")
                .body(Map.of("address", inbox.address()))
                .put(EMAIL)
                .then()
                .statusCode(202);

        Mail mail = inbox.next();
        assertThat(mail.language()).isEqualTo("ar");
        assertThat(mail.html()).contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @Test
    void anAddressOfSomebodyElseIsToldToThatAddressAlone() {
        Inbox inbox = new Inbox("ben").of(new Customer().signUp("ben"));
        Customer ana = new Customer().signUp("ana");
        Inbox free = new Inbox("free");

        Response taken = claim(ana, inbox.address().toUpperCase(Locale.ROOT).replace("EXAMPLE", "example"));
        Mail told = inbox.next();
        Response wrong = verify(ana, "000000");
        Response seen = ana.signedIn().get(EMAIL);

        Customer cleo = new Customer().signUp("cleo");
        Response other = claim(cleo, free.address());
        String code = free.next().code();
        Response otherWrong = verify(cleo, code.equals("000000") ? "000001" : "000000");
        assertThat(told.subject()).isEqualTo("Somebody tried to use your address");
        assertThat(told.text()).doesNotContainPattern("\\d{6}").doesNotContain("/stop#");
        assertThat(taken.statusCode()).isEqualTo(other.statusCode()).isEqualTo(202);
        assertThat(taken.asString().replace("B…", "f…")).isEqualTo(other.asString());
        assertThat(wrong.statusCode()).isEqualTo(otherWrong.statusCode()).isEqualTo(400);
        assertThat(wrong.<Integer>path("tries_left")).isEqualTo(otherWrong.<Integer>path("tries_left"));
        seen.then()
                .body("address", nullValue())
                .body(
                        "pending.address",
                        equalTo(inbox.address().toUpperCase(Locale.ROOT).replace("EXAMPLE.ORG", "example.org")));
    }

    @Test
    void theOwnerHearsOfACollisionOnceADay() {
        Inbox inbox = new Inbox("ben").of(new Customer().signUp("ben"));

        claim(new Customer().signUp("ana"), inbox.address()).then().statusCode(202);
        inbox.next();
        Customer cleo = new Customer().signUp("cleo");
        claim(cleo, inbox.address()).then().statusCode(202);
        new Inbox("later").of(cleo);

        assertThat(inbox.all()).hasSize(2);
    }

    @Nested
    class Refusals {
        @Test
        void aWrongCodeCostsATryAndTheRightOneStillCounts() {
            Customer ana = new Customer().signUp("ana");
            Inbox inbox = new Inbox("ana");
            claim(ana, inbox.address());
            String code = inbox.next().code();

            Response wrong = verify(ana, other(code));
            Response right = verify(ana, code.substring(0, 3) + " " + code.substring(3));

            wrong.then()
                    .statusCode(400)
                    .body("code", equalTo("email-code-refused"))
                    .body("tries_left", equalTo(4));
            right.then().statusCode(200);
        }

        @Test
        void fiveWrongCodesSuspendCodesForAnHourAndNothingElse() {
            Customer ana = new Customer().signUp("ana");
            Inbox inbox = new Inbox("ana");
            claim(ana, inbox.address());
            String code = inbox.next().code();

            for (int left = 4; left > 0; left--) {
                verify(ana, other(code)).then().statusCode(400).body("tries_left", equalTo(left));
            }
            Response fifth = verify(ana, other(code));
            Response right = verify(ana, code);
            Response again = claim(ana, inbox.address());

            fifth.then().statusCode(429).body("code", equalTo("too-many-requests"));
            assertThat(Integer.parseInt(fifth.header("Retry-After"))).isBetween(3500, 3600);
            right.then().statusCode(429);
            again.then().statusCode(429);
            ana.signIn().signedIn().get("/v1/me").then().statusCode(200);
            clock.advance(Duration.ofMinutes(61));
            ana.signIn();
            claim(ana, inbox.address()).then().statusCode(202);
            verify(ana, inbox.next().code()).then().statusCode(200);
        }

        @Test
        void aCodeIsGoodOnce() {
            Customer ana = new Customer().signUp("ana");
            Inbox inbox = new Inbox("ana");
            claim(ana, inbox.address());
            String code = inbox.next().code();
            verify(ana, code).then().statusCode(200);

            Response again = verify(ana, code);

            again.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void aCodeIsGoodForTenMinutes() {
            Customer ana = new Customer().signUp("ana");
            Customer ben = new Customer().signUp("ben");
            Inbox inbox = new Inbox("ana");
            Inbox bens = new Inbox("ben");
            claim(ana, inbox.address());
            claim(ben, bens.address());
            String code = inbox.next().code();
            String bensCode = bens.next().code();

            clock.advance(Duration.ofSeconds(590));
            ana.signIn();
            Response early = verify(ana, code);
            clock.advance(Duration.ofSeconds(15));
            ben.signIn();
            Response late = verify(ben, bensCode);

            early.then().statusCode(200);
            late.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void anotherCustomersCodeIsWrong() {
            Customer ana = new Customer().signUp("ana");
            Customer ben = new Customer().signUp("ben");
            Inbox anas = new Inbox("ana");
            Inbox bens = new Inbox("ben");
            claim(ana, anas.address());
            claim(ben, bens.address());
            String bensCode = bens.next().code();
            String anasCode = anas.next().code();

            Response foreign = verify(ana, bensCode.equals(anasCode) ? other(bensCode) : bensCode);

            foreign.then().statusCode(400).body("code", equalTo("email-code-refused"));
        }

        @Test
        void aSecondMailTakesHalfAMinuteAndVoidsTheFirst() {
            Customer ana = new Customer().signUp("ana");
            Inbox inbox = new Inbox("ana");
            claim(ana, inbox.address());
            String first = inbox.next().code();

            Response soon = claim(ana, inbox.address());
            clock.advance(Duration.ofSeconds(31));
            Response later = claim(ana, inbox.address());
            String second = inbox.next().code();

            soon.then().statusCode(202);
            assertThat(soon.<Integer>path("resend_after")).isBetween(1, 30);
            later.then().statusCode(202).body("resend_after", equalTo(30));
            if (!first.equals(second)) {
                verify(ana, first).then().statusCode(400);
            }
            verify(ana, second).then().statusCode(200);
            assertThat(inbox.all()).hasSize(2);
        }

        @Test
        void aMistypedAddressCanBeCorrectedAtOnce() {
            Customer ana = new Customer().signUp("ana");
            Inbox inbox = new Inbox("ana");
            claim(ana, "typo-" + inbox.address());

            claim(ana, inbox.address()).then().statusCode(202);

            verify(ana, inbox.next().code()).then().statusCode(200).body("address", equalTo(inbox.address()));
        }

        @Test
        void elevenMailsAnHourAreTooMany() {
            Customer ana = new Customer().signUp("ana");
            for (int i = 0; i < 10; i++) {
                claim(ana, new Inbox("ana").address()).then().statusCode(202);
            }

            Response eleventh = claim(ana, new Inbox("ana").address());

            eleventh.then().statusCode(429);
        }

        @Test
        void whatIsNoAddressIsRefused() {
            Customer ana = new Customer().signUp("ana");

            for (String typed : new String[] {"ana", "ana@", "@example.org", "a@b", "a\r\nBcc: b@example.org", ""}) {
                claim(ana, typed).then().statusCode(400).body("fields[0].name", equalTo("address"));
            }
        }

        @Test
        void changingOrRemovingNeedsAFreshProof() {
            Customer ana = new Customer().signUp("ana");
            clock.advance(Duration.ofSeconds(280));
            ana.signedIn().delete(EMAIL).then().statusCode(204);
            clock.advance(Duration.ofSeconds(40));
            ana.keep(ana.asStranger()
                    .body(Map.of("refresh_token", ana.refreshToken()))
                    .post("/v1/token/refresh"));

            Response put = claim(ana, new Inbox("ana").address());
            Response delete = ana.signedIn().delete(EMAIL);

            put.then().statusCode(401).body("code", equalTo("fresh-passkey-needed"));
            delete.then().statusCode(401).body("code", equalTo("fresh-passkey-needed"));
            ana.signedIn().get(EMAIL).then().statusCode(200);
        }
    }

    private static Response claim(Customer customer, String address) {
        return customer.signedIn().body(Map.of("address", address)).put(EMAIL);
    }

    private static Response verify(Customer customer, String code) {
        return customer.signedIn().body(Map.of("code", code)).post(EMAIL + "/verify");
    }

    private static String other(String code) {
        return code.equals("123456") ? "654321" : "123456";
    }
}
