/**
 * The questions put to an attempt, one small class each: how unusual is this network, this browser, this hour? Owns
 * the columns of numbers a question may look at and the constants of their likelihoods. Knows neither hypotheses nor
 * weights, which are {@code risk}'s.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.risk.signal;
