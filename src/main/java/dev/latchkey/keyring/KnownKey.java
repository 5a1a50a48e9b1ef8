package dev.latchkey.keyring;

import dev.latchkey.secret.KeyRing;
import java.time.Instant;
import java.util.Optional;

/**
 * A key-encryption key that this database has met.
 *
 * @param name see {@link KeyRing#current()}
 * @param firstSeenAt when a service first had it
 * @param lastCurrentAt when one last closed new things under it, to the minute
 * @param retiredAt since when nothing is closed under it
 */
public record KnownKey(int name, Instant firstSeenAt, Optional<Instant> lastCurrentAt, Optional<Instant> retiredAt) {

    /** Returns the name as it is shown. */
    public String text() {
        return KeyRing.text(name);
    }
}
