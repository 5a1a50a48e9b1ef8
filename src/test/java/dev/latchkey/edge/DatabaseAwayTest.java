package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.TcpProxy;
import dev.latchkey.testing.ThroughAProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What customers and orchestrators see while the database is away, and how the service comes back by itself. */
@QuarkusTest
@WithTestResource(ThroughAProxy.class)
class DatabaseAwayTest {
    private static final Duration FAST = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String VERIFY = "/v1/webauthn/authentication/verify";
    private static final String OPTIONS = "/v1/webauthn/authentication/options";

    TcpProxy wire;

    /** How it goes away. */
    enum Away {
        CUT(TcpProxy::cut),
        FROZEN(TcpProxy::swallow);

        private final Consumer<TcpProxy> goes;

        Away(Consumer<TcpProxy> goes) {
            this.goes = goes;
        }
    }

    @AfterEach
    void heal() {
        wire.heal();
        Await.until("ready again", SOON, () -> get("/q/health/ready").status() == 200);
        Await.until("serving again", SOON, DatabaseAwayTest::somebodySignsUp);
    }

    private static boolean somebodySignsUp() {
        Customer somebody = new Customer();
        String answer = somebody.device().create(somebody.signUpOptions("somebody"));
        return post("/v1/webauthn/registration/verify", answer).status() == 201;
    }

    @ParameterizedTest
    @EnumSource(Away.class)
    void everyCallThatNeedsItSaysTryAgainSoonWithinThreeSeconds(Away away) throws IOException {
        Customer ana = new Customer().signUp("ana");
        String assertion = ana.device().get(ana.signInOptions());
        String registration = ana.device().create(ana.signUpOptions("ben"));

        away.goes.accept(wire);
        List<Answer> answers = List.of(
                post(VERIFY, assertion),
                post("/v1/webauthn/registration/verify", registration),
                post("/v1/token/refresh", "{\"refresh_token\":\"" + ana.refreshToken() + "\"}"),
                me(ana));

        for (Answer answer : answers) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.took()).as("%s", answer).isLessThan(FAST);
            assertThat(answer.header("retry-after").orElse("")).as("%s", answer).matches("\\d+");
            assertThat(answer.header("content-type").orElse("")).startsWith("application/problem+json");
            Map<?, ?> problem = new ObjectMapper().readValue(answer.body(), Map.class);
            assertThat(problem.get("code")).isEqualTo("temporarily-unavailable");
            assertThat(problem.get("instance").toString()).startsWith("urn:uuid:");
        }
    }

    @ParameterizedTest
    @EnumSource(Away.class)
    void whatNeedsNoDatabaseGoesOn(Away away) {
        Customer ana = new Customer().signUp("ana");
        get("/.well-known/jwks.json");

        away.goes.accept(wire);
        List<Answer> answers = new ArrayList<>();
        answers.add(post(OPTIONS, "{}"));
        answers.add(post("/v1/webauthn/registration/options", "{\"username\":\"ana\"}"));
        answers.add(get("/.well-known/jwks.json"));
        answers.add(get("/.well-known/webauthn"));
        answers.add(get("/v1/relying-party"));
        answers.add(get("/"));
        Answer alive = get("/q/health/live");
        Answer ready = get("/q/health/ready");

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.took()).isLessThan(Duration.ofSeconds(1));
        });
        assertThat(alive.status()).isEqualTo(200);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(ana.accessToken()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Away.class)
    void itComesBackByItselfAndTheAnswerThatWasNotTakenIsStillGood(Away away) {
        Customer ana = new Customer().signUp("ana");
        String assertion = ana.device().get(ana.signInOptions());
        away.goes.accept(wire);
        Answer during = post(VERIFY, assertion);

        wire.heal();
        Await.until("back", SOON, () -> me(ana).status() == 200);
        Answer after = post(VERIFY, assertion);

        assertThat(during.status()).isEqualTo(503);
        assertThat(after.status()).as("%s", after).isEqualTo(200);
    }

    @Test
    void aSignInWhoseCommitWasLostSaysSoAndBeginsAnew() {
        Customer ana = new Customer().signUp("ana");
        List<Answer> answers = new ArrayList<>();

        // A scheduled job's commit may be the one that is lost; then there is another try.
        while (answers.stream().noneMatch(answer -> answer.status() == 503) && answers.size() < 10) {
            // Only the first commit of a connection travels by its name: the pool loses all it has, notices, and the
            // sign-in is the first on a new one.
            wire.cutOnce();
            me(ana);
            String assertion = ana.device().get(ana.signInOptions());
            wire.cutAfter("commit");
            answers.add(post(VERIFY, assertion));
            wire.heal();
            Await.until("back", SOON, () -> me(ana).status() == 200);
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 503));
        assertThat(answers.getLast().status()).isEqualTo(503);
        assertThat(answers.getLast().header("retry-after")).isPresent();
        ana.signIn();
    }

    private static Answer me(Customer customer) {
        return Api.wire().send(Api.asCustomer(customer, "GET", "/v1/me"));
    }

    private static Answer get(String path) {
        return Api.wire().send(Api.wire().request("GET", path));
    }

    private static Answer post(String path, String body) {
        return Api.wire().send(Api.wire().request("POST", path).json(body));
    }
}
