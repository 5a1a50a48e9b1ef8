package dev.latchkey.testing;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One address of a customer, read at the desk's {@code /mailbox}. */
public final class Inbox {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern CODE = Pattern.compile("(?m)^ {4}(\\d{6})$");
    private static final Pattern STOP = Pattern.compile("(https?://\\S+)/stop#([A-Za-z0-9_-]{43})");

    private final String address;
    private int read;

    /** An address that nobody else has. */
    public Inbox(String name) {
        this.address = name + "." + Long.toString(System.nanoTime(), 36) + NUMBER.incrementAndGet() + "@example.org";
    }

    /** One mail. */
    public record Mail(String id, String from, String subject, String text, String html, String language) {
        /** Returns the six digits in it. */
        public String code() {
            return found(CODE).group(1);
        }

        /** Returns the token of its stop link. */
        public String stopToken() {
            return found(STOP).group(2);
        }

        /** Returns where its stop link leads, without the token. */
        public String stopAddress() {
            return found(STOP).group(1);
        }

        private Matcher found(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("no " + pattern + " in: " + text);
            }
            return matcher;
        }
    }

    /** Returns the address. */
    public String address() {
        return address;
    }

    /** Waits for the next mail that was not returned yet. */
    public Mail next() {
        AtomicReference<List<Mail>> mails = new AtomicReference<>(List.of());
        Await.until("mail number " + (read + 1) + " to " + address, LONGEST, () -> {
            mails.set(all());
            return mails.get().size() > read;
        });
        return mails.get().get(read++);
    }

    /** Returns all mails that came so far, the oldest first. */
    public List<Mail> all() {
        List<Map<String, String>> messages =
                given().baseUri(Customer.origin()).get("/mailbox/messages").path("messages");
        return messages.reversed().stream()
                .filter(message -> address.equals(message.get("to")))
                .map(message -> new Mail(
                        message.get("id"),
                        message.get("from"),
                        message.get("subject"),
                        message.get("text"),
                        message.get("html"),
                        message.get("language")))
                .toList();
    }

    /** Claims and confirms this address for a customer who has just proven to be one. */
    public Inbox of(Customer customer) {
        customer.signedIn()
                .body(Map.of("address", address))
                .put("/v1/me/email")
                .then()
                .statusCode(202);
        customer.signedIn()
                .body(Map.of("code", next().code()))
                .post("/v1/me/email/verify")
                .then()
                .statusCode(200);
        return this;
    }
}
