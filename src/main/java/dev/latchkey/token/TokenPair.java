package dev.latchkey.token;

import dev.latchkey.assurance.Assurance;
import java.time.Duration;

/**
 * What a client carries from here on.
 *
 * @param accessToken a signed JWT ({@code at+jwt})
 * @param accessLifetime how long it is good for
 * @param refreshToken opaque; good for one rotation
 * @param refreshLifetime how long it may lie unused
 * @param csrf the value that the CSRF header must carry in cookie mode
 * @param assurance what the access token says of how sure we are, now
 */
public record TokenPair(
        String accessToken,
        Duration accessLifetime,
        String refreshToken,
        Duration refreshLifetime,
        String csrf,
        Assurance assurance) {
    @Override
    public String toString() {
        return "TokenPair[redacted]";
    }
}
