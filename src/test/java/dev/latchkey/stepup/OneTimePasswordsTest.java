package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6238, and what is accepted of it. */
class OneTimePasswordsTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
    private static final long STEP = 1_111_111_111 / 30;

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void passwordsAreThoseOfTheSpecification(long at, String password) {
        assertThat(OneTimePasswords.at(SECRET, at / 30, 8)).isEqualTo(password);
    }

    @Test
    void sixDigitsAreTheLastOfEight() {
        assertThat(OneTimePasswords.at(SECRET, STEP, 6)).isEqualTo("050471");
        assertThat(OneTimePasswords.stepOf(SECRET, " 050 471", NOW, 0)).hasValue(STEP);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void aStepBeforeAndOneBehindAreAccepted(long apart) {
        String password = OneTimePasswords.at(SECRET, STEP + apart, 6);

        assertThat(OneTimePasswords.stepOf(SECRET, password, NOW, 0)).hasValue(STEP + apart);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 2})
    void stepsFurtherAwayAreNot(long apart) {
        String password = OneTimePasswords.at(SECRET, STEP + apart, 6);

        assertThat(OneTimePasswords.stepOf(SECRET, password, NOW, 0)).isEmpty();
    }

    @Test
    void aStepThatIsSpentIsNotAcceptedAndNoOlderOne() {
        assertThat(OneTimePasswords.stepOf(SECRET, "050471", NOW, STEP - 1)).hasValue(STEP);
        assertThat(OneTimePasswords.stepOf(SECRET, "050471", NOW, STEP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05047", "0504711", "050472", "５0471", "abcdef"})
    void anythingElseIsWrong(String typed) {
        assertThat(OneTimePasswords.stepOf(SECRET, typed, NOW, 0)).isEmpty();
    }
}
