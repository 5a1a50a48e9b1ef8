package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an authenticator app is given. */
class EnrolmentUriTest {
    /** RFC 4648 §10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreWrittenInBase32(String plain, String written) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);

        assertThat(EnrolmentUri.base32(bytes)).isEqualTo(written);
        assertThat(EnrolmentUri.fromBase32(written)).isEqualTo(bytes);
    }

    @Test
    void namesAreEscaped() {
        assertThat(EnrolmentUri.of("Shop & Co", "ana:b@example.org", "MZXW6YTB"))
                .isEqualTo("otpauth://totp/Shop%20%26%20Co:ana%3Ab%40example.org?secret=MZXW6YTB"
                        + "&issuer=Shop%20%26%20Co&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void thePictureHasEveryDarkModuleAndNoOther() {
        String text = "otpauth://totp/Shop:ana?secret=MZXW6YTB";
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);

        String svg = EnrolmentUri.svg(text);

        boolean[][] drawn = new boolean[code.size][code.size];
        Pattern.compile("M(\\d+),(\\d+)h(\\d+)v1h-(\\d+)z")
                .matcher(svg)
                .results()
                .forEach(run -> draw(run, drawn));
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                assertThat(drawn[y][x]).isEqualTo(code.getModule(x, y));
            }
        }
    }

    private static void draw(MatchResult run, boolean[][] drawn) {
        int left = Integer.parseInt(run.group(1)) - 4;
        int top = Integer.parseInt(run.group(2)) - 4;
        int length = Integer.parseInt(run.group(3));
        assertThat(run.group(4)).isEqualTo(run.group(3));
        for (int x = left; x < left + length; x++) {
            drawn[top][x] = true;
        }
    }
}
