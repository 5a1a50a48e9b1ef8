package dev.latchkey.token;

import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Gives a client new tokens for a refresh token, in one transaction that also keeps a reuse. */
@Singleton
class Refresh {
    private final Tokens tokens;

    Refresh(Tokens tokens) {
        this.tokens = tokens;
    }

    @Transactional
    RotationOutcome with(RelyingParty relyingParty, String refreshToken) {
        return tokens.rotate(relyingParty, refreshToken);
    }
}
