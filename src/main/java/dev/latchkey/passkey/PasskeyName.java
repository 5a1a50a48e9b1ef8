package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.util.Optional;

/**
 * What a passkey is called in front of its owner.
 *
 * @param closedNickname the owner's own name for it, closed under the account's key
 * @param provider the provider's name, where its AAGUID is well known; not attested
 */
public record PasskeyName(Optional<Bytes> closedNickname, Optional<String> provider) {
    /** No passkey had a part in it. */
    public static final PasskeyName NONE = new PasskeyName(Optional.empty(), Optional.empty());
}
