package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.edge.Api.Call;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.RawHttp.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of the API under every method, address, id and query but the right one. */
@QuarkusTest
class HostileAddressesTest {
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
    void anotherMethodIsRefusedAndTheRightOnesAreNamed() {
        Set<String> paths = Api.calls().stream().map(Call::path).collect(Collectors.toSet());
        for (String path : paths) {
            Set<String> right = Api.calls().stream()
                    .filter(call -> call.path().equals(path))
                    .map(Call::method)
                    .collect(Collectors.toSet());
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "NONSENSE")) {
                if (right.contains(method)) {
                    continue;
                }
                Answer answer = Api.wire().send(as(method, path).json("{}"));

                refusals.refused(method + " " + path, answer, 405);
                Set<String> allowed = Arrays.stream(
                                answer.header("allow").orElse("").split("\\s*,\\s*"))
                        .collect(Collectors.toSet());
                refusals.check(
                        method + " " + path, answer, () -> assertThat(allowed).containsAll(right));
            }
        }
    }

    @Test
    void oddAddressesAreNotFoundOrServed() {
        for (String path : List.of(
                "/v1",
                "/v1/",
                "/v1//me",
                "//v1/me",
                "/v1/me/",
                "/v1/%2e%2e/me",
                "/v1/../v1/me",
                "/v1/me%2fcredentials",
                "/v1/me/credentials%2f",
                "/v1%2fme",
                "/V1/ME",
                "/v1/me;a=b",
                "/v1/me;jsessionid=1",
                "/v1/me%00",
                "/v1/%ff",
                "/v1/%c0%ae",
                "/v1/nothing",
                "/v1/webauthn/registration",
                "/v1/webauthn/registration/options/",
                "/v1/" + LONG,
                "/.well-known/nothing",
                "/.well-known/../v1/me",
                "/problems/not-found")) {
            refusals.handled("GET " + shortened(path), Api.wire().send(as("GET", path)));
            refusals.handled(
                    "POST " + shortened(path), Api.wire().send(as("POST", path).json("{}")));
        }
    }

    @Test
    void whatIsNotThereIsAProblemWhereverTheApiIs() {
        for (String path : List.of("/v1/nothing", "/v1/me/nothing", "/v1", "/v1/webauthn", "/.well-known/nothing")) {
            refusals.refused("GET " + path, Api.wire().send(as("GET", path)), 404);
        }
    }

    @Test
    void idsThatAreNoneAreNotFound() {
        for (String id : List.of(
                "a",
                "%20",
                "%00",
                "%0d%0a",
                "..%2f..",
                "A".repeat(1364) + "A",
                "A".repeat(1400),
                LONG,
                "%f0%9f%94%91",
                "AAAA=",
                "AAAA%3d%3d",
                "AA+A",
                "AB",
                "0",
                "-1",
                "null",
                "1'or'1'='1",
                "00000000-0000-0000-0000",
                "1-1-1-1-1")) {
            for (Call call : Api.calls().stream()
                    .filter(one -> one.template().contains("{id}"))
                    .toList()) {
                String path = call.template().replace("{rp}", "demo").replace("{id}", id);
                Request request = as(call.method(), path);
                Answer answer = Api.wire().send(call.takesBody() ? request.json("{\"nickname\":\"a\"}") : request);

                refusals.refused(call + " " + shortened(id), answer, 400, 404);
            }
        }
    }

    @Test
    void queriesThatMeanNothingAreRefusedOrIgnored() {
        List<String> refused = List.of("session=magic", "session=%00", "envelope=nonsense", "envelope=public%4bey1");
        List<String> odd = List.of(
                "a=b",
                "session=token&session=cookie",
                "session=" + LONG,
                "envelope=" + LONG,
                "=",
                "&&&",
                "a".repeat(3500),
                "before=",
                "before=a",
                "before=" + "A".repeat(43),
                "before=%00",
                "session=TOKEN",
                "before=_____________________w");
        for (Call call : Api.calls()) {
            for (String query : odd) {
                refusals.handled(
                        call + "?" + shortened(query), Api.wire().send(harmless(call, call.path() + "?" + query)));
            }
        }
        for (String query : refused) {
            refusals.refused("?" + query, Api.wire().send(harmless(OPTIONS + "?" + query)), 400);
        }
    }

    @Test
    void cursorsThatAreNoneAreRefused() {
        for (String cursor : List.of("a", "A".repeat(42), "A".repeat(44), "%00", "_".repeat(42) + "8", LONG)) {
            refusals.refused(
                    "before=" + shortened(cursor), Api.wire().send(as("GET", "/v1/me/activity?before=" + cursor)), 400);
        }
    }

    @Test
    void whatIsNoHttpAtAllIsTurnedAwayByTheServer() {
        for (Request request : List.of(
                Api.wire().request("POST", "/v1/sign out"),
                Api.wire().request("GET", "nonsense"),
                Api.wire().request("GET", "/v1/%"),
                Api.wire().request("GET", "/v1/%zz"),
                Api.wire().request("GET", "/v1/me/credentials/{id}"),
                Api.wire().request("GET", "/v1/me?%"),
                Api.wire().request("GET", "/v1/me?%zz=%zz"),
                Api.wire().request("GET", "/v1/me?a=\u00ff"),
                Api.wire().request("GET", "/v1/me").version("HTTP/9.9"),
                Api.wire().request("GET", "/v1/me").line("no colon"),
                Api.wire().request("GET", "/" + "a".repeat(10_000)),
                Api.wire().request("GET", "/v1/me").header("X-Long", "a".repeat(20_000)),
                Api.wire()
                        .request("POST", "/v1/sign-out")
                        .line("Content-Length: 5")
                        .line("Content-Length: 6"),
                Api.wire().request("POST", "/v1/sign-out").line("Content-Length: -1"))) {
            Answer answer = Api.wire().send(request);

            refusals.check(request.toString(), answer, () -> {
                assertThat(answer.status()).isLessThan(500);
                assertThat(answer.took().toSeconds()).isLessThan(5);
            });
        }
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
