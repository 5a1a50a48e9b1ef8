package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.secret.Digests;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One ceremony, as it travels sealed in its own challenge (WebAuthn L3 §13.4.3): begun without a row, ended by one.
 * What the client must not decide is read from here.
 *
 * @param id 16 random bytes that are spent once
 * @param purpose what it was begun for
 * @param relyingParty at which relying party
 * @param account the account it is for, where one is known or about to be made
 * @param userHandle that account's user handle (WebAuthn L3 §5.4.3)
 * @param username the user name given at registration; empty at authentication
 * @param displayName the display name given at registration; empty at authentication
 * @param userVerificationRequired whether an answer without user verification is refused
 * @param mode how the client will carry its session
 * @param session the session it was begun in
 * @param proof hash of the ticket or recovery code that allowed it
 * @param transaction hash of what it approves
 * @param binding hash of the pre-login id of the browser it was begun in; empty in token mode
 * @param allowed which credentials may answer, by {@link #shortHash}; empty when any may
 * @param issuedAt when it was begun
 */
public record Ceremony(
        Bytes id,
        Purpose purpose,
        RelyingPartyId relyingParty,
        Optional<AccountId> account,
        Optional<UserHandle> userHandle,
        String username,
        String displayName,
        boolean userVerificationRequired,
        SessionMode mode,
        Optional<SessionId> session,
        Optional<Bytes> proof,
        Optional<Bytes> transaction,
        Optional<Bytes> binding,
        List<Bytes> allowed,
        Instant issuedAt) {
    /** Keeps an immutable copy of {@code allowed}. */
    public Ceremony {
        allowed = List.copyOf(allowed);
    }

    /**
     * Returns 8 bytes that stand for {@code credential} in {@link #allowed}. Enough there: the list only narrows the
     * passkeys of one account, whose ownership is checked in full.
     */
    static Bytes shortHash(CredentialId credential) {
        byte[] whole = Digests.sha256(credential.value().toArray()).toArray();
        return Bytes.of(Arrays.copyOf(whole, 8));
    }

    @Override
    public String toString() {
        return "Ceremony[" + purpose + " at " + relyingParty + ", the rest redacted]";
    }
}
