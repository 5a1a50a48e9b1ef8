package dev.latchkey.decision.policy;

import dev.latchkey.assurance.Acr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code amounts}: each band demands at least what the one below it does. */
final class BandReader {
    private static final int MOST_BANDS = 20;
    private static final List<String> KNOWN = List.of("from", "at_least", "acr", "hold_hours");

    private final List<AmountBand> bands = new ArrayList<>();
    private AmountBand below;

    BandReader(AmountBand below) {
        this.below = below;
    }

    List<AmountBand> read(Spot spot) {
        spot.list(MOST_BANDS, one -> {
            band(Members.of(one, KNOWN));
            return Optional.empty();
        });
        return List.copyOf(bands);
    }

    private void band(Members band) {
        Optional<Spot> at = band.required("from");
        BigDecimal from = at.flatMap(spot -> spot.decimal("0", "1000000000000")).orElse(below.from());
        if (!bands.isEmpty() && from.compareTo(below.from()) <= 0) {
            at.ifPresent(spot -> spot.wrong("above the band before it, which begins at " + below.from()));
        }
        Optional<Spot> least = band.optional("at_least");
        Least atLeast = least.flatMap(spot -> spot.oneOf(ActionReader.LEASTS)).orElse(below.atLeast());
        if (atLeast.compareTo(below.atLeast()) < 0) {
            least.ifPresent(spot -> spot.wrong("at least " + below.atLeast().id() + ", as for less money"));
        }
        Acr acr = ActionReader.acr(band, below.acr());
        if (!acr.reaches(below.acr())) {
            band.optional("acr")
                    .ifPresent(spot -> spot.wrong("at least " + (below.acr().ordinal() + 1) + ", as for less money"));
        }
        int usual = (int) below.hold().toHours();
        below = new AmountBand(from, atLeast, acr, ActionReader.hours(band, "hold_hours", 1, usual));
        bands.add(below);
    }
}
