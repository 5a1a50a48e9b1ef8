package dev.latchkey.decision.policy;

import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Segment;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A policy as it was read: complete and without contradictions.
 *
 * @param currency what losses, prices and amounts are counted in (ISO 4217)
 * @param rates what one unit of another currency is worth in it
 * @param pricePerSecond what a second of a customer is worth
 * @param seconds how long a check takes most people, where the document knows better than the release
 * @param rules what holds before any score
 * @param actions the rule of each action; always has {@code *}
 */
public record PolicyDocument(
        String currency,
        Map<String, BigDecimal> rates,
        double pricePerSecond,
        Map<Challenge, Integer> seconds,
        HardRules rules,
        Map<String, ActionRule> actions) {
    /** The rule for actions that have none of their own. */
    public static final String ANY = "*";

    /** Keeps immutable copies. */
    public PolicyDocument {
        rates = Map.copyOf(rates);
        seconds = Map.copyOf(seconds);
        actions = Map.copyOf(actions);
    }

    /** Returns the rule for an action: its own, or that of {@code *}. */
    public ActionRule action(String name) {
        ActionRule own = actions.get(name);
        return own == null ? actions.get(ANY) : own;
    }

    /** Returns the share of attempts that may be asked; empty where none is named, or everybody or nobody is asked. */
    public OptionalDouble budget(String action, String segment) {
        Limit limit = action(action)
                .segment(Segment.valueOf(segment.toUpperCase(Locale.ROOT)))
                .limit();
        return limit instanceof Limit.Budget(double share) && share > 0 && share < 1
                ? OptionalDouble.of(share)
                : OptionalDouble.empty();
    }

    /** Returns what an action demands; an amount in a currency without a rate counts as the highest there is. */
    public Demand demand(String action, Optional<Money> amount) {
        ActionRule rule = action(action);
        return amount.map(money -> inOwnCurrency(money).map(rule::demand).orElseGet(rule::strictest))
                .orElseGet(rule::demand);
    }

    /** Returns how long a check takes; empty where the release's own number stands. */
    public OptionalInt seconds(Challenge challenge) {
        Integer given = seconds.get(challenge);
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    /** Returns an amount in this document's currency; empty when it has no rate for the other. */
    public Optional<BigDecimal> inOwnCurrency(Money money) {
        return money.currency().equals(currency)
                ? Optional.of(money.value())
                : Optional.ofNullable(rates.get(money.currency())).map(rate -> rate.multiply(money.value()));
    }
}
