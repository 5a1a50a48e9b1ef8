package dev.latchkey.signin;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.ClientFacts;
import dev.latchkey.decision.Clients;
import dev.latchkey.id.Bytes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * The client as its request shows it.
 *
 * @param preLogin the pre-login cookie: one random id per browser, to which a cookie-mode ceremony is bound
 * @param facts what it said of itself
 */
record Browser(Optional<Bytes> preLogin, ClientFacts facts) {
    static Browser of(HttpHeaders headers, HttpServerRequest request, Clients clients) {
        return new Browser(
                Optional.ofNullable(headers.getCookies().get(PreLogin.COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(PreLogin::read),
                clients.of(headers, Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress)));
    }

    /** What the customer will read of the device in their lists. */
    PrivateFacts device() {
        return facts.privateFacts();
    }

    @Override
    public String toString() {
        return "Browser[redacted]";
    }
}
