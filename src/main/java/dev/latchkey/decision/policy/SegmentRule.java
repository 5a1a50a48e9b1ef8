package dev.latchkey.decision.policy;

import java.util.OptionalDouble;

/**
 * The lines for one segment of one action.
 *
 * @param limit above which more is asked for
 * @param deny the probability above which the attempt is refused; empty means never on the score alone
 */
public record SegmentRule(Limit limit, OptionalDouble deny) {}
