package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Verifies assertions (WebAuthn L3 §7.2). */
@Singleton
public final class AuthenticationCeremony {
    AuthenticationCeremony() {}

    /** Begins an authentication without touching the database. */
    public RequestOptions begin(BeginAssertion begin) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends an authentication, in the caller's transaction. */
    public AssertionOutcome finish(RelyingParty here, byte[] body, Optional<Bytes> preLogin) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Adds what a sign-in changes of the credential to {@code writes}. */
    public void confirm(Writes writes, VerifiedAssertion verified) {
        throw new UnsupportedOperationException("not built yet");
    }
}
