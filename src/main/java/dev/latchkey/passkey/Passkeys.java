package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The passkeys of an account: listed, renamed, removed. */
@Singleton
public final class Passkeys {
    /** The most passkeys that an account may have. */
    public static final int MOST = 20;

    Passkeys() {}

    /** Returns the account's passkeys, the oldest first. */
    public List<Passkey> of(AccountId account) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Returns one passkey of the account. */
    public Optional<Passkey> find(AccountId account, CredentialId credential) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Renames a passkey; false when the account has no such passkey. */
    public boolean rename(AccountId account, CredentialId credential, Optional<Bytes> closedNickname) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Removes a passkey unless it is the last with which the account can sign in; two at once never leave none. */
    public RemovalOutcome remove(AccountId account, CredentialId credential) {
        throw new UnsupportedOperationException("not built yet");
    }
}
