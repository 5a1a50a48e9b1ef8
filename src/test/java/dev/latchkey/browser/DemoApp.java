package dev.latchkey.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** An app of the demo relying party on a server of its own: sends its visitors to sign in, and exchanges the code. */
final class DemoApp implements AutoCloseable {
    private static final String VERIFIER = "a-verifier-of-this-app-that-is-long-enough-0123456789";
    private static final String STATE = "where the visitor was & wanted to go";

    private final HttpServer server;

    private DemoApp(HttpServer server) {
        this.server = server;
    }

    static DemoApp start() throws IOException {
        int port = Browser.port("desk.app-port");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        DemoApp app = new DemoApp(server);
        server.createContext("/begin", app::send);
        server.createContext("/return", app::welcome);
        server.createContext("/favicon.ico", exchange -> answer(exchange, 204, ""));
        // RestAssured and the configuration are found by the class loader of the test.
        ClassLoader here = Thread.currentThread().getContextClassLoader();
        server.setExecutor(work -> {
            Thread thread = new Thread(work, "demo-app");
            thread.setContextClassLoader(here);
            thread.start();
        });
        server.start();
        return app;
    }

    /** Where a visitor starts. */
    String begin() {
        return "http://localhost:" + server.getAddress().getPort() + "/begin";
    }

    /** The registered address. */
    String returnAddress() {
        return "http://localhost:" + server.getAddress().getPort() + "/return";
    }

    private void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        Browser.at("/?return_to=" + encoded(returnAddress()) + "&state=" + encoded(STATE)
                                + "&code_challenge=" + challenge() + "&code_challenge_method=S256"));
        answer(exchange, 302, "");
    }

    private void welcome(HttpExchange exchange) throws IOException {
        try {
            exchangeCode(exchange);
        } catch (RuntimeException e) {
            answer(exchange, 500, "the app could not exchange the code: " + e);
        }
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        Map<String, String> asked = Arrays.stream(
                        exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        if (!STATE.equals(asked.get("state"))) {
            answer(exchange, 400, "not begun here: " + asked.keySet());
            return;
        }
        Response exchanged = RestAssured.given()
                .contentType("application/json")
                .body("""
                        {"code":"%s","code_verifier":"%s","return_to":"%s"}""".formatted(asked.get("code"), VERIFIER, returnAddress()))
                .post(Browser.at("/v1/token/exchange"));
        if (exchanged.statusCode() != 200) {
            answer(exchange, 502, "the exchange was refused: " + exchanged.asString());
            return;
        }
        String name = RestAssured.given()
                .header("Authorization", "Bearer " + exchanged.jsonPath().getString("access_token"))
                .get(Browser.at("/v1/me"))
                .jsonPath()
                .getString("account.displayName");
        answer(exchange, 200, "Hello " + name + " of the app");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
