package dev.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.notice.Letters.Draft;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.testing.Parties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What mails say in each language, and that they say it without a trick. */
class WordsTest {
    private static final Letters LETTERS = new Letters(new NoticeConfig() {
        @Override
        public Mail mail() {
            return Mail.CAPTURED;
        }

        @Override
        public Optional<String> from() {
            return Optional.of("no-reply@latchkey.example");
        }

        @Override
        public Duration sendEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration giveUpAfter() {
            return Duration.ofHours(48);
        }

        @Override
        public Duration kept() {
            return Duration.ofDays(30);
        }
    });

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageSaysEverythingEnglishDoes(Language language) {
        Set<String> keys = Words.all(language).stringPropertyNames();

        assertThat(keys).isEqualTo(Words.all(Language.EN).stringPropertyNames());
        assertThat(keys).allSatisfy(key -> {
            String said = Words.all(language).getProperty(key);
            assertThat(said).isNotBlank();
            assertThat(said.contains("{value}")).isEqualTo(key.startsWith("detail."));
            if (language != Language.EN) {
                assertThat(said).isNotEqualTo(Words.all(Language.EN).getProperty(key));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyMailIsCompleteInEveryLanguageAndFetchesNothing(Kind kind) {
        for (Language language : Language.values()) {
            Letter letter = LETTERS.write(Parties.fresh(), draft(kind, language, "Firefox · Linux"));

            assertThat(letter.subject()).isNotBlank().doesNotContain("{", "\n");
            assertThat(letter.text()).doesNotContain("{", "}");
            assertThat(letter.html())
                    .contains("lang=\"" + language.tag() + "\"")
                    .doesNotContainPattern("(?i)src=|<img|<link|<script|url\\(|@import");
            assertThat(letter.html().split("href=", -1).length - 1).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void namesOfRelyingPartiesAndDevicesAreTextAndNothingElse() {
        RelyingParty party = named("A <b>\"bold\"</b>\r\nBcc: x@example.org");

        Letter letter = LETTERS.write(party, draft(Kind.NEW_DEVICE, Language.EN, "<script>alert(1)</script>"));

        assertThat(List.of(letter.subject(), letter.from()))
                .noneMatch(line -> line.contains("\n") || line.contains("\r"));
        assertThat(letter.from()).endsWith("\" <no-reply@latchkey.example>").doesNotContain("<b>");
        assertThat(letter.html()).doesNotContain("<script", "<b>").contains("&lt;script&gt;");
    }

    @Test
    void theBackOffDoublesUpToHalfAnHour() {
        assertThat(Sending.waitAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Sending.waitAfter(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Sending.waitAfter(1000)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void theLanguageIsTheFirstWantedThatIsOffered() {
        RelyingParty english = Parties.fresh();

        assertThat(Language.choose(english, Optional.of("de, en"))).isEqualTo(Language.EN);
        assertThat(Language.choose(english, Optional.of(";;;"))).isEqualTo(Language.EN);
        assertThat(Language.choose(english, Optional.empty())).isEqualTo(Language.EN);
        assertThat(Language.of("de-AT")).hasValue(Language.DE);
        assertThat(Language.of("nl")).isEmpty();
    }

    private static Draft draft(Kind kind, Language language, String device) {
        return new Draft(
                new UUID(1, 2),
                kind,
                language,
                EmailAddress.read("ana@example.org").orElseThrow(),
                new PrivateFacts(Map.of(
                        Codes.CODE, "123456",
                        Notices.STOP, "token",
                        Notices.DEVICE, device,
                        Notices.ACTION, "payout",
                        Notices.UNTIL, "2026-11-23T10:00:00Z")),
                Instant.parse("2026-11-22T10:00:00Z"));
    }

    private static RelyingParty named(String name) {
        RelyingParty party = Parties.fresh();
        return new RelyingParty(
                party.id(),
                name,
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins(),
                party.issuer(),
                party.audience(),
                party.userVerification(),
                party.sessionMode(),
                party.rememberSessions(),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins(),
                party.returnAddresses(),
                party.apps(),
                party.languages(),
                party.look(),
                party.use());
    }
}
