package dev.latchkey.token;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.time.Duration;
import java.util.List;

/**
 * The cookies of cookie mode. {@code __Host-} binds each to this host alone, {@code Secure} and {@code Path=/} included
 * (RFC 6265bis §4.1.3.2); no script reads them.
 */
public final class SessionCookies {
    /** The cookie that carries the access token. */
    public static final String SESSION = "__Host-latchkey-session";

    /** The cookie that carries the refresh token. */
    public static final String REFRESH = "__Host-latchkey-refresh";

    private SessionCookies() {}

    /** Returns the cookies that carry the pair, each for as long as what it carries is good. */
    public static List<NewCookie> carry(TokenPair tokens) {
        return List.of(
                cookie(SESSION, tokens.accessToken(), tokens.accessLifetime()),
                cookie(REFRESH, tokens.refreshToken(), tokens.refreshLifetime()));
    }

    /** Returns the cookies that make a browser forget the pair. */
    public static List<NewCookie> clear() {
        return List.of(cookie(SESSION, "", Duration.ZERO), cookie(REFRESH, "", Duration.ZERO));
    }

    private static NewCookie cookie(String name, String value, Duration maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(maxAge.toSeconds()))
                .secure(true)
                .httpOnly(true)
                .sameSite(SameSite.LAX)
                .build();
    }
}
