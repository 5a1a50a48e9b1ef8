package dev.latchkey.decision;

import dev.latchkey.id.CredentialId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a ceremony verified of the passkey it was made with.
 *
 * @param credential which passkey
 * @param userVerified whether the device checked who is there (UV)
 * @param backupEligible whether the passkey may be synced (BE)
 * @param backedUp whether it is synced (BS)
 * @param backupChanged whether BS differs from what is stored
 * @param counterGrew whether the signature counter grew, or is not used
 * @param aaguid the authenticator's model, as it says itself
 * @param attachment {@code platform} or {@code cross-platform}, as the client says
 * @param createdAt when the passkey was registered
 */
public record PasskeyFacts(
        CredentialId credential,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        boolean backupChanged,
        boolean counterGrew,
        UUID aaguid,
        Optional<String> attachment,
        Instant createdAt) {}
