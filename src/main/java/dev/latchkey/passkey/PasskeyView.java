package dev.latchkey.passkey;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.account.AccountKey;
import dev.latchkey.id.CredentialId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A passkey as its owner's client sees it.
 *
 * @param id credential id, base64url
 * @param nickname the owner's own name for it
 * @param provider the provider's name, told by its AAGUID; not attested
 * @param createdAt when it was registered
 * @param lastUsedAt when it was last used
 * @param synced whether it was backed up when last seen (BS)
 * @param backupEligible whether it may be backed up (BE)
 * @param deviceBound whether it stays on its device for good, the opposite of BE
 * @param transports how it can be reached
 * @param suspended whether it may not be used at present
 * @param current whether the session that asks was opened with it
 */
@RegisterForReflection
public record PasskeyView(
        String id,
        Optional<String> nickname,
        Optional<String> provider,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("last_used_at") Optional<Instant> lastUsedAt,
        boolean synced,
        @JsonProperty("backup_eligible") boolean backupEligible,
        @JsonProperty("device_bound") boolean deviceBound,
        List<String> transports,
        boolean suspended,
        boolean current) {
    /** What nicknames are closed for, see {@link AccountKey#close}. */
    public static final String NICKNAME = "nickname";

    /** Shows a passkey to its owner, whose session was opened with {@code used}. */
    public static PasskeyView of(Passkey passkey, AccountKey key, Optional<CredentialId> used) {
        return new PasskeyView(
                passkey.id().toString(),
                passkey.closedNickname().flatMap(closed -> key.open(NICKNAME, closed)),
                passkey.provider(),
                passkey.createdAt(),
                passkey.lastUsedAt(),
                passkey.backedUp(),
                passkey.backupEligible(),
                !passkey.backupEligible(),
                passkey.transports(),
                passkey.suspended(),
                used.isPresent() && used.get().equals(passkey.id()));
    }

    @Override
    public String toString() {
        return "PasskeyView[redacted]";
    }
}
