package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import dev.latchkey.secret.Seals;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes challenges that carry their ceremony sealed inside, and reads them back (WebAuthn L3 §13.4.3: at least 16 random
 * bytes; here 16 of the ceremony's id and 12 of the nonce, under an authenticated cipher). Touches no database.
 */
@Singleton
final class Challenges {
    private static final String SEAL = "ceremony";
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Seals seals;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration lifetime;

    Challenges(Seals seals, SecureRandom random, Clock clock, PasskeyConfig config) {
        this.lifetime = config.ceremonyLifetime();
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("latchkey.passkey.ceremony-lifetime must be one second to one hour");
        }
        this.seals = seals;
        this.random = random;
        this.clock = clock;
    }

    Bytes freshId() {
        return Bytes.random(16, random);
    }

    /** The present, in whole milliseconds, as a ceremony keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    long lifetimeMillis() {
        return lifetime.toMillis();
    }

    Instant expiryOf(Ceremony ceremony) {
        return ceremony.issuedAt().plus(lifetime);
    }

    static Bytes bindingTo(Bytes preLogin) {
        return Digests.sha256(preLogin.toArray());
    }

    /** Seals {@code ceremony}; the text is the {@code challenge} of the options. */
    String seal(Ceremony ceremony) {
        return seals.seal(SEAL, CeremonyCodec.encode(ceremony), ceremony.issuedAt())
                .toBase64Url();
    }

    /**
     * Opens a challenge that came back. Empty unless it was sealed here for this relying party and this kind of
     * ceremony, has not expired, and comes from the browser it is bound to, if it is bound. Whoever presents any other
     * leaves no trace in the database, so a foreign browser cannot spend what it has overheard.
     */
    Optional<Ceremony> open(Bytes challenge, RelyingParty here, Purpose.Kind kind, Optional<Bytes> preLogin) {
        Instant now = now();
        return seals.open(SEAL, challenge, lifetime, now)
                .flatMap(CeremonyCodec::decode)
                .filter(ceremony -> ceremony.relyingParty().equals(here.id()))
                .filter(ceremony -> ceremony.purpose().kind() == kind)
                .filter(ceremony -> now.isBefore(expiryOf(ceremony)))
                .filter(ceremony -> !ceremony.issuedAt().isAfter(now.plus(SKEW)))
                .filter(ceremony -> comesFromItsBrowser(ceremony, preLogin));
    }

    private static boolean comesFromItsBrowser(Ceremony ceremony, Optional<Bytes> preLogin) {
        return ceremony.binding().isEmpty()
                || preLogin.filter(presented -> MessageDigest.isEqual(
                                bindingTo(presented).toArray(),
                                ceremony.binding().get().toArray()))
                        .isPresent();
    }
}
