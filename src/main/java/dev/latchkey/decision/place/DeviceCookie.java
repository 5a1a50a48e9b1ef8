package dev.latchkey.decision.place;

import dev.latchkey.id.Bytes;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A cookie by which a browser is known again: a random number that means nothing anywhere else. {@code __Host-} binds it
 * to this host alone (RFC 6265bis §4.1.3.2); no script reads it. Only its keyed hash is ever kept.
 */
public final class DeviceCookie {
    /** Its name. */
    public static final String COOKIE = "__Host-latchkey-device";

    private static final int LENGTH = 32;

    /** As long as browsers allow (RFC 6265bis §5.5). */
    private static final Duration LIFETIME = Duration.ofDays(400);

    private DeviceCookie() {}

    /** Reads it out of a request's cookies; one of another form counts as none. */
    public static Optional<Bytes> read(Map<String, Cookie> cookies) {
        return Optional.ofNullable(cookies.get(COOKIE)).map(Cookie::getValue).flatMap(DeviceCookie::read);
    }

    /** Reads its value; empty for one of another form. */
    public static Optional<Bytes> read(String value) {
        return Bytes.fromBase64Url(value).filter(bytes -> bytes.length() == LENGTH);
    }

    /** Returns a fresh value. */
    public static Bytes fresh(SecureRandom random) {
        return Bytes.random(LENGTH, random);
    }

    /** Returns the cookie that carries {@code value}; setting it again at each sign-in keeps it from expiring. */
    public static NewCookie issue(Bytes value) {
        return cookie(value.toBase64Url(), LIFETIME);
    }

    /** Returns the cookie that makes a browser forget it. */
    public static NewCookie clear() {
        return cookie("", Duration.ZERO);
    }

    private static NewCookie cookie(String value, Duration maxAge) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(maxAge.toSeconds()))
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
