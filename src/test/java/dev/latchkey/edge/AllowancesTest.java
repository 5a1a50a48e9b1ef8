package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.Address;
import dev.latchkey.edge.Allowances.Payer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final Duration PER = Duration.ofMinutes(1);
    private static final int MOST = 100;
    private static final long ALLOWANCE = 6;

    private final Hand clock = new Hand();
    private final Allowances allowances = new Allowances(MOST, PER, clock);

    /** Time stands still until it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anAllowanceIsUsedUpAndComesBackEvenly() {
        Payer busy = payer(1);
        boolean all = allowances.of(busy, ALLOWANCE).tryConsume(ALLOWANCE);

        boolean more = take(busy);
        clock.now = clock.now.plus(PER.dividedBy(ALLOWANCE));
        boolean afterASixth = take(busy);
        boolean twice = take(busy);

        assertThat(all).isTrue();
        assertThat(more).isFalse();
        assertThat(afterASixth).isTrue();
        assertThat(twice).isFalse();
    }

    @Test
    void aFloodOfAddressesFillsNoMemory() {
        for (int i = 0; i < 50 * MOST; i++) {
            take(payer(i));
        }

        assertThat(allowances.remembered()).isLessThanOrEqualTo(MOST + 1);
    }

    @Test
    void whoIsBusyIsRememberedThroughAFlood() {
        Payer busy = payer(-1);
        allowances.of(busy, ALLOWANCE).tryConsume(ALLOWANCE);

        boolean everLetIn = false;
        for (int i = 0; i < 50 * MOST; i++) {
            take(payer(i));
            everLetIn |= i % 10 == 0 && take(busy);
        }

        assertThat(everLetIn).isFalse();
    }

    @Test
    void aClockThatIsSetBackLeavesNobodyWaitingForTheTimeItKnew() {
        Payer busy = payer(1);
        allowances.of(busy, ALLOWANCE).tryConsume(ALLOWANCE);

        clock.now = clock.now.minus(Duration.ofHours(2));

        assertThat(take(busy)).isTrue();
    }

    private boolean take(Payer payer) {
        return allowances.of(payer, ALLOWANCE).tryConsume(1);
    }

    private static Payer payer(int number) {
        Optional<Address> source =
                Address.parse("10." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "." + (number & 0xff));
        return Payer.of(Errand.OTHER, source);
    }
}
