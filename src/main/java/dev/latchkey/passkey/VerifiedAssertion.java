package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An assertion that passed every step of WebAuthn L3 §7.2. Nothing is stored yet: see
 * {@link AuthenticationCeremony#confirm}.
 *
 * @param relyingParty where
 * @param account the owner of the credential, and of the user handle that was returned
 * @param userHandle that account's user handle
 * @param credential the credential
 * @param userVerified UV flag
 * @param backupEligible BE flag, equal to the stored one
 * @param backedUp BS flag
 * @param backupChanged whether BS differs from the stored one
 * @param counterBefore stored signature counter
 * @param counterAfter received signature counter
 * @param counterGrew whether it grew or both are zero; otherwise a hint of cloning (§7.2 step 22), never a refusal
 * @param aaguid the credential's AAGUID as registered; not attested
 * @param attachment {@code platform} or {@code cross-platform}, as the browser said
 * @param credentialCreatedAt when the credential was registered
 * @param at when it was verified
 * @param accepted every passkey of the account, for {@code signalAllAcceptedCredentials}
 * @param name what the passkey is called in front of its owner
 */
public record VerifiedAssertion(
        RelyingPartyId relyingParty,
        AccountId account,
        UserHandle userHandle,
        CredentialId credential,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        boolean backupChanged,
        long counterBefore,
        long counterAfter,
        boolean counterGrew,
        UUID aaguid,
        Optional<String> attachment,
        Instant credentialCreatedAt,
        Instant at,
        List<CredentialId> accepted,
        PasskeyName name) {
    /** Keeps an immutable copy of {@code accepted}. */
    public VerifiedAssertion {
        accepted = List.copyOf(accepted);
    }
}
