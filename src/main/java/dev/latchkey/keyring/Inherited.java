package dev.latchkey.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one room needs of a key-encryption key that is gone: keys derived from it, which open or verify what is out. */
public interface Inherited {
    /** Returns the purposes. */
    List<Purpose> purposes(Instant now);

    /**
     * One derived key.
     *
     * @param name what it is derived for
     * @param algorithm what it is used with
     * @param until how long it is needed; empty for good
     */
    record Purpose(String name, String algorithm, Optional<Instant> until) {}
}
