package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.CountingSignatures;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.TcpProxy;
import dev.latchkey.testing.ThroughAProxy;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Refusals that must not tell one reason from another: the same answer after the same work. Work is counted, in round
 * trips to the database and in signatures verified, because a clock on a shared machine tells nothing.
 */
@QuarkusTest
@WithTestResource(
        value = ThroughAProxy.class,
        initArgs = {
            @ResourceArg(name = "quarkus.datasource.jdbc.background-validation-interval", value = "0"),
            @ResourceArg(name = "quarkus.scheduler.enabled", value = "false")
        })
class LookAlikeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFY = "/v1/webauthn/authentication/verify";

    /** A connection that is opened anew uses the wire too, so the fewest round trips of several tries count. */
    private static final int TRIES = 5;

    TcpProxy wire;

    /** What an answer shows and what it cost. */
    private record Seen(int status, String body, Set<String> headers, long roundTrips, long verifications) {}

    private CountingSignatures signatures;
    private Customer ana;
    private Customer ben;
    private Customer suspended;

    @BeforeEach
    void three() throws SQLException {
        signatures = CountingSignatures.install();
        ana = new Customer().signUp("ana");
        ben = new Customer().signUp("ben");
        suspended = new Customer().signUp("suspended");
        suspend(suspended);
    }

    @AfterEach
    void removeTheCounter() {
        signatures.remove();
    }

    @Test
    void aWrongSignatureAForeignHandleAndASuspendedPasskeyLookAlikeAndCostTheSame() {
        Map<String, Seen> seen = new LinkedHashMap<>();
        seen.put(
                "wrong signature",
                seen(() -> ana.device().get(ana.signInOptions(), knobs -> knobs.damagedSignature())));
        seen.put(
                "foreign handle",
                seen(() -> ana.device()
                        .get(
                                ana.signInOptions(),
                                knobs -> knobs.userHandle(
                                        ben.device().credentials().getFirst().userHandle()))));
        seen.put(
                "no such handle",
                seen(() -> ana.device().get(ana.signInOptions(), knobs -> knobs.userHandle(new byte[64]))));
        seen.put("suspended", seen(() -> suspended.device().get(suspended.signInOptions())));
        seen.put(
                "somebody else's credential",
                seen(() -> ana.device()
                        .get(
                                ana.signInOptions(),
                                knobs -> knobs.credentialId(
                                        ben.device().credentials().getFirst().id()))));

        Seen first = seen.values().iterator().next();
        assertThat(first.status()).isEqualTo(401);
        assertThat(first.verifications()).isEqualTo(1);
        assertThat(first.roundTrips()).isLessThanOrEqualTo(4);
        assertThat(seen).allSatisfy((what, one) -> assertThat(one).as(what).isEqualTo(first));
    }

    @Test
    void anUnknownPasskeyIsToldOpenlyAndCostsNoMoreRoundTrips() {
        Seen wrong = seen(() -> ana.device().get(ana.signInOptions(), knobs -> knobs.damagedSignature()));

        Seen unknown = seen(() -> ana.device().get(ana.signInOptions(), knobs -> knobs.credentialId(new byte[32])));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.roundTrips()).isEqualTo(wrong.roundTrips());
    }

    @Test
    void beginningTellsNothingOfWhoIsThere() {
        Set<String> forSomebodyKnown = members(ana.signUpOptions("ana"));
        Set<String> forNobody = members(ana.signUpOptions("nobody-" + System.nanoTime()));
        long before = wire.roundTrips();
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            ana.signUpOptions("ana");
            long now = wire.roundTrips();
            fewest = Math.min(fewest, now - before);
            before = now;
        }

        assertThat(forNobody).isEqualTo(forSomebodyKnown);
        assertThat(fewest).isZero();
    }

    private Seen seen(Supplier<String> body) {
        Seen fewest = once(body.get());
        for (int i = 1; i < TRIES; i++) {
            Seen again = once(body.get());
            fewest = again.roundTrips() < fewest.roundTrips() ? again : fewest;
        }
        return fewest;
    }

    private Seen once(String body) {
        // The driver writes BEGIN by itself and waits for no answer: on a slow wire that is seen as one trip for sure.
        wire.delay(Duration.ofMillis(5));
        long trips = wire.roundTrips();
        long verified = signatures.verified();
        Answer answer = Api.wire().send(Api.wire().request("POST", VERIFY).json(body));
        return new Seen(
                answer.status(),
                withoutInstance(answer),
                new TreeSet<>(answer.headers().keySet()),
                wire.roundTrips() - trips,
                signatures.verified() - verified);
    }

    private static String withoutInstance(Answer answer) {
        try {
            ObjectNode problem = (ObjectNode) JSON.readTree(answer.body());
            problem.remove("instance");
            return problem.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> members(String options) {
        try {
            Set<String> names = new TreeSet<>();
            JSON.readTree(options).fieldNames().forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void suspend(Customer customer) throws SQLException {
        try (Connection owner = TestServer.asOwner();
                PreparedStatement update = owner.prepareStatement(
                        "update passkey_credential set suspended_at = now() where credential_id = ?")) {
            update.setBytes(1, customer.device().credentials().getFirst().id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
