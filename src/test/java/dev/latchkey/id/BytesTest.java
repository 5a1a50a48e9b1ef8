package dev.latchkey.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers and their text form. */
class BytesTest {
    @Test
    void everyValueHasOneSpellingThatReadsBack() {
        Random random = new Random(7);
        for (int length = 0; length < 70; length++) {
            Bytes value = Bytes.random(length, random);
            assertThat(Bytes.fromBase64Url(value.toBase64Url())).hasValue(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "A", "AAA+", "AAA/", "AA AA", "AB", "AAAA\n", "ÄÄÄÄ", "AAB"})
    void otherSpellingsAreNoSpellings(String text) {
        assertThat(Bytes.fromBase64Url(text)).isEmpty();
    }

    @Test
    void bytesCannotBeChangedFromOutside() {
        byte[] raw = {1, 2, 3};
        Bytes value = Bytes.of(raw);

        raw[0] = 9;
        value.toArray()[1] = 9;

        assertThat(value).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
    }

    @Test
    void timeOrderedIdsAreOfVersionSevenAndSortByTime() {
        Random random = new Random(7);
        UUID earlier = TimeOrdered.uuid(Instant.parse("2026-01-01T00:00:00Z"), random);
        UUID later = TimeOrdered.uuid(Instant.parse("2026-01-01T00:00:01Z"), random);

        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.variant()).isEqualTo(2);
        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-shop", "shop-", "Shop", "shop_1", "a.b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aRelyingPartysNameIsShortAndPlain(String name) {
        assertThatThrownBy(() -> new RelyingPartyId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengthsAreKept() {
        assertThatThrownBy(() -> new CredentialId(Bytes.of(new byte[15]))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CredentialId(Bytes.of(new byte[1024])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UserHandle(Bytes.of(new byte[63]))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CredentialId(Bytes.of(new byte[16])).value().length()).isEqualTo(16);
    }
}
