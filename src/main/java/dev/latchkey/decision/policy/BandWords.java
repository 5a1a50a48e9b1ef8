package dev.latchkey.decision.policy;

import dev.latchkey.decision.policy.DocumentWords.Told;
import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says in words what changes for amounts: what each band comes to, with what it has from the one below. */
final class BandWords {
    /** Below all amounts. */
    private static final BigDecimal NONE = BigDecimal.ONE.negate();

    private final Pair bands;
    private final Pair rule;
    private final String subject;
    private final String currency;
    private final Least usual;
    private final Told told;

    /** What a band comes to, in words. */
    private record Band(String least, String acr, String hold) {
        String words() {
            return least + (least.endsWith("to wait") ? " (" + hold + ")" : "") + ", acr " + acr;
        }
    }

    BandWords(String name, Pair rule, String currency, Least usual, Told told) {
        this.rule = rule;
        this.bands = rule.member("amounts");
        this.subject = Phrases.action(name);
        this.currency = currency;
        this.usual = usual;
        this.told = told;
    }

    void say() {
        NavigableMap<BigDecimal, Band> before = read(bands.before(), rule.before());
        NavigableMap<BigDecimal, Band> after = read(bands.after(), rule.after());
        NavigableMap<BigDecimal, Boolean> from = new TreeMap<>();
        before.keySet().forEach(amount -> from.put(amount, true));
        after.keySet().forEach(amount -> from.put(amount, true));
        from.remove(NONE);
        boolean said = false;
        for (BigDecimal amount : from.keySet()) {
            Band old = before.floorEntry(amount).getValue();
            Band now = after.floorEntry(amount).getValue();
            if (!old.equals(now)) {
                String place = capital(subject) + " from "
                        + amount.stripTrailingZeros().toPlainString() + " " + currency + " ";
                told.say(bands, place + "are " + wording(now, old) + "; until now " + wording(old, now) + ".");
                said = true;
            }
        }
        if (!said) {
            told.say(bands, "The amounts of " + subject + " are written otherwise and come to the same.");
        }
    }

    /** The hold is told where it is what differs. */
    private static String wording(Band band, Band other) {
        boolean byHold = band.least().equals(other.least()) && band.acr().equals(other.acr());
        return byHold && !band.least().endsWith("to wait") ? band.words() + ", held for " + band.hold() : band.words();
    }

    private NavigableMap<BigDecimal, Band> read(@Nullable Object given, @Nullable Object action) {
        Pair base = new Pair("", null, action);
        Band below = new Band(
                Phrases.least(base.member("at_least").after(), usual),
                Phrases.plain(base.member("acr").after(), "2"),
                Phrases.hours(base.member("hold_hours").after(), 24));
        NavigableMap<BigDecimal, Band> read = new TreeMap<>();
        read.put(NONE, below);
        for (Object one : given instanceof List<?> list ? list : List.of()) {
            Pair band = new Pair("", null, one);
            Optional<BigDecimal> from = Pair.number(band.member("from").after());
            below = new Band(
                    Optional.ofNullable(band.member("at_least").after())
                            .map(least -> Phrases.least(least, usual))
                            .orElse(below.least()),
                    Phrases.plain(band.member("acr").after(), below.acr()),
                    band.member("hold_hours").after() == null
                            ? below.hold()
                            : Phrases.hours(band.member("hold_hours").after(), 24));
            Band here = below;
            from.ifPresent(amount -> read.put(amount, here));
        }
        return read;
    }

    private static String capital(String subject) {
        return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
    }
}
