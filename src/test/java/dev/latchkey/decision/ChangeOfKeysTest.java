package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.signal.Column;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Hashes change their keys every ninety days, and nobody becomes a stranger by it. */
@QuarkusTest
class ChangeOfKeysTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    DecisionFixture fixture;

    /** The next change of keys. */
    private Instant change() {
        long epoch = FactHashes.EPOCH.toSeconds();
        return Instant.ofEpochSecond((fixture.now().getEpochSecond() / epoch + 1) * epoch);
    }

    private Evidence decided(Visit visit) {
        return Evidence.unpack(fixture.logged(fixture.decide(visit)).evidence());
    }

    @Test
    void theSecondOfTwoBrowsersIsKnownAgainAfterTheFirst() {
        RelyingParty party = fixture.party();
        Account account = fixture.account(party);
        Visit first = Visit.usual(party, account, change());
        Visit second = first.by(Visit.FIREFOX, 2);
        fixture.habit(first, 10);
        fixture.habit(second.at(second.at().plus(HOUR)), 10);

        Evidence one = decided(first.at(change().plus(HOUR)));
        Evidence two = decided(second.at(change().plus(HOUR.multipliedBy(2))));
        Evidence never = decided(first.by(Visit.FIREFOX, 3).at(change().plus(HOUR.multipliedBy(3))));

        assertThat(one.number(Column.CONTINUITY)).isEqualTo(Continuity.COOKIE.ordinal());
        assertThat(one.number(Column.COUNTRY_OWN)).isGreaterThan(5);
        assertThat(two.number(Column.CONTINUITY)).isEqualTo(Continuity.COOKIE.ordinal());
        assertThat(never.number(Column.CONTINUITY)).isEqualTo(Continuity.NEW.ordinal());
    }
}
