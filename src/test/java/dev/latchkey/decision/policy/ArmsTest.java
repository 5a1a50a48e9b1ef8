package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.secret.KeyRing;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is in the canary. */
class ArmsTest {
    private static final int MANY = 20_000;
    private static final KeyRing KEYS = new KeyRing(key(1), List.of());
    private static final Arms ARMS = new Arms(KEYS);
    private static final List<AccountId> ACCOUNTS = accounts();

    @ParameterizedTest
    @EnumSource(names = {"CANARY_1", "CANARY_5", "CANARY_25"})
    void theCanaryIsAsLargeAsItsShareAndTheControlAsLargeAsTheCanary(Stage stage) {
        double expected = (double) MANY * stage.share() / Arm.WHOLE;
        double spread = 5 * Math.sqrt(expected);

        assertThat((double) count(stage, Arm.CANARY)).isBetween(expected - spread, expected + spread);
        assertThat((double) count(stage, Arm.CONTROL)).isBetween(expected - spread, expected + spread);
    }

    @Test
    void whoIsInTheCanaryStaysInItWhileItGrows() {
        Step trial = trial(7, KEYS);

        for (AccountId account : ACCOUNTS) {
            if (ARMS.of(trial, Stage.CANARY_1, account) == Arm.CANARY) {
                assertThat(ARMS.of(trial, Stage.CANARY_5, account)).isEqualTo(Arm.CANARY);
            }
            if (ARMS.of(trial, Stage.CANARY_5, account) == Arm.CANARY) {
                assertThat(ARMS.of(trial, Stage.CANARY_25, account)).isEqualTo(Arm.CANARY);
            }
        }
    }

    @Test
    void anotherVersionHasOtherAccountsAndSoHasAnotherRelyingParty() {
        long both = ACCOUNTS.stream()
                .filter(account -> ARMS.of(trial(7, KEYS), Stage.CANARY_25, account) == Arm.CANARY)
                .filter(account -> ARMS.of(trial(8, KEYS), Stage.CANARY_25, account) == Arm.CANARY)
                .count();

        assertThat((double) both / MANY).isBetween(0.05, 0.075);
    }

    @Test
    void everyReplicaSaysTheSameAndSoDoesOneWithANewerKey() {
        KeyRing newer = new KeyRing(key(2), List.of(key(1)));
        Arms there = new Arms(new KeyRing(key(1), List.of()));
        Arms later = new Arms(newer);
        Step trial = trial(7, KEYS);

        assertThat(ACCOUNTS.subList(0, 500))
                .allSatisfy(account -> assertThat(ARMS.bucket(trial, account))
                        .isEqualTo(there.bucket(trial, account))
                        .isEqualTo(later.bucket(trial, account)));
        assertThat(ACCOUNTS.subList(0, 500))
                .anySatisfy(account ->
                        assertThat(ARMS.bucket(trial, account)).isNotEqualTo(later.bucket(trial(7, newer), account)));
    }

    @Test
    void inTheShadowEverybodyIsLookedAtAndNobodyElseIsAnywhere() {
        assertThat(count(Stage.SHADOW, Arm.SHADOW)).isEqualTo(MANY);
    }

    private static long count(Stage stage, Arm arm) {
        return ACCOUNTS.stream()
                .filter(account -> ARMS.of(trial(7, KEYS), stage, account) == arm)
                .count();
    }

    private static Step trial(int version, KeyRing keys) {
        return Step.made(new RelyingPartyId("shop"), Step.Kind.CANARY_1, version, Instant.EPOCH, "test", "why")
                .under(keys.current());
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        java.util.Arrays.fill(key, (byte) fill);
        return key;
    }

    private static List<AccountId> accounts() {
        Random random = new Random(20261130);
        return IntStream.range(0, MANY)
                .mapToObj(i -> new AccountId(new UUID(random.nextLong(), random.nextLong())))
                .toList();
    }
}
