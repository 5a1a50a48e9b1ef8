package dev.latchkey.risk;

/**
 * One term of the reported logit. All terms of an assessment add up to it.
 *
 * @param code what contributed
 * @param logit by how much, in natural logarithms of odds
 */
public record Contribution(Code code, double logit) {}
