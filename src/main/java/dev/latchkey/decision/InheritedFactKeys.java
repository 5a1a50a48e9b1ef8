package dev.latchkey.decision;

import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.keyring.Inherited;
import dev.latchkey.relyingparty.RelyingParties;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Habits are hashes under keys of two epochs; without a former key's part nobody would be known again. */
@Singleton
final class InheritedFactKeys implements Inherited {
    private final RelyingParties relyingParties;

    InheritedFactKeys(RelyingParties relyingParties) {
        this.relyingParties = relyingParties;
    }

    @Override
    public List<Purpose> purposes(Instant now) {
        Optional<Instant> until = Optional.of(FactHashes.comparedUntil(now));
        return relyingParties.all().stream()
                .flatMap(party -> FactHashes.purposes(party.id(), now).stream())
                .map(name -> new Purpose(name, FactHashes.ALGORITHM, until))
                .toList();
    }
}
