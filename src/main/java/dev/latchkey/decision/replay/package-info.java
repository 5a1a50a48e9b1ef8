/**
 * Judges stored decisions again: under their own policy, which must give the same to the last bit, and under one that
 * somebody wants to try, which shows what it would cost and catch. Owns {@code decision_replay}, in which every replica sees
 * what runs; reads the log of {@code decision}. Asks
 * nobody anything and changes nothing: putting a policy in force is {@code decision.policy}'s.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision.replay;
