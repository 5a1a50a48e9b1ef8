/**
 * Policies: the versioned numbers behind decisions, one document for each relying party, in force on every replica
 * within ten seconds. Owns {@code decision_policy} and {@code decision_policy_active}, the document's form and what
 * stands in it when nobody has written one. Decides nothing: who decides asks for the rule that fits.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision.policy;
