/**
 * The life of a policy over HTTP: drafts, differences in words, verdicts, the rollout and its numbers, the way back, and
 * the break-glass switch. Owns {@code /v1/ops/{rp}/policy/**} and no table; tells approvers by mail what was done without
 * them. What may follow what is known by {@code decision.policy}.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.console.policy;
