package dev.latchkey.passkey;

import java.security.GeneralSecurityException;

/** Turns checked keys into keys of the crypto provider. */
final class DecodedKeys {
    VerifyingKey decode(CredentialKey key) throws GeneralSecurityException {
        return VerifyingKey.of(key, key.decode());
    }
}
