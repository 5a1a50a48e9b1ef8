package dev.latchkey.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Operator;
import dev.latchkey.testing.RawHttp;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/** The API of the running service as its OpenAPI document has it, and what a body of each call looks like. */
final class Api {
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    /** Calls of the operations console, which somebody else makes, at another host. */
    private static final String CONSOLE = "/v1/ops/";

    /** Calls of the pages of a sandbox, on a walk. */
    private static final String WALK = "/v1/walk";

    private static final Map<Customer, Operator> OPERATORS = new WeakHashMap<>();
    private static final Map<Customer, String> WALKS = new WeakHashMap<>();

    /** A genuine body for each call that takes one, with every member it knows. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "POST /v1/webauthn/registration/options",
                    "{\"username\":\"ana\",\"displayName\":\"Ana\",\"hints\":[\"client-device\"]}"),
            Map.entry(
                    "POST /v1/webauthn/registration/verify",
                    "{\"id\":\"" + ID + "\",\"rawId\":\"" + ID + "\",\"type\":\"public-key\",\"nickname\":\"phone\","
                            + "\"authenticatorAttachment\":\"platform\",\"clientExtensionResults\":{\"credProps\":{\"rk\":true}},"
                            + "\"response\":{\"clientDataJSON\":\"" + ID + "\",\"attestationObject\":\"" + ID
                            + "\",\"authenticatorData\":\"" + ID + "\",\"publicKey\":\"" + ID
                            + "\",\"publicKeyAlgorithm\":-7,\"transports\":[\"internal\"]}}"),
            Map.entry(
                    "POST /v1/webauthn/authentication/options",
                    "{\"purpose\":\"step_up\",\"ticket\":\"" + ID + "\",\"hints\":[\"hybrid\"]}"),
            Map.entry(
                    "POST /v1/webauthn/authentication/verify",
                    "{\"id\":\"" + ID + "\",\"rawId\":\"" + ID + "\",\"type\":\"public-key\","
                            + "\"authenticatorAttachment\":\"platform\",\"clientExtensionResults\":{},"
                            + "\"response\":{\"clientDataJSON\":\"" + ID + "\",\"authenticatorData\":\"" + ID
                            + "\",\"signature\":\"" + ID + "\",\"userHandle\":\"" + ID + "\"}}"),
            Map.entry("POST /v1/token/refresh", "{\"refresh_token\":\"" + ID + "\"}"),
            Map.entry("POST /v1/sign-out", "{\"everywhere\":false,\"refresh_token\":\"" + ID + "\"}"),
            Map.entry(
                    "POST /v1/hand-off",
                    "{\"return_to\":\"https://app.example/return\",\"code_challenge\":\"" + ID
                            + "\",\"code_challenge_method\":\"S256\",\"state\":\"s\"}"),
            Map.entry(
                    "POST /v1/token/exchange",
                    "{\"code\":\"" + ID + "\",\"code_verifier\":\"" + ID
                            + "\",\"return_to\":\"https://app.example/return\"}"),
            Map.entry("PATCH /v1/me", "{\"username\":\"ana\",\"displayName\":\"Ana\"}"),
            Map.entry("PATCH /v1/me/credentials/{id}", "{\"nickname\":\"phone\"}"),
            Map.entry("PUT /v1/me/email", "{\"address\":\"ana@example.org\"}"),
            Map.entry("POST /v1/me/email/verify", "{\"code\":\"123456\"}"),
            Map.entry("POST /v1/me/activity/{id}", "{\"was_me\":true}"),
            Map.entry("POST /v1/me/approvals/{id}", "{\"approve\":true,\"number\":\"47\"}"),
            Map.entry("POST /v1/me/totp/verify", "{\"code\":\"123456\"}"),
            Map.entry("PUT /v1/me/privacy", "{\"profiling\":true}"),
            Map.entry("POST /v1/notice/stop", "{\"token\":\"" + ID + "\"}"),
            Map.entry("POST /v1/step-up", "{\"ticket\":\"" + ID + "\"}"),
            Map.entry("POST /v1/step-up/{method}/options", "{\"ticket\":\"" + ID + "\"}"),
            Map.entry("POST /v1/step-up/{method}/verify", "{\"ticket\":\"" + ID + "\",\"code\":\"123456\"}"),
            // None of these finds what it speaks of: a body that is taken must change nothing for other tests.
            Map.entry("POST /v1/ops/{rp}/policy/validate", "{\"document\":\"{}\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/diff", "{\"from\":{\"version\":0},\"to\":{\"document\":\"{}\"}}"),
            Map.entry(
                    "POST /v1/ops/{rp}/policy/drafts",
                    "{\"comment\":\"why\",\"base_version\":9999,\"document\":\"{}\"}"),
            Map.entry(
                    "PUT /v1/ops/{rp}/policy/drafts/{id}", "{\"revision\":1,\"comment\":\"why\",\"document\":\"{}\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/drafts/{id}/submit", "{\"revision\":1,\"comment\":\"why\"}"),
            Map.entry(
                    "POST /v1/ops/{rp}/policy/versions/{version}/approve",
                    "{\"digest\":\"" + ID + "\",\"comment\":\"why\"}"),
            Map.entry(
                    "POST /v1/ops/{rp}/policy/versions/{version}/reject",
                    "{\"digest\":\"" + ID + "\",\"comment\":\"why\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/versions/{version}/activate", "{\"comment\":\"why\"}"),
            Map.entry(
                    "POST /v1/ops/{rp}/policy/rollout",
                    "{\"version\":9999,\"digest\":\"" + ID + "\",\"stage\":\"shadow\",\"comment\":\"why\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/rollout/stop", "{\"comment\":\"why\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/break-glass", "{\"kind\":\"none\",\"minutes\":30,\"reason\":\"why\"}"),
            Map.entry("POST /v1/ops/{rp}/policy/break-glass/stop", "{\"comment\":\"why\"}"),
            Map.entry("POST /v1/ops/invitation", "{\"token\":\"" + ID + "\"}"),
            Map.entry("POST /v1/ops/{rp}/staff/invitations", "{\"roles\":[\"analyst\"],\"note\":\"for Bo\"}"),
            Map.entry(
                    "POST /v1/ops/{rp}/staff/grants",
                    "{\"account\":\"" + NOBODY + "\",\"roles\":[\"analyst\"],\"note\":\"for Bo\"}"),
            Map.entry("POST /v1/ops/{rp}/staff/proposals/{id}", "{\"approve\":false}"),
            Map.entry(
                    "POST /v1/ops/{rp}/budget",
                    "{\"days\":30,\"share\":0.01,\"action\":\"sign_in\",\"policy\":{\"version\":0}}"),
            Map.entry("POST /v1/ops/{rp}/replays", "{\"version\":0,\"days\":7}"),
            Map.entry(
                    "POST /v1/ops/{rp}/what-if",
                    "{\"attempt\":{\"action\":\"sign_in\",\"sign_ins\":12},\"policies\":[{\"version\":0}]}"),
            Map.entry("POST /v1/ops/{rp}/decisions/{id}/reveal", "{\"reason\":\"dispute\",\"case\":\"CASE-1\"}"),
            Map.entry("POST /v1/ops/{rp}/walks", "{\"persona\":\"nobody\",\"version\":0}"),
            Map.entry("POST /v1/walk/next", "{\"step\":0,\"account\":\"" + NOBODY + "\"}"),
            Map.entry(
                    "POST /v1/walk/views",
                    "{\"step\":0,\"views\":[{\"screen\":\"Sign in\",\"clicks\":1,\"ms\":900,\"offered\":[\"totp\"]}]}"),
            Map.entry("POST /v1/step-up/device/events", "{\"ticket\":\"" + ID + "\"}"));

    /** Calls that send, but take no body. */
    static final Set<String> WITHOUT_BODY = Set.of(
            "POST /v1/me/recovery-codes",
            "POST /v1/me/totp",
            "POST /v1/ops/{rp}/walks/{id}/finish",
            "POST /v1/walk/give-up");

    /** Calls whose answer goes on for minutes; stepup.ApprovalsTest reads it. */
    private static final Set<String> STREAMS = Set.of("GET /v1/me/approvals/events");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Api() {}

    /** One call: {@code POST /v1/sign-out}. */
    record Call(String method, String template) {
        String name() {
            return method + " " + template;
        }

        /** Its path, with an id that has the right form and names nothing. */
        String path() {
            return template.replace("{method}", "totp")
                    .replace("{rp}", "demo")
                    .replace("{role}", "analyst")
                    .replace("{id}", template.contains("credentials") ? ID : NOBODY)
                    .replaceAll("\\{\\w+}", NOBODY);
        }

        boolean sends() {
            return method.equals("POST") || method.equals("PATCH") || method.equals("PUT");
        }

        boolean takesBody() {
            return sends() && !WITHOUT_BODY.contains(name());
        }

        /** A body with every member that the call knows. */
        String body() {
            String body = BODIES.get(name());
            if (body == null) {
                throw new AssertionError("no sample body for " + name() + ": add one");
            }
            return body;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("desk.port", Integer.class);
    }

    static RawHttp wire() {
        return new RawHttp(port());
    }

    /** Whether the service runs beside the test, so that its staff can be invited. */
    private static boolean isInside() {
        return Arc.container() != null;
    }

    /** Every call of the document, without those that only tests have. */
    static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    Call call = new Call(method.toUpperCase(Locale.ROOT), path.getKey());
                    if (METHODS.contains(method)
                            && !path.getKey().startsWith("/test-")
                            && !STREAMS.contains(call.name())
                            && (isInside()
                                    || !path.getKey().startsWith(CONSOLE)
                                            && !path.getKey().startsWith(WALK))) {
                        calls.add(call);
                    }
                }));
        return List.copyOf(calls);
    }

    static JsonNode document() {
        try {
            // In production the document stands on the management port; whoever starts a packaged service says which.
            RawHttp at = Optional.ofNullable(Integer.getInteger("desk.management-port"))
                    .map(RawHttp::new)
                    .orElseGet(Api::wire);
            return JSON.readTree(
                    at.send(at.request("GET", "/q/openapi?format=json")).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Operator operator(Customer customer) {
        return OPERATORS.computeIfAbsent(customer, one -> Operator.at("demo", Role.values()));
    }

    /** Begins a walk; the token of its link. */
    private static String walk(Operator operator) {
        String link = operator.calls()
                .body("{\"persona\":\"habitual\",\"version\":0}")
                .post("/v1/ops/demo/walks")
                .path("link");
        return link.split("#walk=")[1];
    }

    /** A request with a token, in a sandbox that of a walk, below {@code /v1/ops/} an operator's with every role, so that a refusal is about the request and not about who asks. */
    static RawHttp.Request asCustomer(Customer customer, String method, String target) {
        if (target.startsWith(WALK)) {
            return wire().request(method, target)
                    .header("Host", "sandbox.localhost:" + port())
                    .header("Latchkey-Walk", WALKS.computeIfAbsent(customer, one -> walk(operator(one))));
        }
        if (target.startsWith(CONSOLE)) {
            Operator operator = operator(customer);
            return wire().request(method, target)
                    .header("Host", "console.localhost:" + port())
                    .header("Authorization", "Bearer " + operator.account().accessToken());
        }
        return wire().request(method, target).header("Authorization", "Bearer " + customer.accessToken());
    }

    /** How many rows only a genuine ceremony may add; what the clock notes by itself in the meantime is nobody's call. */
    static long written() {
        try (Connection owner = TestServer.asOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from passkey_spent)
                             + (select count(*) from audit_entry where event not in ('alert_raised', 'drift_noticed',
                                    'step_up_abandoned', 'policy_rolled_back', 'break_glass_ended', 'signing_key_made'))""")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
