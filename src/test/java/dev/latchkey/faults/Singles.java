package dev.latchkey.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.VirtualAuthenticator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whatever the service gives out that is good once. */
final class Singles implements AutoCloseable {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String VERIFY_SIGN_UP = Patron.REGISTRATION + "/verify";
    private static final String VERIFY = Patron.AUTHENTICATION + "/verify";

    /** The link of a mail, written by hand: no mail server takes part. */
    private static final String STOP = "insert into notice_stop (token_hash, relying_party, account, kind, created_at,"
            + " expires_at) values (?, 'demo', ?, 'new_passkey', now(), now() + interval '1 hour')";

    private final Wire wire;
    private final String backEnd;
    private final OwnServer database;
    private final SecureRandom random = new SecureRandom();
    private Patron refresher = new Patron();

    /** One request. */
    record Submission(String path, String body) {}

    /** One thing: how to get it, what counts as its success. */
    record Single(String name, String mustHold, Preparation preparation, Function<List<Outcome>, Long> count) {
        List<Submission> prepare(int times) throws Exception {
            return preparation.of(times);
        }

        long successes(List<Outcome> outcomes) {
            return count.apply(outcomes);
        }
    }

    /** Gets a fresh one and says how it is submitted so many times. */
    @FunctionalInterface
    interface Preparation {
        List<Submission> of(int times) throws Exception;
    }

    Singles(Fleet fleet, OwnServer database) {
        this.wire = Fleet.wire(fleet.ports().getFirst());
        this.backEnd = fleet.backEnd();
        this.database = database;
    }

    List<Single> all() {
        refresher.signedUp(wire);
        return List.of(
                once("sign-up challenge", 201, this::signUp),
                once("sign-in challenge", 200, this::signIn),
                new Single("refresh token", "the same one successor for all", this::refresh, this::successors),
                once("recovery code, each with another device", 201, this::recovery),
                once("TOTP code, each with another ticket", 200, this::totp),
                once("hand-off code", 200, this::handOff),
                once("step-up ticket, each with another assertion", 200, this::ticket),
                once("stop link", 200, this::stop));
    }

    private static Single once(String name, int success, Preparation preparation) {
        return new Single(
                name,
                "exactly 1 success",
                preparation,
                outcomes -> outcomes.stream()
                        .filter(outcome -> outcome.status() == success)
                        .count());
    }

    private List<Submission> signUp(int times) {
        String answer = new Patron().registration(wire).orElseThrow();
        return Collections.nCopies(times, new Submission(VERIFY_SIGN_UP, answer));
    }

    private List<Submission> signIn(int times) {
        String answer = refresher.assertion(wire).orElseThrow();
        return Collections.nCopies(times, new Submission(VERIFY, answer));
    }

    private List<Submission> refresh(int times) {
        if (refresher.refresh(wire).status() != 200) {
            refresher = new Patron().signedUp(wire);
        }
        return Collections.nCopies(times, new Submission(Patron.REFRESH, refresher.refreshBody()));
    }

    /** One where all were given the same successor; what else came counts each. */
    private long successors(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.status() == 200
                        ? Patron.member(outcome, "refresh_token")
                        : outcome.status() + UUID.randomUUID().toString())
                .distinct()
                .count();
    }

    private List<Submission> recovery(int times) {
        Patron patron = new Patron().signedUp(wire);
        Outcome made = wire.post("/v1/me/recovery-codes", "", patron.bearer());
        String code = body(made).path("codes").path(0).asText();
        List<Submission> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Outcome options = wire.post(Patron.REGISTRATION + "/options", "{\"recovery_code\":\"" + code + "\"}");
            all.add(new Submission(
                    VERIFY_SIGN_UP,
                    new VirtualAuthenticator(Fleet.ORIGIN).create(body(options).toString())));
        }
        return all;
    }

    private List<Submission> totp(int times) {
        Patron patron = new Patron().signedUp(wire);
        Outcome begun = wire.post("/v1/me/totp", "", patron.bearer());
        byte[] secret = CodeApp.fromBase32(body(begun).path("secret").asText());
        Outcome enrolled =
                wire.post("/v1/me/totp/verify", "{\"code\":\"" + CodeApp.code(secret, 0) + "\"}", patron.bearer());
        if (enrolled.status() != 204) {
            throw new IllegalStateException("no app: " + enrolled);
        }
        // A session of its own for each ticket: the first success must not end what the others stand behind.
        List<String> tickets = Stream.generate(() -> ticketOf(patron.signedIn(wire), true))
                .limit(times)
                .toList();
        String code = CodeApp.code(secret, 1);
        return tickets.stream()
                .map(ticket -> new Submission(
                        "/v1/step-up/totp/verify", "{\"ticket\":\"" + ticket + "\",\"code\":\"" + code + "\"}"))
                .toList();
    }

    private List<Submission> handOff(int times) {
        refresher.signedIn(wire);
        String returnTo = Fleet.ORIGIN + "/return";
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(ascii(VERIFIER)));
        Outcome begun = wire.post(
                "/v1/hand-off",
                "{\"return_to\":\"" + returnTo + "\",\"code_challenge\":\"" + challenge
                        + "\",\"code_challenge_method\":\"S256\"}",
                refresher.bearer());
        String code = URI.create(Patron.member(begun, "redirect_to")).getQuery().substring("code=".length());
        return Collections.nCopies(
                times,
                new Submission(
                        "/v1/token/exchange",
                        "{\"code\":\"" + code + "\",\"code_verifier\":\"" + VERIFIER + "\",\"return_to\":\"" + returnTo
                                + "\"}"));
    }

    private List<Submission> ticket(int times) {
        String ticket = ticketOf(refresher, false);
        return Stream.generate(() -> new Submission(
                        VERIFY, refresher.assertionFor(wire, ticket).orElseThrow()))
                .limit(times)
                .toList();
    }

    private List<Submission> stop(int times) throws SQLException {
        byte[] link = new byte[32];
        random.nextBytes(link);
        try (Connection connection = database.asSuperuser();
                PreparedStatement statement = connection.prepareStatement(STOP)) {
            statement.setBytes(1, sha256(link));
            statement.setObject(2, new Patron().signedUp(wire).account());
            statement.executeUpdate();
        }
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(link);
        return Collections.nCopies(times, new Submission("/v1/notice/stop", "{\"token\":\"" + token + "\"}"));
    }

    private String ticketOf(Patron patron, boolean inSession) {
        Outcome assessed = patron.payout(wire, backEnd, inSession);
        if (Patron.member(assessed, "outcome").equals("allow")) {
            // The answer to the question before, which the back end is told once; the next one asks anew.
            assessed = patron.payout(wire, backEnd, inSession);
        }
        String ticket = Patron.member(assessed, "ticket");
        if (ticket.isEmpty()) {
            throw new IllegalStateException("no ticket: " + assessed);
        }
        return ticket;
    }

    private static JsonNode body(Outcome outcome) {
        if (outcome instanceof Outcome.Answered answer && answer.status() < 300) {
            return Patron.read(answer.body());
        }
        throw new IllegalStateException("not answered as it should: " + outcome);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
