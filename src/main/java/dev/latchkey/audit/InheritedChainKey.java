package dev.latchkey.audit;

import dev.latchkey.keyring.Inherited;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Former keys' parts of the chain must be verified as long as the journal stands. */
@Singleton
final class InheritedChainKey implements Inherited {
    @Override
    public List<Purpose> purposes(Instant now) {
        return List.of(new Purpose(ChainKey.PURPOSE, ChainKey.ALGORITHM, Optional.empty()));
    }
}
