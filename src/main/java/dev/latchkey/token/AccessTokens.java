package dev.latchkey.token;

import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads access tokens. */
@Singleton
public final class AccessTokens {
    /**
     * Verifies an access token of the relying party and says who is calling; empty when anything about it is wrong.
     *
     * @param byCookie whether it came in a cookie
     */
    public Optional<Caller> read(RelyingParty relyingParty, String jwt, boolean byCookie) {
        throw new UnsupportedOperationException();
    }
}
