package dev.latchkey.decision;

import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes note of tries that failed: a refused assertion, a wrong code. Under the same keyed hashes by which decisions see
 * network and device, in memory alone, so that no stranger makes us write.
 */
@Singleton
public final class FailedTries {
    private final Failures failures;
    private final FactHashes hashes;
    private final Clock clock;

    FailedTries(Failures failures, FactHashes hashes, Clock clock) {
        this.failures = failures;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** Notes a failure of whoever spoke; a device counts by a cookie it showed or a key it proved. */
    public void by(RelyingPartyId relyingParty, ClientFacts client) {
        HashedFacts source = Hashing.of(hashes.current(relyingParty, clock.instant()), client);
        failures.note(source.network(), Failures.MOST_OF_SOURCE);
        failures.note(source.deviceKey(), Failures.MOST_OF_SOURCE);
        failures.note(source.deviceCookie(), Failures.MOST_OF_SOURCE);
    }

    /** Notes that somebody failed at this account, whoever it was. */
    public void at(AccountId account) {
        failures.note(keyOf(account), Failures.MOST_OF_ACCOUNT);
    }

    /** As {@link #by} and {@link #at}. */
    public void by(RelyingPartyId relyingParty, ClientFacts client, AccountId account) {
        by(relyingParty, client);
        at(account);
    }

    /** The random half of an account's identifier. */
    static long keyOf(AccountId account) {
        return account.value().getLeastSignificantBits();
    }
}
