package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.edge.Api.Call;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.RawHttp.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call that takes a body, and every body that none should take: refused in one shape, and nothing is stored. */
@QuarkusTest
class HostileBodiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOT_UTF_8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};

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
    void whatIsNotJsonIsRefused() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        List.of(
                        "{",
                        "}",
                        "{\"a\":",
                        "{a:1}",
                        "{'a':1}",
                        "nonsense",
                        "{\"a\":01}",
                        "{\"a\":+1}",
                        "{\"a\":NaN}",
                        "\u0000",
                        "{}\u0000",
                        "{} {}",
                        "{}]",
                        "{},",
                        "{\"a\":1,}",
                        "[",
                        "\"",
                        "//\n{}",
                        "{}// ",
                        "<a/>",
                        "a=b")
                .forEach(text -> bodies.put(text, text.getBytes(StandardCharsets.UTF_8)));
        bodies.put("bytes that are no UTF-8", NOT_UTF_8);

        refusedEverywhere(bodies);
    }

    @Test
    void whatIsNotAnObjectIsRefused() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        List.of(
                        "[]",
                        "[{}]",
                        "[[]]",
                        "\"\"",
                        "\"text\"",
                        "0",
                        "-1",
                        "1.5",
                        "1e400",
                        "true",
                        "false",
                        "\"{}\"",
                        "[null]")
                .forEach(text -> bodies.put(text, text.getBytes(StandardCharsets.UTF_8)));

        refusedEverywhere(bodies);
    }

    @Test
    void whatIsTooDeepOrDoubledIsRefused() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("33 objects", ("{\"a\":".repeat(33) + "1" + "}".repeat(33)).getBytes(StandardCharsets.UTF_8));
        bodies.put("33 arrays", ("{\"a\":" + "[".repeat(33) + "]".repeat(33) + "}").getBytes(StandardCharsets.UTF_8));
        bodies.put("10,000 arrays, open", ("{\"a\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
        bodies.put("a doubled member", "{\"a\":1,\"a\":1}".getBytes(StandardCharsets.UTF_8));
        bodies.put("a doubled member, escaped", "{\"a\":1,\"\\u0061\":1}".getBytes(StandardCharsets.UTF_8));
        bodies.put("a doubled member, inside", "{\"b\":{\"a\":1,\"a\":1}}".getBytes(StandardCharsets.UTF_8));

        refusedEverywhere(bodies);
    }

    @Test
    void nothingAtAllIsRefusedOrAnEmptyWish() {
        for (Call call : bodyCalls()) {
            for (String body : List.of("", " ", "\n", "null")) {
                Answer answer = send(call, body.getBytes(StandardCharsets.UTF_8));

                refusals.handled(call + " with [" + body + "]", answer);
            }
        }
    }

    @Test
    void everyMemberOfEveryWrongTypeIsRefused() {
        List<String> wrong = List.of(
                "0",
                "1",
                "-1",
                "1.5",
                "1e400",
                "9".repeat(400),
                "true",
                "[]",
                "[[]]",
                "{}",
                "{\"a\":1}",
                "[null]",
                "[1]",
                "[{}]");
        for (Call call : bodyCalls()) {
            everyMember(call, wrong, (what, answer) -> refusals.refused(what, answer, 400));
        }
    }

    @Test
    void everyMemberOfEveryOddValueIsHandled() {
        List<String> odd = List.of(
                "null",
                "\"\"",
                "\" \"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\r\\nSet-Cookie: a=b\"",
                "\"" + "a".repeat(20_000) + "\"",
                "\"<script>alert(1)</script>\"",
                "\"' or 1=1 --\"",
                "\"%00%0d%0a\"",
                "\"\\u202e\\u2066\\ufeff\"",
                "[\"" + "a".repeat(1000) + "\"]",
                "[" + "\"a\",".repeat(2000) + "\"a\"]");
        for (Call call : bodyCalls()) {
            everyMember(call, odd, (what, answer) -> {
                refusals.handled(what, answer);
                refusals.check(what, answer, () -> {
                    assertThat(answer.headers().toString()).doesNotContain("a=b", "<script>");
                    assertThat(answer.header("content-type").orElse("application/json"))
                            .matches("application/(problem\\+)?json.*");
                    assertThat(answer.status() >= 400 && answer.text().contains("<script>"))
                            .as("echo")
                            .isFalse();
                });
            });
        }
    }

    @Test
    void moreThan64KibIsRefusedWhetherAnnouncedOrNot() {
        byte[] large = ("{\"a\":\"" + "a".repeat(66_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] huge = ("{\"a\":\"" + "a".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (Call call : bodyCalls()) {
            Answer announced = send(call, large);
            Answer chunked = Api.wire().send(request(call).body(large).chunked());
            Answer hugeOne = send(call, huge);

            refusals.refused(call + " announced", announced, 413);
            refusals.refused(call + " chunked", chunked, 413);
            refusals.refused(call + " huge", hugeOne, 413);
        }
    }

    @Test
    void otherMediaTypesAreRefused() {
        List<String> types = List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "text/json",
                "application/jsonp",
                "application/xml",
                "application/cbor",
                "nonsense",
                "/",
                "application/",
                "application/json/json",
                ";charset=utf-8",
                "*/*",
                "application/*");
        for (Call call : bodyCalls()) {
            for (String type : types) {
                Answer answer = Api.wire()
                        .send(request(call).header("Content-Type", type).body(sample(call)));

                refusals.refused(call + " as " + type, answer, 400, 415);
            }
            Answer none = Api.wire().send(request(call).without("Content-Type").body(sample(call)));

            refusals.refused(call + " without a type", none, 415);
        }
    }

    @Test
    void jsonInAnotherCharacterSetIsNeverAFailure() {
        for (Call call : bodyCalls()) {
            for (String charset : List.of("utf-16", "iso-8859-1", "nonsense", "\"", "utf-7")) {
                Answer answer = Api.wire()
                        .send(request(call)
                                .header("Content-Type", "application/json; charset=" + charset)
                                .body("{\"a\":".getBytes(StandardCharsets.UTF_8)));

                refusals.refused(call + " in " + charset, answer, 400, 415);
            }
        }
    }

    @FunctionalInterface
    private interface Expectation {
        void of(String what, Answer answer);
    }

    /** Each call refuses each body, and nothing is spent or noted for any of them. */
    private void refusedEverywhere(Map<String, byte[]> bodies) {
        Api.asCustomer(customer, "GET", "/v1/ops/me"); // the operator signs up, which is noted
        Api.asCustomer(customer, "GET", "/v1/walk"); // and begins a walk
        long before = Api.written();
        for (Call call : bodyCalls()) {
            bodies.forEach((what, body) -> refusals.refused(call + " with [" + what + "]", send(call, body), 400));
        }
        assertThat(Api.written()).isEqualTo(before);
    }

    private void everyMember(Call call, List<String> values, Expectation expectation) {
        for (List<String> path : members(call)) {
            for (String value : values) {
                if (isOf(call, path, value)) {
                    continue;
                }
                String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
                expectation.of(
                        call + " " + String.join(".", path) + "=" + shown,
                        send(call, with(call, path, value).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Whether a value has the type that the member wants, so that it is not wrong. */
    private static boolean isOf(Call call, List<String> path, String value) {
        String member = path.getLast();
        return switch (member) {
            case "everywhere", "was_me", "approve", "profiling" -> value.equals("true");
            case "rk" -> value.equals("true");
            case "publicKeyAlgorithm", "version", "base_version", "revision", "minutes" -> value.matches("-?\\d{1,9}");
            case "hints", "transports" -> value.equals("[]");
            case "share", "sign_ins" -> value.matches("[01]");
            case "days" -> value.equals("1");
            case "clientExtensionResults", "credProps", "policy", "attempt" -> value.startsWith("{");
            default -> false;
        };
    }

    private static List<List<String>> members(Call call) {
        List<List<String>> paths = new ArrayList<>();
        collect(read(call.body()), List.of(), paths);
        return paths;
    }

    private static void collect(JsonNode node, List<String> above, List<List<String>> paths) {
        node.properties().forEach(member -> {
            List<String> path = new ArrayList<>(above);
            path.add(member.getKey());
            paths.add(path);
            collect(member.getValue(), path, paths);
        });
    }

    private static String with(Call call, List<String> path, String value) {
        ObjectNode whole = (ObjectNode) read(call.body());
        ObjectNode at = whole;
        for (String member : path.subList(0, path.size() - 1)) {
            at = (ObjectNode) at.get(member);
        }
        at.put(path.getLast(), "@@@");
        return whole.toString().replace("\"@@@\"", value);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Calls of customers. A back end proves who it is before its body is read; stepup.AssessTest damages that one. */
    private static List<Call> bodyCalls() {
        List<Call> calls = Api.calls().stream()
                .filter(Call::takesBody)
                .filter(call -> !call.path().equals("/v1/risk/assess"))
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(10);
        return calls;
    }

    private static byte[] sample(Call call) {
        return call.body().getBytes(StandardCharsets.UTF_8);
    }

    private Request request(Call call) {
        return Api.asCustomer(customer, call.method(), call.path()).header("Content-Type", "application/json");
    }

    private Answer send(Call call, byte[] body) {
        return Api.wire().send(request(call).body(body));
    }
}
