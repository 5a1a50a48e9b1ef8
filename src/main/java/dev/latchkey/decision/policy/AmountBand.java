package dev.latchkey.decision.policy;

import dev.latchkey.assurance.Acr;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What holds from an amount up, until the next band begins.
 *
 * @param from the lowest amount it holds for, in the document's currency
 * @param atLeast the least that happens
 * @param acr how sure we must be
 * @param hold how long a hold lasts
 */
public record AmountBand(BigDecimal from, Least atLeast, Acr acr, Duration hold) {}
