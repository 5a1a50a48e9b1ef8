package dev.latchkey.signin;

import dev.latchkey.id.Bytes;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The pre-login cookie: one random id per browser, set once and shared by its tabs. A cookie-mode ceremony can only be
 * finished by the browser that began it.
 */
final class PreLogin {
    static final String COOKIE = "__Host-latchkey-pre";

    private static final int LENGTH = 32;
    private static final int ONE_YEAR = 31_536_000;

    private PreLogin() {}

    static Optional<Bytes> read(String cookie) {
        return Bytes.fromBase64Url(cookie).filter(id -> id.length() == LENGTH);
    }

    static Bytes fresh(SecureRandom random) {
        return Bytes.random(LENGTH, random);
    }

    static NewCookie cookie(Bytes id) {
        return new NewCookie.Builder(COOKIE)
                .value(id.toBase64Url())
                .path("/")
                .maxAge(ONE_YEAR)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
