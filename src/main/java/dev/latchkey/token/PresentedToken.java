package dev.latchkey.token;

import dev.latchkey.relyingparty.Here;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the access token that a request presents and says what it is worth. Application-scoped, not a singleton: filters
 * exist before the configuration does, and a client proxy waits for it.
 */
@ApplicationScoped
class PresentedToken {
    private static final String SCHEME = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessTokens tokens;
    private final Csrf csrf;
    private final Here here;

    PresentedToken(AccessTokens tokens, Csrf csrf, Here here) {
        this.tokens = tokens;
        this.csrf = csrf;
        this.here = here;
    }

    /** What a request presented. */
    sealed interface Presented {
        /** No token at all. */
        record Nothing() implements Presented {}

        /**
         * A token that was not accepted.
         *
         * @param meant whether the client sent it on purpose: a cookie alone goes along unasked
         */
        record Refused(boolean meant) implements Presented {}

        /**
         * A good token in a cookie, but the request changes something and its CSRF header is missing or wrong.
         *
         * @param meant whether there was a header
         */
        record WithoutCsrf(boolean meant) implements Presented {}

        /** A good token. */
        record Accepted(Caller caller) implements Presented {}
    }

    /** Reads the bearer token, or without one the cookie; where both are present the bearer token alone counts. */
    Presented in(ContainerRequestContext request) {
        Optional<String> bearer = bearer(request);
        if (bearer.isPresent()) {
            return tokens.read(here.relyingParty(), bearer.get(), false)
                    .<Presented>map(Presented.Accepted::new)
                    .orElseGet(() -> new Presented.Refused(true));
        }
        return cookie(request).map(jwt -> byCookie(request, jwt)).orElseGet(Presented.Nothing::new);
    }

    private Presented byCookie(ContainerRequestContext request, String jwt) {
        Optional<String> header = Optional.ofNullable(request.getHeaderString(Csrf.HEADER));
        boolean meant = SAFE.contains(request.getMethod()) || header.isPresent();
        Optional<Caller> caller = tokens.read(here.relyingParty(), jwt, true);
        if (caller.isEmpty()) {
            return new Presented.Refused(meant);
        }
        boolean proven = SAFE.contains(request.getMethod())
                || header.filter(value -> csrf.matches(caller.get().session(), value))
                        .isPresent();
        return proven ? new Presented.Accepted(caller.get()) : new Presented.WithoutCsrf(meant);
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    private static Optional<String> cookie(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(SessionCookies.SESSION))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }
}
