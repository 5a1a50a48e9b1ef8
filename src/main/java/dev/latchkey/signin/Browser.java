package dev.latchkey.signin;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.ClientFacts;
import dev.latchkey.decision.Clients;
import dev.latchkey.decision.place.DeviceCookie;
import dev.latchkey.decision.place.DeviceKey;
import dev.latchkey.id.Bytes;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The client as its request shows it.
 *
 * @param preLogin the pre-login cookie: one random id per browser, to which a cookie-mode ceremony is bound
 * @param facts what it said of itself
 * @param call what it called
 * @param freshDevice the device cookie that the answer sets, should it have none
 */
record Browser(Optional<Bytes> preLogin, ClientFacts facts, Call call, Optional<Bytes> freshDevice) {
    /** The method, host and path of a request: what a proof by the device's key is made for. */
    record Call(String method, String host, String path) {
        private static Call of(HttpServerRequest request) {
            HostAndPort authority = request.authority();
            String host = authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
            return new Call(request.method().name(), host, request.path());
        }
    }

    static Browser of(HttpHeaders headers, HttpServerRequest request, Clients clients) {
        return new Browser(
                Optional.ofNullable(headers.getCookies().get(PreLogin.COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(PreLogin::read),
                clients.of(headers, Optional.ofNullable(request.remoteAddress()).map(SocketAddress::hostAddress)),
                Call.of(request),
                Optional.empty());
    }

    /** The same, with what its device proves for the ceremony of this challenge. */
    Browser proving(Bytes challenge, Instant now) {
        return new Browser(
                preLogin,
                facts.with(
                        DeviceKey.read(facts.deviceHeader(), call.method(), call.host(), call.path(), challenge, now)),
                call,
                freshDevice);
    }

    /**
     * The same, to be known again: it is given a device cookie unless it has one. Only a client that has sent its
     * pre-login cookie is sure to keep it, and known by it from now on; any other when it comes back with it.
     */
    Browser knownFromNowOn(SecureRandom random) {
        Bytes fresh = DeviceCookie.fresh(random);
        return new Browser(preLogin, preLogin.isPresent() ? facts.giving(fresh) : facts, call, Optional.of(fresh));
    }

    /** The same, bound to a pre-login id, or to none. */
    Browser boundTo(Optional<Bytes> id) {
        return new Browser(id, facts, call, freshDevice);
    }

    /** The device cookie, renewed or first given: browsers let none live longer than 400 days. */
    NewCookie deviceCookie() {
        return DeviceCookie.issue(facts.deviceCookie().or(() -> freshDevice).orElseThrow());
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
