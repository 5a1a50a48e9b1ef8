package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The written form of a recovery code. */
class RecoveryCodeTest {
    @Test
    void aFreshCodeReadsBackHoweverItIsTyped() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            String code = RecoveryCode.random(random);
            assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}");
            assertThat(RecoveryCode.read(code.toLowerCase(Locale.ROOT).replace("-", " ")))
                    .hasValue(code);
        }
    }

    @Test
    void lettersThatAreTakenForDigitsAreForgiven() {
        assertThat(RecoveryCode.read("OOOOO-IIIII-LLLLL-00000")).hasValue("00000-11111-11111-00000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00000-00000-00000-0000", "00000-00000-00000-000000", "UUUUU-00000-00000-00000", "💥"})
    void anythingElseIsNoCode(String typed) {
        assertThat(RecoveryCode.read(typed)).isEmpty();
    }
}
