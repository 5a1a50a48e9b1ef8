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
 * A stored credential record (WebAuthn L3 §4), as far as verifying an assertion needs it; a detached copy. {@code
 * accepted} are all passkeys of its account.
 */
record CredentialRow(
        RelyingPartyId relyingParty,
        CredentialId id,
        AccountId account,
        UserHandle userHandle,
        Bytes publicKey,
        long counter,
        UUID aaguid,
        boolean backupEligible,
        boolean backedUp,
        boolean userVerified,
        Instant createdAt,
        boolean suspended,
        List<CredentialId> accepted,
        Optional<Bytes> closedNickname) {}
