package dev.latchkey.passkey;

import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The steps that both ceremonies take over the authenticator data (WebAuthn L3 §7.1 steps 13 to 16, §7.2 14 to 17). */
final class AuthenticatorDataCheck {
    private AuthenticatorDataCheck() {}

    static Optional<Flaw> flawIn(AuthenticatorData data, RelyingParty here, boolean userVerificationRequired) {
        if (!data.rpIdHash().equals(Digests.sha256(here.rpId().getBytes(StandardCharsets.UTF_8)))) {
            return Optional.of(Flaw.RP_ID_HASH);
        }
        if (!data.userPresent()) {
            return Optional.of(Flaw.USER_NOT_PRESENT);
        }
        if (userVerificationRequired && !data.userVerified()) {
            return Optional.of(Flaw.USER_NOT_VERIFIED);
        }
        if (data.backedUp() && !data.backupEligible()) {
            return Optional.of(Flaw.BACKUP_STATE);
        }
        return Optional.empty();
    }
}
