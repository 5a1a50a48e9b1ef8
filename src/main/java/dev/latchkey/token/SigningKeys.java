package dev.latchkey.token;

import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;

/** The keys that sign access tokens. */
@Singleton
public final class SigningKeys {
    /**
     * Replaces the signing key of the relying party within seconds, on every replica, and returns the new key's {@code
     * kid}. What the former key signed stays valid until it expires.
     */
    public String rotateNow(RelyingParty relyingParty) {
        throw new UnsupportedOperationException();
    }
}
