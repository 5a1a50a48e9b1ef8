package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One passkey in an account's list.
 *
 * @param id credential id
 * @param account whose it is
 * @param closedNickname the owner's name for it, closed under the account's key
 * @param provider the provider's name, where its AAGUID is well known; not attested
 * @param createdAt when it was registered
 * @param lastUsedAt when it last signed in
 * @param backupEligible whether it may be synced; false means bound to its device
 * @param backedUp whether it was synced when last seen
 * @param transports how it can be reached
 * @param suspended whether it may not sign in at present
 * @param aaguid what its maker calls it; not attested
 */
public record Passkey(
        CredentialId id,
        AccountId account,
        Optional<Bytes> closedNickname,
        Optional<String> provider,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        boolean backupEligible,
        boolean backedUp,
        List<String> transports,
        boolean suspended,
        UUID aaguid) {
    /** Keeps an immutable copy of {@code transports}. */
    public Passkey {
        transports = List.copyOf(transports);
    }

    /** Returns what it is called in front of its owner. */
    public PasskeyName name() {
        return new PasskeyName(closedNickname, provider);
    }
}
