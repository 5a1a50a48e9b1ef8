package dev.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mail can be sent to. */
class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ana@example.org, ana@example.org, a…@e….org",
        "' Ana.B+tag@Example.ORG ', Ana.B+tag@example.org, A…@e….org",
        "x@mail.example.co.uk, x@mail.example.co.uk, x…@m….uk",
        "ana@bücher.example, ana@xn--bcher-kva.example, a…@x….example",
    })
    void anAddressIsReadAndMasked(String typed, String value, String masked) {
        EmailAddress address = EmailAddress.read(typed).orElseThrow();

        assertThat(address.value()).isEqualTo(value);
        assertThat(address.masked()).isEqualTo(masked);
        assertThat(address).hasToString("EmailAddress[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@example.org",
                "ana@example",
                "ana@example.123",
                "ana@-example.org",
                "ana@exam ple.org",
                "ana@[127.0.0.1]",
                "a na@example.org",
                ".ana@example.org",
                "ana.@example.org",
                "ana..b@example.org",
                "\"ana\"@example.org",
                "ana@b@example.org",
                "ana,ben@example.org",
                "<ana@example.org>",
                "ana@example.org\r\nBcc: ben@example.org",
                "ana\r\n@example.org",
                "anä@example.org",
            })
    void whatCouldBecomeAnotherHeaderOrNobodyIsNoAddress(String typed) {
        assertThat(EmailAddress.read(typed)).isEmpty();
    }

    @Test
    void lengthsEndWhereTheStandardSays() {
        String longest = "a".repeat(64) + "@" + ("b".repeat(60) + ".").repeat(3) + "ex";

        assertThat(EmailAddress.read(longest)).isPresent();
        assertThat(EmailAddress.read("a" + longest)).isEmpty();
        assertThat(EmailAddress.read("a@" + "b".repeat(64) + ".example")).isEmpty();
    }
}
