package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Parties;
import dev.latchkey.token.TokenFixture.SignedInCustomer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rotation of refresh tokens (RFC 9700 §4.14). */
@QuarkusTest
class TokensTest {
    @Inject
    TokenFixture fixture;

    @Inject
    Tokens tokens;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    Database database;

    @Inject
    MeterRegistry metrics;

    @Inject
    MovableClock clock;

    private final RelyingParty party = Parties.fresh();

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aRefreshTokenBringsANewPairOfTheSameSession() throws ParseException {
        SignedInCustomer customer = fixture.signIn(party);

        TokenPair next = rotated(customer.tokens().refreshToken());

        assertThat(next.refreshToken())
                .hasSize(96)
                .isNotEqualTo(customer.tokens().refreshToken());
        assertThat(SignedJWT.parse(next.accessToken()).getJWTClaimsSet().getStringClaim("sid"))
                .isEqualTo(customer.session().id().toString());
        assertThat(next.csrf()).isEqualTo(customer.tokens().csrf());
        assertThat(rotated(next.refreshToken()).refreshToken()).isNotEqualTo(next.refreshToken());
    }

    @Test
    void ofSixteenPresentationsOneRotatesAndTheOthersAreGivenTheSameSuccessor() throws Exception {
        SignedInCustomer customer = fixture.signIn(party);
        double rotatedBefore = counted("rotated");
        double repeatedBefore = counted("repeated");

        List<RotationOutcome> outcomes =
                atOnce(16, () -> fixture.rotate(party, customer.tokens().refreshToken()));

        Set<String> successors = outcomes.stream()
                .map(outcome -> ((RotationOutcome.Rotated) outcome).tokens().refreshToken())
                .collect(Collectors.toSet());
        assertThat(outcomes).hasSize(16);
        assertThat(successors).hasSize(1);
        assertThat(generationOf(customer.session())).isEqualTo(2);
        assertThat(counted("rotated") - rotatedBefore).isEqualTo(1);
        assertThat(counted("repeated") - repeatedBefore).isEqualTo(15);
        assertThat(fixture.rotate(party, successors.iterator().next())).isInstanceOf(RotationOutcome.Rotated.class);
    }

    @Test
    void withinTheGraceWindowALostAnswerIsGivenAgain() {
        SignedInCustomer customer = fixture.signIn(party);
        TokenPair next = rotated(customer.tokens().refreshToken());

        clock.advance(Duration.ofSeconds(9));
        TokenPair again = rotated(customer.tokens().refreshToken());

        assertThat(again.refreshToken()).isEqualTo(next.refreshToken());
        assertThat(fixture.isLive(customer.session())).isTrue();
    }

    @Test
    void afterTheGraceWindowTheFamilyAndTheSessionEnd() {
        SignedInCustomer customer = fixture.signIn(party);
        TokenPair next = rotated(customer.tokens().refreshToken());
        double reusedBefore = counted("reused");

        clock.advance(Duration.ofSeconds(11));
        RotationOutcome outcome = fixture.rotate(party, customer.tokens().refreshToken());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RotationOutcome.Reused.class,
                        reused -> assertThat(reused.session().id())
                                .isEqualTo(customer.session().id()));
        assertThat(fixture.isLive(customer.session())).isFalse();
        assertThat(fixture.rotate(party, next.refreshToken())).isInstanceOf(RotationOutcome.Unknown.class);
        assertThat(journalled(customer.session())).isEqualTo(List.of("refresh_reused"));
        assertThat(counted("reused") - reusedBefore).isEqualTo(1);
    }

    @Test
    void aTokenTwoRotationsOldEndsTheFamilyEvenAtOnce() {
        SignedInCustomer customer = fixture.signIn(party);
        TokenPair second = rotated(customer.tokens().refreshToken());
        rotated(second.refreshToken());

        RotationOutcome outcome = fixture.rotate(party, customer.tokens().refreshToken());

        assertThat(outcome).isInstanceOf(RotationOutcome.Reused.class);
        assertThat(fixture.isLive(customer.session())).isFalse();
    }

    @Test
    void aReusedTokenIsKeptInTheJournalOnceHoweverOftenItComes() throws Exception {
        SignedInCustomer customer = fixture.signIn(party);
        rotated(customer.tokens().refreshToken());
        clock.advance(Duration.ofSeconds(11));

        List<RotationOutcome> outcomes =
                atOnce(8, () -> fixture.rotate(party, customer.tokens().refreshToken()));

        assertThat(outcomes.stream().filter(RotationOutcome.Reused.class::isInstance))
                .hasSize(1);
        assertThat(outcomes.stream().filter(RotationOutcome.Unknown.class::isInstance))
                .hasSize(7);
        assertThat(journalled(customer.session())).hasSize(1);
    }

    @Test
    void whatDiffersInOneBitIsUnknownAndChangesNothing() {
        SignedInCustomer customer = fixture.signIn(party);
        byte[] genuine = Bytes.fromBase64Url(customer.tokens().refreshToken())
                .orElseThrow()
                .toArray();
        String before = rowsOf(customer.session());
        clock.advance(Duration.ofMinutes(1));

        Stream<RotationOutcome> outcomes = IntStream.range(0, genuine.length).mapToObj(place -> {
            byte[] forged = genuine.clone();
            forged[place] ^= 1;
            return fixture.rotate(party, Bytes.of(forged).toBase64Url());
        });

        assertThat(outcomes).hasSize(72).allMatch(RotationOutcome.Unknown.class::isInstance);
        assertThat(rowsOf(customer.session())).isEqualTo(before);
        assertThat(fixture.rotate(party, customer.tokens().refreshToken())).isInstanceOf(RotationOutcome.Rotated.class);
    }

    @Test
    void whatHasAnotherFormIsUnknown() {
        String genuine = fixture.signIn(party).tokens().refreshToken();
        Stream<String> forms = Stream.of(
                "",
                " ",
                genuine + "=",
                genuine.substring(1),
                genuine + "AAAA",
                genuine.replace(genuine.charAt(5), '!'));

        Stream<RotationOutcome> outcomes = forms.map(form -> fixture.rotate(party, form));

        assertThat(outcomes).hasSize(6).allMatch(RotationOutcome.Unknown.class::isInstance);
    }

    @Test
    void aTokenOfAnotherRelyingPartyIsUnknown() {
        SignedInCustomer customer = fixture.signIn(party);
        RelyingParty other = Parties.fresh();

        RotationOutcome outcome = fixture.rotate(other, customer.tokens().refreshToken());

        assertThat(outcome).isInstanceOf(RotationOutcome.Unknown.class);
        assertThat(fixture.isLive(customer.session())).isTrue();
    }

    @Test
    void anAuthenticTokenThatWasNeverStoredIsUnknownAndEndsNothing() {
        SignedInCustomer customer = fixture.signIn(party);
        RefreshToken ahead = refreshTokens.create(customer.session().id(), 2);

        RotationOutcome outcome = fixture.rotate(party, ahead.text());

        assertThat(outcome).isInstanceOf(RotationOutcome.Unknown.class);
        assertThat(fixture.isLive(customer.session())).isTrue();
    }

    @Test
    void signingOutEndsTheFamily() {
        SignedInCustomer customer = fixture.signIn(party);
        fixture.end(customer.session());

        RotationOutcome outcome = fixture.rotate(party, customer.tokens().refreshToken());

        assertThat(outcome).isInstanceOf(RotationOutcome.Unknown.class);
        assertThat(generationOf(customer.session())).isEqualTo(1);
    }

    @Test
    void aRefreshTokenDiesWithItsSession() {
        SignedInCustomer customer = fixture.signIn(party);

        clock.advance(Duration.ofDays(30));
        RotationOutcome outcome = fixture.rotate(party, customer.tokens().refreshToken());

        assertThat(outcome).isInstanceOf(RotationOutcome.Unknown.class);
    }

    @Test
    void afterALongPauseTheAccessTokenSaysTheLowestLevelFromThenOn() {
        SignedInCustomer customer = fixture.signIn(party);
        clock.advance(Duration.ofMinutes(61));

        TokenPair next = rotated(customer.tokens().refreshToken());
        clock.advance(Duration.ofMinutes(4));
        TokenPair afterNext = rotated(next.refreshToken());

        assertThat(customer.tokens().assurance().acr().urn()).isEqualTo("urn:latchkey:acr:2");
        assertThat(next.assurance().acr().urn()).isEqualTo("urn:latchkey:acr:1");
        assertThat(afterNext.assurance().acr().urn()).isEqualTo("urn:latchkey:acr:1");
    }

    @Test
    void theRowsHoldNoTokenThatCouldBePresented() {
        SignedInCustomer customer = fixture.signIn(party);
        TokenPair next = rotated(customer.tokens().refreshToken());
        String hexOfFirst = hex(customer.tokens().refreshToken());
        String hexOfNext = hex(next.refreshToken());

        String row = rowsOf(customer.session());

        assertThat(row).doesNotContain(hexOfFirst.substring(48)).doesNotContain(hexOfNext.substring(48));
    }

    @Test
    void theSessionOfATokenIsReadFromTheTokenAlone() {
        SignedInCustomer customer = fixture.signIn(party);
        rotated(customer.tokens().refreshToken());
        clock.advance(Duration.ofDays(365));

        SessionId session = tokens.sessionOf(customer.tokens().refreshToken()).orElseThrow();

        assertThat(session).isEqualTo(customer.session().id());
        assertThat(tokens.sessionOf("A".repeat(96))).isEmpty();
    }

    private TokenPair rotated(String refreshToken) {
        return ((RotationOutcome.Rotated) fixture.rotate(party, refreshToken)).tokens();
    }

    private double counted(String outcome) {
        return metrics.counter("token.refresh", "outcome", outcome).count();
    }

    private int generationOf(Session session) {
        return database.one(
                        "select generation from token_family where session = ?",
                        row -> row.getInt(1),
                        session.id().value())
                .orElseThrow();
    }

    private String rowsOf(Session session) {
        return database.one(
                        "select f::text || s::text from token_family f join session s on s.id = f.session where s.id = ?",
                        row -> row.getString(1),
                        session.id().value())
                .orElseThrow();
    }

    private List<String> journalled(Session session) {
        return database.many(
                "select event from audit_entry where session = ?",
                row -> row.getString(1),
                session.id().value());
    }

    private static String hex(String token) {
        return HexFormat.of().formatHex(Bytes.fromBase64Url(token).orElseThrow().toArray());
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(times);
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> running = IntStream.range(0, times)
                    .mapToObj(each -> threads.submit(() -> {
                        barrier.await();
                        return work.call();
                    }))
                    .toList();
            for (Future<T> each : running) {
                results.add(each.get());
            }
        }
        return results;
    }
}
