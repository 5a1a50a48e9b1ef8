package dev.latchkey.decision.policy;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param value how much; never negative
 * @param currency of what, by its ISO 4217 code, for example {@code EUR}
 */
public record Money(BigDecimal value, String currency) {}
