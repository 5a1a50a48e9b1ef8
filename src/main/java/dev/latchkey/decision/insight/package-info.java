/**
 * Looks at decisions for operators: what a policy makes of one attempt, which lines keep a budget, what happened lately and
 * whether anything drifted or was alarming, and each decision with what it was made of. Owns {@code decision_reveal}, {@code
 * decision_drift} and {@code decision_alert}; reads the log of {@code decision}. Says of nobody whom a decision was about, but by {@link
 * dev.latchkey.decision.insight.Reveals}, which counts and journals it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision.insight;
