package dev.latchkey.decision;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt, in plain facts that the ceremony has verified and the client has said.
 *
 * @param relyingParty where
 * @param action what is attempted
 * @param account for which account
 * @param credential by which passkey
 * @param userVerified whether the device checked who is there (UV)
 * @param backupEligible whether the passkey may be synced (BE)
 * @param backedUp whether it is synced (BS)
 * @param backupChanged whether BS differs from what is stored
 * @param counterGrew whether the signature counter grew, or is not used
 * @param aaguid the authenticator's model, as it says itself
 * @param attachment {@code platform} or {@code cross-platform}, as the client says
 * @param credentialCreatedAt when the passkey was registered
 * @param accountCreatedAt when the account signed up
 * @param client what the client said of itself
 * @param at when it was verified
 */
public record Attempt(
        RelyingParty relyingParty,
        Action action,
        AccountId account,
        Optional<CredentialId> credential,
        boolean userVerified,
        boolean backupEligible,
        boolean backedUp,
        boolean backupChanged,
        boolean counterGrew,
        UUID aaguid,
        Optional<String> attachment,
        Instant credentialCreatedAt,
        Instant accountCreatedAt,
        ClientFacts client,
        Instant at) {}
