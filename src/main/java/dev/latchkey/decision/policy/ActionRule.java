package dev.latchkey.decision.policy;

import dev.latchkey.assurance.Acr;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says of one action.
 *
 * @param name its name; {@code *} for actions that have no rule of their own
 * @param loss what one attacker who gets through costs, in the document's currency
 * @param value what is lost when an owner gives up, in the document's currency
 * @param stepUps what may be asked, in the document's order
 * @param atLeast the least that happens
 * @param acr how sure we must be
 * @param maxAge how old the proof may be
 * @param hold how long a hold lasts
 * @param holdAfterRecovery for how long after a recovery the action is held; zero for not at all
 * @param holdAfterNewPasskey for how long after a passkey was added the action is held; zero for not at all
 * @param newPayee the least that happens where the payee is new to the account
 * @param segments the lines for each segment; a sign-up has the new one only
 * @param amounts what holds from an amount up, the lowest first
 */
public record ActionRule(
        String name,
        double loss,
        double value,
        List<Challenge> stepUps,
        Least atLeast,
        Acr acr,
        Duration maxAge,
        Duration hold,
        Duration holdAfterRecovery,
        Duration holdAfterNewPasskey,
        Least newPayee,
        Map<Segment, SegmentRule> segments,
        List<AmountBand> amounts) {
    /** Keeps immutable copies. */
    public ActionRule {
        stepUps = List.copyOf(stepUps);
        segments = Map.copyOf(segments);
        amounts = List.copyOf(amounts);
    }

    /** Returns the lines for a segment; those of {@link Segment#NEW} where there are no others. */
    public SegmentRule segment(Segment segment) {
        SegmentRule own = segments.get(segment);
        return own == null ? segments.get(Segment.NEW) : own;
    }

    /** Returns what is demanded where no amount is at stake. */
    public Demand demand() {
        return new Demand(atLeast, acr, maxAge, hold);
    }

    /** Returns what is demanded for an amount in the document's currency; its band can only demand more. */
    Demand demand(BigDecimal amount) {
        return amounts.reversed().stream()
                .filter(band -> band.from().compareTo(amount) <= 0)
                .findFirst()
                .map(this::demand)
                .orElseGet(this::demand);
    }

    /** Returns what is demanded for an amount that nobody can compare: the most that any band does. */
    Demand strictest() {
        return Optional.of(amounts)
                .filter(bands -> !bands.isEmpty())
                .map(bands -> demand(bands.getLast()))
                .orElseGet(this::demand);
    }

    private Demand demand(AmountBand band) {
        return new Demand(atLeast.or(band.atLeast()), acr.reaches(band.acr()) ? acr : band.acr(), maxAge, band.hold());
    }
}
