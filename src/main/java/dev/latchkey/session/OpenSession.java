package dev.latchkey.session;

import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.util.Optional;

/**
 * What a session is opened with.
 *
 * @param relyingParty whose it will be, with its rules for how long it lives
 * @param account whose it will be
 * @param credential the passkey that was verified; empty after a fallback
 * @param clientId the client its tokens are for
 * @param mode how the client will carry it
 * @param assurance what was proven
 * @param device the customer's device, closed under the account's key
 */
public record OpenSession(
        RelyingParty relyingParty,
        AccountId account,
        Optional<CredentialId> credential,
        String clientId,
        SessionMode mode,
        Assurance assurance,
        Optional<Bytes> device) {}
