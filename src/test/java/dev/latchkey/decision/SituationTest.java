package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.HardRules;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.risk.Challenge;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What the log keeps so that a decision can be judged again. */
class SituationTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final Action PAYOUT = Action.custom("payout").orElseThrow();

    @Test
    void whatIsPackedIsReadAsItWas() {
        for (int seed = 0; seed < 500; seed++) {
            Situation situation = any(new Random(seed));

            Situation read = Situation.unpack(situation.pack(), AT, PAYOUT);

            assertThat(read).as("seed %d", seed).isEqualTo(situation);
        }
    }

    @Test
    void anOrdinarySignInTakesSixBytes() {
        Situation ordinary = new Situation(
                AT,
                Action.SIGN_IN,
                Optional.empty(),
                HardRules.Hits.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Judging.SCORED);

        assertThat(ordinary.pack()).hasSize(6);
    }

    @Test
    void damagedBytesAreSaidToBeDamaged() {
        byte[] packed = any(new Random(7)).pack();
        byte[] later = packed.clone();
        later[0]++;

        assertThatThrownBy(() -> Situation.unpack(later, AT, PAYOUT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Situation.unpack(Arrays.copyOf(packed, 5), AT, PAYOUT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Situation any(Random random) {
        IntSupplier coin = () -> random.nextInt(2);
        Set<String> rules = new HashSet<>(HardRules.NAMES);
        rules.removeIf(rule -> coin.getAsInt() == 0);
        Set<Challenge> owned = new HashSet<>(Arrays.asList(Challenge.values()));
        owned.removeIf(challenge -> coin.getAsInt() == 0);
        return new Situation(
                AT,
                PAYOUT,
                maybe(random, new Money(new BigDecimal(random.nextInt(100_000)).movePointLeft(2), "EUR")),
                new HardRules.Hits(rules, random.nextBoolean()),
                maybe(random, AT.minusSeconds(random.nextInt(100_000))),
                maybe(random, AT.minusSeconds(random.nextInt(100_000))),
                maybe(random, AT.minusSeconds(random.nextInt(100_000))),
                maybe(random, AT.plusSeconds(random.nextInt(100_000))),
                random.nextBoolean(),
                random.nextBoolean(),
                maybe(random, owned),
                Judging.values()[random.nextInt(Judging.values().length)]);
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
