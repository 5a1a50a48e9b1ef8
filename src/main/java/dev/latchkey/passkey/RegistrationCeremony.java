package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Registers passkeys (WebAuthn L3 §7.1). */
@Singleton
public final class RegistrationCeremony {
    RegistrationCeremony() {}

    /** Begins a registration without touching the database. */
    public CreationOptions begin(BeginRegistration begin) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends a registration, in the caller's transaction. */
    public RegistrationOutcome finish(RelyingParty here, byte[] body, Optional<Bytes> preLogin) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Adds the insert of {@code passkey} to {@code writes} and returns its place among the counts. */
    public int store(Writes writes, AccountId account, NewPasskey passkey, Optional<Bytes> closedNickname) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Takes back an insert of the running transaction whose other half was refused. */
    public void withdraw(NewPasskey passkey) {
        throw new UnsupportedOperationException("not built yet");
    }
}
