/**
 * Looks at decisions for operators: what a policy makes of one attempt, which lines keep a budget, what happened lately and
 * whether anything drifted, and each decision with what it was made of. Owns {@code decision_reveal} and {@code
 * decision_drift}; reads the log of {@code decision}. Says of nobody whom a decision was about, but by {@link
 * dev.latchkey.decision.insight.Reveals}, which counts and journals it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision.insight;
