package dev.latchkey.passkey;

import java.util.Optional;

/**
 * The signature algorithms that are offered and accepted (WebAuthn L3 §5.8.5), the most wanted first: ES256 is what every
 * authenticator has and what a fast crypto provider speeds up.
 */
enum Algorithm {
    /** ECDSA on P-256 with SHA-256. */
    ES256(-7),
    /** Ed25519. */
    EDDSA(-8),
    /** ECDSA on P-384 with SHA-384. */
    ES384(-35),
    /** ECDSA on P-521 with SHA-512. */
    ES512(-36),
    /** RSASSA-PKCS1-v1_5 with SHA-256, for the TPMs of older desks. */
    RS256(-257);

    private final int cose;

    Algorithm(int cose) {
        this.cose = cose;
    }

    /** The COSE algorithm identifier (IANA). */
    int cose() {
        return cose;
    }

    static Optional<Algorithm> fromCose(long cose) {
        for (Algorithm algorithm : values()) {
            if (algorithm.cose == cose) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
