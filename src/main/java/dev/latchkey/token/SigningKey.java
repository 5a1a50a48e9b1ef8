package dev.latchkey.token;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One key that signs access tokens. Its instants alone say what it is good for; nothing is switched.
 *
 * @param kid its name in tokens and in the published set, the thumbprint of RFC 7638
 * @param relyingParty whose tokens it signs, and nobody else's
 * @param algorithm the one JWS algorithm it is used with (RFC 8725 §3.1)
 * @param publicKey verifies
 * @param privateKey signs; empty where no key-encryption key of the ring opens it, and then the key only verifies
 * @param publicJwk the public key as published (RFC 7517)
 * @param activatesAt signs from here on; published before
 * @param retiresAt signs no more from here on
 * @param removedAt verifies no more from here on
 */
record SigningKey(
        String kid,
        RelyingPartyId relyingParty,
        SigningAlgorithm algorithm,
        PublicKey publicKey,
        Optional<PrivateKey> privateKey,
        String publicJwk,
        Instant activatesAt,
        Instant retiresAt,
        Instant removedAt) {

    boolean signsAt(Instant now) {
        return privateKey.isPresent() && !now.isBefore(activatesAt) && now.isBefore(retiresAt);
    }

    boolean verifiesAt(Instant now) {
        return now.isBefore(removedAt);
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + " of " + relyingParty + ", redacted]";
    }
}
