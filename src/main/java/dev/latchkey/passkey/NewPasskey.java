package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A credential that passed every step of WebAuthn L3 §7.1 and is not stored yet: the credential record of step 27.
 *
 * @param relyingParty whose it is
 * @param id credential id
 * @param userHandle the user handle it was made for
 * @param publicKey our own COSE encoding of its public key, never the bytes that were sent
 * @param algorithm COSE algorithm identifier
 * @param counter signature counter, 0 to 2³²−1
 * @param aaguid what its maker calls it; not attested, good for a display name only
 * @param transports how it can be reached, as the browser said
 * @param attachment {@code platform} or {@code cross-platform}, as the browser said
 * @param backupEligible BE flag, for life
 * @param backedUp BS flag
 * @param userVerified UV flag ({@code uvInitialized})
 * @param discoverable what {@code credProps} said, where the browser said it
 * @param provider the provider's name, where its AAGUID is well known
 * @param createdAt when it was verified
 */
public record NewPasskey(
        RelyingPartyId relyingParty,
        CredentialId id,
        UserHandle userHandle,
        Bytes publicKey,
        int algorithm,
        long counter,
        UUID aaguid,
        List<String> transports,
        Optional<String> attachment,
        boolean backupEligible,
        boolean backedUp,
        boolean userVerified,
        Optional<Boolean> discoverable,
        Optional<String> provider,
        Instant createdAt) {
    /** Keeps an immutable copy of {@code transports}. */
    public NewPasskey {
        transports = List.copyOf(transports);
    }

    /** Returns it as it stands in the account's list once stored. */
    public Passkey of(AccountId account, Optional<Bytes> closedNickname) {
        return new Passkey(
                id,
                account,
                closedNickname,
                provider,
                createdAt,
                Optional.empty(),
                backupEligible,
                backedUp,
                transports,
                false,
                aaguid);
    }
}
