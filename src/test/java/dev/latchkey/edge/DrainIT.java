package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.VirtualAuthenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One of two replicas is asked to end (SIGTERM) under load: whoever balances sees it in time, and nobody else does. */
class DrainIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CUSTOMERS = 4;
    private static final int BEFORE = 40;
    private static final int PORT = Replica.freePort();
    private static final int OTHER_PORT = Replica.freePort();

    private static Replica here;
    private static Replica there;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hereIsReady = new AtomicBoolean(true);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();

    @BeforeAll
    static void twoServicesOnOneDatabase() {
        here = Replica.start("drain-here", PORT, settings());
        there = Replica.start("drain-there", OTHER_PORT, settings());
        here.awaitStarted();
        there.awaitStarted();
    }

    @AfterAll
    static void end() {
        Stream.of(here, there).forEach(Replica::kill);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestServer.settings(TestServer.port()));
        settings.put("latchkey.key", Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
        settings.put("latchkey.allow-desk-settings-in-production", "true");
        settings.put("latchkey.limit.exempt", "127.0.0.0/8,::1");
        settings.put("latchkey.relying-party.demo.name", "Demo");
        settings.put("latchkey.relying-party.demo.rp-id", "localhost");
        settings.put("latchkey.relying-party.demo.hosts", "localhost:" + PORT + ",localhost:" + OTHER_PORT);
        settings.put("latchkey.relying-party.demo.origins", "http://localhost:" + PORT);
        settings.put("quarkus.shutdown.delay", "3s");
        return Map.copyOf(settings);
    }

    @Test
    void nobodyNoticesThatOneOfTwoReplicasEnds() {
        List<CompletableFuture<Void>> customers = new ArrayList<>();
        Replica.Ended ended;
        boolean sawItGo;
        boolean closes;
        boolean streamEnded;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient watcher = client()) {
            Customer ana = new Customer(here.address(), new VirtualAuthenticator(here.address())).signUp("ana");
            CompletableFuture<HttpResponse<String>> stream = watch(watcher, ana);
            for (int i = 0; i < CUSTOMERS; i++) {
                customers.add(CompletableFuture.runAsync(this::signInAgainAndAgain, threads));
            }
            CompletableFuture.runAsync(this::balance, threads);
            Await.until("load", SOON, () -> answered.get() > BEFORE);

            CompletableFuture<Replica.Ended> ending = CompletableFuture.supplyAsync(here::terminate, threads);
            Await.until("readiness goes down", SOON, () -> !hereIsReady.get());
            sawItGo = !ending.isDone();
            closes = get(watcher, "/.well-known/jwks.json")
                    .headers()
                    .firstValue("connection")
                    .equals(Optional.of("close"));
            streamEnded = stream.thenApply(answer -> answer.statusCode() == 200)
                    .orTimeout(3, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            ended = ending.join();
            int then = answered.get();
            Await.until("the other one goes on", SOON, () -> answered.get() > then + BEFORE);
            over.set(true);
            customers.forEach(CompletableFuture::join);
        }

        assertThat(failures).isEmpty();
        assertThat(sawItGo).as("readiness goes down before the process does").isTrue();
        assertThat(streamEnded).as("a stream does not hold the drain up").isTrue();
        assertThat(closes).as("answers of the drain close their connections").isTrue();
        assertThat(ended.exitCode()).isIn(0, 143);
        assertThat(ended.out()).contains("draining").doesNotContain("Timed out waiting for graceful shutdown");
    }

    /** Does what a load balancer does: asks for readiness, and sends no new requests where there is none. */
    private void balance() {
        while (!over.get() && hereIsReady.get()) {
            boolean ready;
            try {
                ready = here.management()
                                .send(here.management().request("GET", "/q/health/ready"))
                                .status()
                        == 200;
            } catch (UncheckedIOException gone) {
                ready = false;
            }
            hereIsReady.set(ready);
        }
    }

    private void signInAgainAndAgain() {
        VirtualAuthenticator device = new VirtualAuthenticator(here.address());
        try (HttpClient client = client()) {
            String registration =
                    post(client, "/v1/webauthn/registration/options", "{\"username\":\"b\",\"displayName\":\"b\"}");
            post(client, "/v1/webauthn/registration/verify", device.create(registration));
            while (!over.get()) {
                String options = post(client, "/v1/webauthn/authentication/options", "{}");
                post(client, "/v1/webauthn/authentication/verify", device.get(options));
            }
        } catch (RuntimeException cannotGoOn) {
            failures.add(cannotGoOn.toString());
        }
    }

    private String post(HttpClient client, String path, String body) {
        boolean toHere = hereIsReady.get() && answered.get() % 2 == 0;
        HttpRequest request = HttpRequest.newBuilder(URI.create((toHere ? here : there).address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                failures.add(path + " " + answer.statusCode() + " " + answer.body());
            }
            answered.incrementAndGet();
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(HttpClient client, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(here.address() + path)).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private static CompletableFuture<HttpResponse<String>> watch(HttpClient client, Customer customer) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(here.address() + "/v1/me/approvals/events"))
                .header("Authorization", "Bearer " + customer.accessToken())
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
