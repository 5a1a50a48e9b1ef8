package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.RawHttp.Request;
import dev.latchkey.testing.TcpProxy;
import dev.latchkey.testing.ThroughAProxy;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Too much at once: a short queue, a quick no to the rest, and everybody again as soon as the database is back. */
@QuarkusTest
@WithTestResource(
        value = ThroughAProxy.class,
        initArgs = {
            @ResourceArg(name = "latchkey.limit.in-flight", value = "8"),
            @ResourceArg(name = "latchkey.limit.body-within", value = "PT2S")
        })
class SheddingTest {
    private static final int ROOM = 8;
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration AT_ONCE = Duration.ofMillis(900); // the quickest deadline of a lost database is 1 s
    private static final String VERIFY = "/v1/webauthn/authentication/verify";

    TcpProxy wire;

    @Inject
    Admission admission;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void heal() {
        wire.heal();
        Await.until("nobody is left inside", SOON, () -> inFlight() == 0);
        Await.until("serving again", SOON, () -> signsUp(new Customer()) == 201);
    }

    @Test
    void aFullReplicaSaysNoAtOnceAndWhenToComeBack() {
        Customer ana = new Customer().signUp("ana");
        List<Boolean> taken = IntStream.range(0, ROOM)
                .mapToObj(i -> admission.enter(Errand.PROVE))
                .toList();

        Answer me = send(Api.asCustomer(ana, "GET", "/v1/me"));
        Answer verify = post(VERIFY, "{}");
        Answer page = send(Api.wire().request("GET", "/"));
        IntStream.range(0, ROOM).forEach(i -> admission.leave());
        Answer after = send(Api.asCustomer(ana, "GET", "/v1/me"));

        assertThat(taken).doesNotContain(false);
        assertThat(List.of(me, verify)).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.header("retry-after")).contains("1");
            assertThat(answer.text()).contains("\"code\":\"temporarily-unavailable\"", "try-again-soon");
        });
        assertThat(page.status()).isEqualTo(200);
        assertThat(after.status()).isEqualTo(200);
        assertThat(metrics.counter("latchkey_shed_total", "kind", "prove").count())
                .isPositive();
    }

    @Test
    void whatIsHalfFinishedGoesOnWhereNewOnesHaveToWait() {
        Customer ana = new Customer().signUp("ana");
        String assertion = ana.device().get(ana.signInOptions());
        IntStream.range(0, ROOM * 3 / 4).forEach(i -> admission.enter(Errand.PROVE));

        Answer begin = post("/v1/webauthn/authentication/options", "{}");
        Answer me = send(Api.asCustomer(ana, "GET", "/v1/me"));
        Answer finish = post(VERIFY, assertion);
        Answer refresh = post("/v1/token/refresh", "{\"refresh_token\":\"" + ana.refreshToken() + "\"}");
        IntStream.range(0, ROOM * 3 / 4).forEach(i -> admission.leave());

        assertThat(begin.status()).isEqualTo(503);
        assertThat(me.status()).isEqualTo(503);
        assertThat(finish.status()).isEqualTo(200);
        assertThat(refresh.status()).isEqualTo(200);
    }

    @Test
    void whileTheDatabaseIsFrozenFewWaitAndTheRestIsToldAtOnce() {
        Customer ana = new Customer().signUp("ana");
        List<String> assertions = IntStream.range(0, 5 * ROOM)
                .mapToObj(i -> ana.device().get(ana.signInOptions()))
                .toList();
        double before = metrics.counter("latchkey_shed_total", "kind", "prove").count();

        wire.swallow();
        List<Answer> answers = allAtOnce(assertions);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.header("retry-after").orElse("")).matches("[1-9]");
            assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
        });
        double shed = metrics.counter("latchkey_shed_total", "kind", "prove").count() - before;
        assertThat(shed).isPositive();
        assertThat(answers.stream().filter(answer -> answer.took().compareTo(AT_ONCE) < 0))
                .isNotEmpty();
    }

    @Test
    void whoHangsUpLeavesTheirPlaceWhenTheirWorkIsDone() throws IOException {
        Customer ana = new Customer().signUp("ana");
        String head = "GET /v1/me HTTP/1.1\r\nHost: localhost:" + Api.port() + "\r\nAuthorization: Bearer "
                + ana.accessToken() + "\r\n\r\n";
        wire.swallow();

        for (int i = 0; i < 3; i++) {
            try (Socket socket = connected()) {
                write(socket, head);
                int inside = i + 1;
                Await.until("it is inside", SOON, () -> inFlight() >= inside || inFlight() == 0);
            }
        }

        Await.until("all are out", SOON, () -> inFlight() == 0);
        assertThat(admission.enter(Errand.BEGIN)).isTrue();
        admission.leave();
    }

    @Test
    void aBodyThatTricklesInHoldsNoPlaceAndIsNotWaitedForLong() throws IOException {
        String head = "POST " + VERIFY + " HTTP/1.1\r\nHost: localhost:" + Api.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

        try (Socket socket = connected()) {
            write(socket, head);
            socket.setSoTimeout(10_000);
            Answer meanwhile = post("/v1/webauthn/authentication/options", "{}");
            double inside = inFlight();
            int end = socket.getInputStream().read();

            assertThat(meanwhile.status()).isEqualTo(200);
            assertThat(inside).isZero();
            assertThat(end).as("the server hangs up").isEqualTo(-1);
        }
        assertThat(metrics.counter("latchkey_body_late_total").count()).isPositive();
    }

    private double inFlight() {
        return metrics.get("latchkey_in_flight").gauge().value();
    }

    private static List<Answer> allAtOnce(List<String> assertions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> sent = assertions.stream()
                    .map(assertion -> threads.submit(() -> post(VERIFY, assertion)))
                    .toList();
            return sent.stream().map(SheddingTest::answer).toList();
        }
    }

    private static Answer answer(Future<Answer> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int signsUp(Customer customer) {
        Answer options = post("/v1/webauthn/registration/options", "{\"username\":\"ana\",\"displayName\":\"ana\"}");
        return options.status() == 200
                ? post("/v1/webauthn/registration/verify", customer.device().create(options.text()))
                        .status()
                : options.status();
    }

    private static Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), Api.port());
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static Answer post(String path, String body) {
        return send(Api.wire().request("POST", path).json(body));
    }

    private static Answer send(Request request) {
        return Api.wire().send(request);
    }
}
