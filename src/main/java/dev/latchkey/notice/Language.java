package dev.latchkey.notice;

import dev.latchkey.relyingparty.RelyingParty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages mails are written in. */
public enum Language {
    /** English. */
    EN,
    /** German. */
    DE,
    /** French. */
    FR,
    /** Spanish. */
    ES,
    /** Chinese, simplified. */
    ZH,
    /** Arabic, written from right to left. */
    AR;

    /** Returns the BCP 47 tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a tag such as {@code de} or {@code de-AT}; empty when mails are not written in that language. */
    public static Optional<Language> of(String tag) {
        String primary = tag.split("[-_]", 2)[0].toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(language -> language.name().equals(primary))
                .findFirst();
    }

    /**
     * Chooses among the relying party's languages what suits the customer best (RFC 4647 §3.4).
     *
     * @param acceptLanguage the request's header (RFC 9110 §12.5.4), whatever it holds
     */
    public static Language choose(RelyingParty relyingParty, Optional<String> acceptLanguage) {
        List<Language> offered = relyingParty.languages().stream()
                .flatMap(tag -> of(tag).stream())
                .toList();
        return acceptLanguage.stream()
                .flatMap(header -> ranges(header).stream())
                .flatMap(range -> of(range.getRange()).stream())
                .filter(offered::contains)
                .findFirst()
                .or(() -> offered.stream().findFirst())
                .orElse(EN);
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException notALanguage) {
            return List.of();
        }
    }
}
