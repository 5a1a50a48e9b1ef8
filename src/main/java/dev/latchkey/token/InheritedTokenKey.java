package dev.latchkey.token;

import dev.latchkey.keyring.Inherited;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Refresh tokens that were issued under a former key are presented until their sessions end; without its part of it their
 * owners would have to sign in again.
 */
@Singleton
final class InheritedTokenKey implements Inherited {
    @Override
    public List<Purpose> purposes(Instant now) {
        return List.of(new Purpose(RefreshTokens.PURPOSE, RefreshTokens.ALGORITHM, Optional.empty()));
    }
}
