package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.edge.Api.Call;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.RawHttp.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of the API with every header, host, origin and credential but the right one. */
@QuarkusTest
class HostileHeadersTest {
    private static final String OPTIONS = "/v1/webauthn/authentication/options";
    private static final String LONG = "a".repeat(3000);

    private final Customer customer = new Customer();
    private final Refusals refusals = new Refusals();

    @BeforeEach
    void somebodyIsSignedIn() {
        customer.signUp("ana");
    }

    @AfterEach
    void allWereHandled() {
        refusals.none();
    }

    @Test
    void anOddAcceptHeaderIsServedOrRefused() {
        for (Call call : Api.calls()) {
            for (String accept : List.of(
                    "text/html",
                    "image/*",
                    "application/*",
                    "*/*;q=0",
                    "application/json;q=0",
                    "nonsense",
                    "/",
                    "",
                    "application/json;q=2",
                    "a/b;q=nonsense",
                    "application/problem+json",
                    LONG)) {
                refusals.handled(
                        call + " accepting " + shortened(accept),
                        Api.wire().send(harmless(call).header("Accept", accept)));
            }
        }
    }

    @Test
    void credentialsThatAreGarbageAreRefusedOrNotLookedAt() {
        List<String> garbage = List.of(
                "Bearer",
                "Bearer ",
                "Bearer a",
                "Bearer a.b.c",
                "Bearer " + LONG,
                "Bearer ..",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "bearer \u00ff\u00fe",
                "Basic YTpi",
                "Digest a",
                "",
                "Bearer a, Bearer b",
                "Bearer " + "{}".repeat(100));
        for (Call call : Api.calls()) {
            for (String credentials : garbage) {
                Answer answer = Api.wire().send(harmless(call).header("Authorization", credentials));

                refusals.handled(call + " with " + shortened(credentials), answer);
                if (call.template().startsWith("/v1/me")) {
                    refusals.refused(call + " with " + shortened(credentials), answer, 401);
                    refusals.check(
                            call + " with " + shortened(credentials),
                            answer,
                            () -> assertThat(answer.header("www-authenticate").orElse(""))
                                    .startsWith("Bearer"));
                }
            }
        }
    }

    @Test
    void cookiesThatAreGarbageAreRefusedOrNotLookedAt() {
        List<String> garbage = List.of(
                "__Host-latchkey-session=",
                "__Host-latchkey-session=a",
                "__Host-latchkey-session=a.b.c; __Host-latchkey-session=d",
                "__Host-latchkey-session=" + LONG,
                "__Host-latchkey-refresh=" + LONG,
                "__Host-latchkey-refresh=\"; a",
                "__Host-latchkey-pre=; __Host-latchkey-pre=%00",
                "__Host-latchkey-pre=\u00ff",
                "=; ;;==;",
                "$Version=1; a=b",
                "a=\"",
                ";");
        for (Call call : Api.calls()) {
            for (String cookies : garbage) {
                refusals.handled(
                        call + " with " + shortened(cookies),
                        Api.wire()
                                .send(harmless(call)
                                        .without("Authorization")
                                        .header("X-Latchkey-CSRF", "a")
                                        .header("Cookie", cookies)));
            }
        }
    }

    @Test
    void onlyTheExactHostIsServed() {
        int port = Api.port();
        for (String host : List.of(
                "LOCALHOST:" + port,
                "Localhost:" + port,
                "localhost",
                "localhost:",
                "localhost:1",
                "localhost.:" + port,
                "localhost:" + port + ".",
                "127.0.0.2:" + port,
                "[::1]:" + port,
                "[::1",
                "[]",
                "evil.example",
                "localhost:" + port + "@evil.example",
                "evil.example#localhost:" + port,
                "localhost:" + port + "/",
                "localhost:99999999999",
                "a b",
                "",
                "\u00ff",
                LONG)) {
            for (String path : List.of(OPTIONS, "/v1/me", "/.well-known/jwks.json")) {
                Answer answer = Api.wire().send(harmless(path).header("Host", host));

                refusals.check(
                        "host " + shortened(host),
                        answer,
                        () -> assertThat(answer.status()).isIn(400, 404));
                if (answer.status() == 404) {
                    refusals.refused("host " + shortened(host), answer, 404);
                    refusals.check(
                            "host " + shortened(host),
                            answer,
                            () -> assertThat(answer.text()).contains("relying-party-unknown"));
                }
            }
        }
    }

    @Test
    void aForwardedHostIsNotBelieved() {
        Request request = harmless(OPTIONS)
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "localhost:" + Api.port())
                .header("Forwarded", "host=localhost:" + Api.port());

        Answer answer = Api.wire().send(request);

        refusals.refused("a forwarded host", answer, 404);
    }

    @Test
    void aRequestWithoutAHostIsServedNothing() {
        Answer old = Api.wire().send(harmless(OPTIONS).version("HTTP/1.0").without("Host"));
        Answer young = Api.wire().send(harmless(OPTIONS).without("Host"));
        Answer two = Api.wire().send(harmless(OPTIONS).line("Host: evil.example"));

        refusals.check("old", old, () -> assertThat(old.status()).isIn(400, 404));
        refusals.check("young", young, () -> assertThat(young.status()).isIn(400, 404));
        refusals.check("two", two, () -> assertThat(two.status()).isIn(200, 400, 404));
    }

    @Test
    void onlyTheExactOriginMayCallFromAPage() {
        int port = Api.port();
        for (String origin : List.of(
                "null",
                "NULL",
                "HTTP://LOCALHOST:" + port,
                "http://localhost:" + port + "/",
                "http://localhost:" + port + "/path",
                "http://localhost",
                "http://localhost:1",
                "https://localhost:" + port,
                "http://localhost.:" + port,
                "http://evil.example",
                "http://localhost:" + port + ".evil.example",
                "http://localhost:" + port + " http://evil.example",
                "http://a@localhost:" + port,
                "*",
                "",
                "\u00ff",
                LONG)) {
            for (Call call : Api.calls().stream().filter(Call::sends).toList()) {
                Answer answer = Api.wire().send(harmless(call).header("Origin", origin));

                refusals.refused(call + " from " + shortened(origin), answer, 403);
                refusals.check(
                        "from " + shortened(origin),
                        answer,
                        () -> assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin"));
            }
        }
    }

    @Test
    void readingFromAForeignPageIsNotAllowedToItsScripts() {
        for (Call call : Api.calls()) {
            Answer preflight = Api.wire()
                    .send(Api.wire()
                            .request("OPTIONS", call.path())
                            .header("Origin", "https://evil.example")
                            .header("Access-Control-Request-Method", call.method()));

            refusals.handled("preflight of " + call, preflight);
            refusals.check("preflight of " + call, preflight, () -> {
                assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
                assertThat(preflight.header("vary").orElse("")).contains("Origin");
            });
        }
    }

    @Test
    void oddHeadersAreNeverAFailure() {
        for (Call call : Api.calls()) {
            for (String header : List.of(
                    "X-Latchkey-CSRF: \u00ff",
                    "User-Agent: " + LONG,
                    "User-Agent: \u00ff<script>",
                    "Accept-Language: " + LONG,
                    "Accept-Encoding: nonsense;q=9",
                    "If-None-Match: \"",
                    "If-None-Match: *",
                    "If-Match: W/",
                    "If-Modified-Since: yesterday",
                    "Range: bytes=5-1",
                    "Expect: 100-continue",
                    "X-Forwarded-For: " + LONG,
                    "X-Forwarded-Proto: nonsense",
                    "X-HTTP-Method-Override: DELETE",
                    "Content-Encoding: gzip",
                    "X-Request-Id: ../../etc/passwd",
                    "Transfer-Encoding: nonsense")) {
                Answer answer = Api.wire().send(harmless(call).line(header));

                refusals.check(call + " with " + shortened(header), answer, () -> {
                    assertThat(answer.status()).isLessThan(500);
                    assertThat(answer.took().toSeconds()).isLessThan(5);
                });
            }
        }
    }

    @Test
    void aNameThatAClientGivesItsRequestIsNotBelieved() {
        String own = "00000000-0000-4000-8000-000000000000";

        Answer answer = Api.wire().send(harmless(OPTIONS).header("X-Request-Id", own));

        refusals.check(
                "a name",
                answer,
                () -> assertThat(answer.header("x-request-id").orElseThrow()).isNotEqualTo(own));
    }

    private Request as(String method, String path) {
        return Api.asCustomer(customer, method, path);
    }

    /** A request that is answered without changing anything. */
    private Request harmless(Call call) {
        return harmless(call, call.path());
    }

    private Request harmless(Call call, String target) {
        // Whoever is not signed in ends no session and erases no account.
        Request request = call.method().equals("DELETE") || call.template().equals("/v1/sign-out")
                ? Api.wire().request(call.method(), target)
                : as(call.method(), target);
        return call.takesBody() ? request.json("{}") : call.sends() ? request.json("") : request;
    }

    private Request harmless(String path) {
        return path.startsWith(OPTIONS) ? as("POST", path).json("{}") : as("GET", path);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
