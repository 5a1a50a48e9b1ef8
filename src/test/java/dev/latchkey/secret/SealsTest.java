package dev.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seals, vault and keyed hashes: what opens, and every single difference that keeps it closed. */
class SealsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final byte[] PLAIN = "who, what, until when".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes(1);
    private final Seals seals = new Seals(new KeyRing(key, List.of()), random);
    private final Vault vault = new Vault(new KeyRing(key, List.of()), random);

    @Test
    void whatWasSealedOpensForTheSamePurpose() {
        Bytes closed = seals.seal("ceremony", PLAIN, NOON);

        assertThat(seals.open("ceremony", closed, FIVE_MINUTES, NOON)).hasValue(PLAIN);
    }

    @Test
    void itDoesNotOpenForAnotherPurpose() {
        Bytes closed = seals.seal("ceremony", PLAIN, NOON);

        assertThat(seals.open("hand-off", closed, FIVE_MINUTES, NOON)).isEmpty();
    }

    @Test
    void itDoesNotOpenAfterItsHourIsOutOfReach() {
        Bytes closed = seals.seal("ceremony", PLAIN, NOON);

        assertThat(seals.open("ceremony", closed, FIVE_MINUTES, NOON.plusSeconds(3_899)))
                .isPresent();
        assertThat(seals.open("ceremony", closed, FIVE_MINUTES, NOON.plusSeconds(3_900)))
                .isEmpty();
    }

    @Test
    void itDoesNotOpenFromTheFuture() {
        Bytes closed = seals.seal("ceremony", PLAIN, NOON);

        assertThat(seals.open("ceremony", closed, FIVE_MINUTES, NOON.minusSeconds(3_600)))
                .isEmpty();
    }

    @Test
    void noSingleBitMayDiffer() {
        byte[] closed = seals.seal("ceremony", PLAIN, NOON).toArray();

        for (int i = 0; i < closed.length; i++) {
            byte[] damaged = closed.clone();
            damaged[i] ^= 1;
            assertThat(seals.open("ceremony", Bytes.of(damaged), FIVE_MINUTES, NOON))
                    .as("bit of byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] closed = seals.seal("ceremony", PLAIN, NOON).toArray();

        for (int length = 0; length < closed.length; length++) {
            Bytes cut = Bytes.of(java.util.Arrays.copyOf(closed, length));
            assertThat(seals.open("ceremony", cut, FIVE_MINUTES, NOON)).isEmpty();
        }
    }

    @Test
    void aFormerKeyStillOpensAndAForeignOneDoesNot() {
        Bytes closed = seals.seal("ceremony", PLAIN, NOON);
        Seals rotated = new Seals(new KeyRing(bytes(2), List.of(key)), random);
        Seals foreign = new Seals(new KeyRing(bytes(2), List.of()), random);

        assertThat(rotated.open("ceremony", closed, FIVE_MINUTES, NOON)).hasValue(PLAIN);
        assertThat(foreign.open("ceremony", closed, FIVE_MINUTES, NOON)).isEmpty();
    }

    @Test
    void theVaultOpensForItsOwnContextAlone() {
        Bytes closed = vault.close("account-key", "row-1", PLAIN);

        assertThat(vault.open("account-key", "row-1", closed)).hasValue(PLAIN);
        assertThat(vault.open("account-key", "row-2", closed)).isEmpty();
        assertThat(vault.open("signing-key", "row-1", closed)).isEmpty();
    }

    @Test
    void theVaultTellsWhatLiesUnderAFormerKey() {
        Bytes closed = vault.close("account-key", "row-1", PLAIN);
        Vault rotated = new Vault(new KeyRing(bytes(2), List.of(key)), random);

        assertThat(vault.isUnderFormerKey(closed)).isFalse();
        assertThat(rotated.isUnderFormerKey(closed)).isTrue();
        assertThat(rotated.open("account-key", "row-1", closed)).hasValue(PLAIN);
    }

    @Test
    void keyedHashesDifferByPurpose() {
        KeyRing ring = new KeyRing(key, List.of());

        assertThat(new KeyedHash(ring, "a").of("text")).isEqualTo(new KeyedHash(ring, "a").of("text"));
        assertThat(new KeyedHash(ring, "a").of("text")).isNotEqualTo(new KeyedHash(ring, "b").of("text"));
    }

    @Test
    void aKeyOfAnotherLengthIsNoKey() {
        assertThatThrownBy(() -> new KeyRing(new byte[31], List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyRing(key, List.of(new byte[33]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRingDoesNotTellItsKeys() {
        assertThat(new KeyRing(key, List.of()).toString()).doesNotContain("0101");
    }

    private static byte[] bytes(int value) {
        byte[] filled = new byte[KeyRing.KEY_LENGTH];
        java.util.Arrays.fill(filled, (byte) value);
        return filled;
    }
}
